// `node test/oracles/load-tests.mjs`: compares what a module's own load_tests gives with unittest's loader, over CPython's suite.
// Exit 1 where a difference has no reason.

import { load, root } from '../../server/scripts/load.mjs'

const { main } = await load('test/oracles/collect/load-tests.ts')
process.exit((await main(root)) ? 0 : 1)
