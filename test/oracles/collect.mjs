// `node test/oracles/collect.mjs [PROJECT …]`: compares what collectTests lists with what pytest and unittest's loader
// collect, and the fixtures of each test with those that pytest's FixtureManager found for it.
// Bundles the TypeScript beside it; what it fetches lies in `.oracles/`, which git ignores. Exit 1 where a difference has no reason.

import { mkdirSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('../../', import.meta.url))
const folder = `${root}node_modules/.cache/proctor-oracles`
mkdirSync(folder, { recursive: true })
const outfile = `${folder}/collect-${process.pid}.mjs`
await build({
  absWorkingDir: root,
  entryPoints: ['test/oracles/collect/compare.ts'],
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
