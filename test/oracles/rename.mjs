// `node test/oracles/rename.mjs [PROJECT …]`: renames every fixture and helper of real suites across their files, and compares what pytest
// sets up for each test, and how each test ends, before and after. Works on copies in `.oracles/`, which git ignores.

import { load, root } from '../../server/scripts/load.mjs'

const { main } = await load('test/oracles/rename/workspace.ts')
process.exit((await main(root, process.argv.slice(2))) === true ? 0 : 1)
