// `node test/oracles/semantic.mjs [symtable|bytecode|pyright] [--files N] …`: compares the semantic model and rename with programs nobody
// here wrote. Bundles the TypeScript beside it; what it fetches lies in `.oracles/`, which git ignores. Exit 1 where a proof fails.

import { mkdirSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('../../', import.meta.url))
const proofs = ['symtable', 'bytecode', 'pyright']
const [first, ...rest] = process.argv.slice(2)
const chosen = proofs.includes(first) ? [first] : proofs
const args = proofs.includes(first) || first === undefined ? rest : [first, ...rest]

const folder = `${root}node_modules/.cache/proctor-oracles`
mkdirSync(folder, { recursive: true })
mkdirSync(`${root}.oracles`, { recursive: true })
for (const name of chosen) {
  const outfile = `${folder}/${name}-${process.pid}.mjs`
  await build({
    absWorkingDir: root,
    entryPoints: [`test/oracles/semantic/${name}.ts`],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    logLevel: 'warning',
  })
  const { main } = await import(pathToFileURL(outfile).href)
  if ((await main(root, args)) !== true) process.exitCode = 1
}
process.exit()
