// `node test/oracles/mocks.mjs [SEED [COUNT]]`: compares which parameter each decorator fills, over generated stacks of patches, rows and examples.
// Bundles the TypeScript beside it; what it fetches lies in `.oracles/`, which git ignores. Exit 1 where a difference has no reason.

import { mkdirSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('../../', import.meta.url))
const folder = `${root}node_modules/.cache/proctor-oracles`
mkdirSync(folder, { recursive: true })
const outfile = `${folder}/mocks-${process.pid}.mjs`
await build({
  absWorkingDir: root,
  entryPoints: ['test/oracles/mocks/compare.ts'],
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
