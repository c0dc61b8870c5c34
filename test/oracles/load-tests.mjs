// `node test/oracles/load-tests.mjs`: compares what a module's own load_tests gives with unittest's loader, over CPython's suite.
// Bundles the TypeScript beside it. Exit 1 where a difference has no reason.

import { mkdirSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('../../', import.meta.url))
const folder = `${root}node_modules/.cache/proctor-oracles`
mkdirSync(folder, { recursive: true })
const outfile = `${folder}/load-tests-${process.pid}.mjs`
await build({
  absWorkingDir: root,
  entryPoints: ['test/oracles/collect/load-tests.ts'],
  outfile,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  packages: 'external',
  logLevel: 'warning',
})
const { main } = await import(pathToFileURL(outfile).href)
process.exit((await main(root)) ? 0 : 1)
