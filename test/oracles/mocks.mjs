// `node test/oracles/mocks.mjs [SEED [COUNT]]`: compares which parameter each decorator fills, over generated stacks of patches, rows and examples.
// What it fetches lies in `.oracles/`, which git ignores. Exit 1 where a difference has no reason.

import { load, root } from '../../server/scripts/load.mjs'

const { main } = await load('test/oracles/mocks/compare.ts')
process.exit((await main(root, process.argv.slice(2))) ? 0 : 1)
