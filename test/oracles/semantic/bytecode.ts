// Proof (c): every binding that a rename accepts is renamed at once, in each file of CPython's tests; the file still compiles and its
// bytecode is equal but for names. Says how many were refused and why.

import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { renameEdits } from '../../../server/src/core/edits/rename.ts'
import { openSource, type Source } from '../../../server/src/core/syntax/index.ts'
import { applyEdits, type TextEdit } from '../../../server/src/core/text/range.ts'
import { bindingsOf, type Sample } from './bindings.ts'
import { testParser } from './parser.ts'
import { pythons, stdlibFiles } from './python.ts'

export async function main(root: string, args: readonly string[]): Promise<boolean> {
  const limit = args.includes('--files') ? Number(args[args.indexOf('--files') + 1]) : Infinity
  const python = pythons()[0]!
  const parser = await testParser(root)
  const only = args.includes('--only') ? args[args.indexOf('--only') + 1]!.split(',') : undefined
  const files = stdlibFiles(python)
    .filter((path) => /[\\/]test[\\/].*test_[^\\/]*\.py$/.test(path) && (only === undefined || only.some((name) => path.endsWith(name))))
    .slice(0, limit)
  const renamed = new Map<string, number>()
  const refused = new Map<string, number>()
  const jobs: string[] = []
  const paths: string[] = []
  for (const path of files) {
    const text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '')
    const source = openSource(parser, path, text)
    if (text.includes('\uFFFD') || source.segments.some((segment) => segment.isBroken)) continue
    const { edits, names } = renameAll(source, renamed, refused)
    if (edits.length === 0) continue
    jobs.push(JSON.stringify({ path, before: text, after: applyEdits(text, edits), names }))
    paths.push(path)
  }
  const output = execFileSync(python.path, [`${root}test/oracles/semantic/bytecode.py`], { input: jobs.join('\n'), maxBuffer: 2 ** 30, encoding: 'utf8' })
  const answers = output.trim().split('\n').map((line) => JSON.parse(line) as string)
  const different = answers.flatMap((answer, i) => (answer === 'equal' || answer === 'skipped' ? [] : [`  ${paths[i]}: ${answer}`]))
  different.slice(0, 30).forEach((line) => console.log(line))
  const sum = (counts: ReadonlyMap<string, number>): number => [...counts.values()].reduce((total, count) => total + count, 0)
  console.log(`bytecode, Python 3.${python.minor}: ${answers.filter((answer) => answer === 'equal').length} of ${answers.length} files equal, ${sum(renamed)} bindings renamed (${list(renamed)}), ${sum(refused)} refused`)
  for (const [reason, count] of [...refused].sort((a, b) => b[1] - a[1]).slice(0, 40)) console.log(`  refused ${count} times: ${reason}`)
  return different.length === 0 && sum(renamed) > 0
}

function renameAll(source: Source, renamed: Map<string, number>, refused: Map<string, number>): { readonly edits: readonly TextEdit[]; readonly names: Readonly<Record<string, string>> } {
  const edits: TextEdit[] = []
  const taken = new Set<number>()
  const names: Record<string, string> = {}
  for (const sample of bindingsOf(source)) {
    const name = `renamed_${Object.keys(names).length}`
    const answer = renameEdits(source, sample.node, newNameFor(sample, name))
    if ('refusal' in answer) {
      const reason = `${sample.kind}: ${answer.refusal.replace(/'[^']*'/g, '…').replace(/\d+/g, 'N').replace(/\(.*\)/g, '()')}`
      refused.set(reason, (refused.get(reason) ?? 0) + 1)
      continue
    }
    const own = answer.edits.map((edit) => ({ ...source.rangeOf(edit), text: edit.text }))
    // Two renames that want the same place would be a defect of its own; applyEdits would throw. Only attributes may be met twice.
    if (own.some((edit) => taken.has(edit.start))) throw new Error(`${source.path}: '${sample.node.text}' is renamed together with another binding`)
    own.forEach((edit) => taken.add(edit.start))
    edits.push(...own)
    names[newNameFor(sample, name)] = sample.node.text.normalize('NFKC')
    renamed.set(sample.kind, (renamed.get(sample.kind) ?? 0) + 1)
  }
  return { edits, names }
}

/** Tests keep their prefix, by which they are found. */
function newNameFor(sample: Sample, name: string): string {
  return sample.node.text.startsWith('test') ? `test_${name}` : sample.node.text.startsWith('Test') ? `Test_${name}` : name
}

function list(counts: ReadonlyMap<string, number>): string {
  return [...counts].map(([kind, count]) => `${kind} ${count}`).join(', ')
}
