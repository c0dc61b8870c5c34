// `npm run fix-safety [-- --quick] [-- --way always] [-- --processes 2] [-- SUITE …]`: applies every safe fix to copies of real suites and runs their
// tests before and after; what it fetches lies in `.oracles/`, which git ignores. Exit 1 where a test comes out otherwise, or a text lost something.
// `--way renames` applies the first rename of every flagged variable instead, and lets CPython compile before and after as well.
// `-- --read 2 [--select RULES] SUITE`: runs no tests, prints two fixes of each rule as diffs.

import { load, root } from '../../server/scripts/load.mjs'

const { main } = await load('test/oracles/fix-safety/run.ts')
process.exit((await main(root, process.argv.slice(2))) ? 0 : 1)
