// `node test/oracles/rename.mjs [PROJECT …]`: renames every fixture and helper of real suites across their files, and compares what pytest
// sets up for each test, and how each test ends, before and after. Works on copies in `.oracles/`, which git ignores.

import { mkdirSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('../../', import.meta.url))
const folder = `${root}node_modules/.cache/proctor-oracles`
mkdirSync(folder, { recursive: true })
const outfile = `${folder}/rename-${process.pid}.mjs`
await build({
  absWorkingDir: root,
  entryPoints: ['test/oracles/rename/workspace.ts'],
  outfile,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  packages: 'external',
  logLevel: 'warning',
})
const { main } = await import(pathToFileURL(outfile).href)
process.exit((await main(root, process.argv.slice(2))) === true ? 0 : 1)
