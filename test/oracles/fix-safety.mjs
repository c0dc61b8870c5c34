// `npm run fix-safety [-- --quick] [-- --way always] [-- --processes 2] [-- SUITE …]`: applies every safe fix to copies of real suites and runs their
// tests before and after; what it fetches lies in `.oracles/`, which git ignores. Exit 1 where a test comes out otherwise, or a text lost something.
// `-- --read 2 [--select RULES] SUITE`: runs no tests, prints two fixes of each rule as diffs.

import { mkdirSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('../../', import.meta.url))
const folder = `${root}node_modules/.cache/proctor-oracles`
mkdirSync(folder, { recursive: true })
const outfile = `${folder}/fix-safety-${process.pid}.mjs`
await build({
  absWorkingDir: root,
  entryPoints: ['test/oracles/fix-safety/run.ts'],
  outfile,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  packages: 'external',
  logLevel: 'warning',
})
const { main } = await import(pathToFileURL(outfile).href)
process.exit((await main(root, process.argv.slice(2))) ? 0 : 1)
