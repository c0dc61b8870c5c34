// `npm run twins [-- --quick] [--code PT006] [--tool ruff] [--files N] [--show N] [--json]`: the findings of rules beside those of the linters whose twins
// they claim to be, by file and line. What it fetches lies in `.oracles/`, which git ignores.

import { load, root } from '../../server/scripts/load.mjs'

const { main } = await load('test/oracles/twins/run.ts')
process.exit((await main(root, process.argv.slice(2))) ? 0 : 1)
