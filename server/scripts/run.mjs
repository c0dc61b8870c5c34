// Runs one of the TypeScript scripts beside it: `node server/scripts/run.mjs generate --check`. Bundles it on the fly, as Node 20 knows no types.
import { build } from 'esbuild'
import { mkdirSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))
const [name, ...args] = process.argv.slice(2)
if (name === undefined || !/^[a-z-]+$/.test(name)) throw new Error('usage: node server/scripts/run.mjs SCRIPT [ARGUMENTS]')
// Inside node_modules, so that the bundle finds the packages that it leaves outside; one file per process, so that two runs don't meet.
const folder = `${root}node_modules/.cache/proctor-scripts`
mkdirSync(folder, { recursive: true })
const outfile = `${folder}/${name}-${process.pid}.mjs`
await build({
  absWorkingDir: root,
  entryPoints: [`server/scripts/${name}.ts`],
  outfile,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  packages: 'external',
  logLevel: 'warning',
})
const { rmSync } = await import('node:fs')
try {
  const script = await import(pathToFileURL(outfile).href)
  process.exitCode = await script.main(args, root)
} finally {
  rmSync(outfile, { force: true })
}
