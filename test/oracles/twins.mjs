// `npm run twins [-- --quick] [--code PT006] [--tool ruff] [--files N] [--show N] [--json]`: the findings of rules beside those of the linters whose twins
// they claim to be, by file and line. Bundles the TypeScript beside it; what it fetches lies in `.oracles/`, which git ignores.

import { mkdirSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('../../', import.meta.url))
const folder = `${root}node_modules/.cache/proctor-oracles`
mkdirSync(folder, { recursive: true })
const outfile = `${folder}/twins-${process.pid}.mjs`
await build({
  absWorkingDir: root,
  entryPoints: ['test/oracles/twins/run.ts'],
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
