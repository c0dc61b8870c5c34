// `npm run oracles`: every proof against a program that nobody here wrote. `--quick` is the part that `npm run verify` takes along,
// some minutes instead of some half an hour. Each prints what it compared and every difference; exit 1 where one fails.

import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('.', import.meta.url))
const isQuick = process.argv.includes('--quick')

/** CPython's symtable and bytecode, Pyright's rename, unittest.mock's order of parameters, pytest's and unittest's collection, its set-ups and outcomes after renames across files. */
const proofs = isQuick
  ? [
      ['semantic.mjs', 'symtable', '--files', '400'],
      ['semantic.mjs', 'bytecode', '--files', '120'],
      ['mocks.mjs'],
      ['collect.mjs', 'constructs', 'click', 'attrs', 'jinja2', 'requests'],
      ['rename.mjs', 'flask'],
    ]
  : [['semantic.mjs', 'symtable'], ['semantic.mjs', 'bytecode'], ['semantic.mjs', 'pyright'], ['mocks.mjs', '2', '3000'], ['collect.mjs'], ['load-tests.mjs'], ['rename.mjs']]

let failed = 0
for (const [script, ...args] of proofs) {
  console.log(`\n── ${script.replace('.mjs', '')} ${args.join(' ')}`)
  const { status } = spawnSync(process.execPath, [`${folder}${script}`, ...args], { stdio: 'inherit' })
  if (status !== 0) failed++
}
console.log(`\n${proofs.length - failed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
