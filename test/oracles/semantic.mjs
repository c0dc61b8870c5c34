// `node test/oracles/semantic.mjs [symtable|bytecode|pyright] [--files N] …`: compares the semantic model and rename with programs nobody
// here wrote. What it fetches lies in `.oracles/`, which git ignores. Exit 1 where a proof fails.

import { mkdirSync } from 'node:fs'
import { load, root } from '../../server/scripts/load.mjs'

const proofs = ['symtable', 'bytecode', 'pyright']
const [first, ...rest] = process.argv.slice(2)
const chosen = proofs.includes(first) ? [first] : proofs
const args = proofs.includes(first) || first === undefined ? rest : [first, ...rest]

mkdirSync(`${root}.oracles`, { recursive: true })
for (const name of chosen) {
  const { main } = await load(`test/oracles/semantic/${name}.ts`)
  if ((await main(root, args)) !== true) process.exitCode = 1
}
process.exit()
