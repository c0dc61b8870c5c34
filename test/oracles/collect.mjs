// `node test/oracles/collect.mjs [PROJECT …]`: compares what collectTests lists with what pytest and unittest's loader
// collect, and the fixtures of each test with those that pytest's FixtureManager found for it.
// What it fetches lies in `.oracles/`, which git ignores. Exit 1 where a difference has no reason.

import { load, root } from '../../server/scripts/load.mjs'

const { main } = await load('test/oracles/collect/compare.ts')
process.exit((await main(root, process.argv.slice(2))) ? 0 : 1)
