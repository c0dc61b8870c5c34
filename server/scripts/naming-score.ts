// Hidden-name score: hides good names of local variables in real test suites and asks naming for them. `npm run naming:score -- FOLDER…`
// Each folder is one repository. Prints, per repository and for all, exact@1, exact@3, sub-token F1, coverage, and calibration by score.

import { readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { glob } from 'tinyglobby'
import { cluesOf } from '../src/core/naming/evidence.ts'
import { combined, functionScopes, isLocal, namesOfFile, type Vocabulary } from '../src/core/naming/file-names.ts'
import { allEvidence, rank, strictNames, type NameSuggestion } from '../src/core/naming/rank.ts'
import { siteOf } from '../src/core/naming/sites.ts'
import { weights, type EvidenceSource } from '../src/core/naming/weights.ts'
import { isGoodName, splitWords } from '../src/core/naming/words.ts'
import type { Binding } from '../src/core/semantic/model.ts'
import { createParser, openSource, type Source } from '../src/core/syntax/index.ts'

interface Tally {
  asked: number
  spoke: number
  first: number
  third: number
  shared: number
  said: number
  truth: number
  strict: number
  strictFirst: number
  strictThird: number
}

const usage = 'usage: npm run naming:score -- [--cold] [--evidence] [--misses N] FOLDER…'
const nothing: Vocabulary = { usesOf: () => 0, namesOfValue: () => new Map(), namesOfCall: () => new Map(), parametersOf: () => [] }

export async function main(args: readonly string[], root: string): Promise<number> {
  const cold = args.includes('--cold')
  const missesAt = args.indexOf('--misses')
  const misses = missesAt < 0 ? 0 : Number(args[missesAt + 1])
  const folders = args.filter((arg, i) => !arg.startsWith('--') && (missesAt < 0 || i !== missesAt + 1))
  if (folders.length === 0) {
    process.stderr.write(`${usage}\n`)
    return 2
  }
  const parser = await createParser(readFileSync(`${root}grammars/tree-sitter.wasm`), readFileSync(`${root}grammars/python.wasm`))
  const total = emptyTally()
  const bySource = new Map<string, { known: [number, number]; fresh: [number, number] }>()
  const bins = new Map<number, [number, number]>()
  let spent = 0
  for (const folder of folders) {
    const files = (await glob(['**/test_*.py', '**/*_test.py', '**/tests.py', '**/tests/**/*.py'], { cwd: folder, absolute: true })).sort().filter((file) => statSync(file).size < 1_000_000)
    const sources = files.map((file) => openSource(parser, file, readFileSync(file, 'utf8')))
    const tally = emptyTally()
    const asked = new Set<string>()
    const vocabularies = sources.map((source) => namesOfFile(source))
    const everything = remembered(combined(vocabularies))
    sources.forEach((source, index) => {
      const surroundings = { file: cold ? nothing : namesOfFile(source), workspace: without(everything, vocabularies[index]!) }
      for (const binding of hidden(source)) {
        const key = `${binding.name} ${siteOf(binding.definitions[0]!)?.value.text.slice(0, 200)}`
        if (asked.has(key)) continue
        asked.add(key)
        const clues = cluesOf(binding)
        const before = performance.now()
        const names = rank(binding, clues, surroundings)
        spent += performance.now() - before
        count(tally, binding.name, names)
        count(total, binding.name, names)
        const [lead] = names
        if (lead !== undefined) {
          const bin = bins.get(Math.floor(lead.score * 10)) ?? [0, 0]
          bin[0]++
          if (lead.name === binding.name) bin[1]++
          bins.set(Math.floor(lead.score * 10), bin)
        }
        if (args.includes('--evidence')) {
          for (const item of allEvidence(binding, clues, surroundings)) {
            if (!isGoodName(item.name)) continue
            const known = surroundings.file.usesOf(item.name) - (item.name === binding.name ? 1 : 0) > 0 || surroundings.workspace.usesOf(item.name) > 0
            const source = item.share === undefined ? item.source : `${item.source} ${Math.floor(item.share * 5) / 5}`
            let row = bySource.get(source)
            if (row === undefined) bySource.set(source, (row = { known: [0, 0], fresh: [0, 0] }))
            const cell = known ? row.known : row.fresh
            cell[0]++
            if (item.name === binding.name) cell[1]++
          }
        }
        if (misses > 0 && asked.size % misses === 0 && lead?.name !== binding.name) {
          process.stdout.write(`  ${binding.name} = ${siteOf(binding.definitions[0]!)?.value.text.slice(0, 90).replace(/\s+/g, ' ')}\n      ${names.slice(0, 3).map((each) => `${each.name} ${each.score.toFixed(2)} (${each.evidence})`).join('; ')}\n`)
        }
      }
    })
    process.stdout.write(`${basename(folder).padEnd(22)} ${String(files.length).padStart(5)} files  ${line(tally)}\n`)
  }
  process.stdout.write(`${'all'.padEnd(34)}  ${line(total)}\n`)
  process.stdout.write(`ranking takes ${((1000 * spent) / Math.max(1, total.asked)).toFixed(0)} µs a variable\n`)
  for (const [bin, [n, right]] of [...bins].sort((a, b) => a[0] - b[0])) process.stdout.write(`  score ${(bin / 10).toFixed(1)}…: ${String(n).padStart(6)}  right ${share(right, n)}\n`)
  for (const [source, { known, fresh }] of [...bySource].sort((a, b) => b[1].known[0] - a[1].known[0])) {
    const weight = weights[source.replace(/ [\d.]+$/, '') as EvidenceSource]
    process.stdout.write(`  ${source.padEnd(18)} known ${share(known[1], known[0])} of ${known[0]} (${weight.known})   fresh ${share(fresh[1], fresh[0])} of ${fresh[0]} (${weight.fresh})\n`)
  }
  return 0
}

/** Locals whose name is good already: at least three letters, no digits, not generic. */
function hidden(source: Source): readonly Binding[] {
  return source.segments.flatMap((segment) =>
    segment.kind === 'trivia' || segment.isBroken ? [] : functionScopes(segment).flatMap((scope) => [...scope.bindings.values()].filter((binding) => isLocal(binding) && isGoodName(binding.name) && siteOf(binding.definitions[0]!) !== undefined)),
  )
}

/** The whole repository as one vocabulary, and what is left of it without one file: asked per file, so nothing is merged twice. */
function without(all: Vocabulary, own: Vocabulary): Vocabulary {
  const minus = (counts: ReadonlyMap<string, number>, mine: ReadonlyMap<string, number>): ReadonlyMap<string, number> => {
    const rest = new Map<string, number>()
    for (const [name, count] of counts) if (count > (mine.get(name) ?? 0)) rest.set(name, count - (mine.get(name) ?? 0))
    return rest
  }
  return {
    usesOf: (name) => all.usesOf(name) - own.usesOf(name),
    namesOfValue: (key) => minus(all.namesOfValue(key), own.namesOfValue(key)),
    namesOfCall: (key) => minus(all.namesOfCall(key), own.namesOfCall(key)),
    parametersOf: (callee) => {
      const mine = new Set(own.parametersOf(callee))
      return all.parametersOf(callee).filter((each) => !mine.has(each))
    },
  }
}

/** Every answer of the sum is kept: a repository is asked the same again and again. */
function remembered(vocabulary: Vocabulary): Vocabulary {
  const keep = <T>(ask: (key: string) => T): ((key: string) => T) => {
    const known = new Map<string, T>()
    return (key) => {
      if (!known.has(key)) known.set(key, ask(key))
      return known.get(key)!
    }
  }
  return { usesOf: keep(vocabulary.usesOf), namesOfValue: keep(vocabulary.namesOfValue), namesOfCall: keep(vocabulary.namesOfCall), parametersOf: keep(vocabulary.parametersOf) }
}

function emptyTally(): Tally {
  return { asked: 0, spoke: 0, first: 0, third: 0, shared: 0, said: 0, truth: 0, strict: 0, strictFirst: 0, strictThird: 0 }
}

function count(tally: Tally, truth: string, names: readonly NameSuggestion[]): void {
  tally.asked++
  const [lead] = names
  tally.truth += splitWords(truth).length
  if (lead === undefined) return
  tally.spoke++
  if (lead.name === truth) tally.first++
  if (names.slice(0, 3).some((each) => each.name === truth)) tally.third++
  const words = splitWords(lead.name)
  tally.said += words.length
  tally.shared += words.filter((word) => splitWords(truth).includes(word)).length
  const strict = strictNames(names, '')
  if (strict.length === 0) return
  tally.strict++
  if (strict[0]!.name === truth) tally.strictFirst++
  if (strict.some((each) => each.name === truth)) tally.strictThird++
}

function line(tally: Tally): string {
  const precision = tally.shared / Math.max(1, tally.said)
  const recall = tally.shared / Math.max(1, tally.truth)
  const f1 = (2 * precision * recall) / Math.max(1e-9, precision + recall)
  return `${String(tally.asked).padStart(6)} names  speaks ${share(tally.spoke, tally.asked)}  @1 ${share(tally.first, tally.asked)}  @3 ${share(tally.third, tally.asked)}  F1 ${f1.toFixed(3)}  strict: speaks ${share(tally.strict, tally.asked)}  @1 ${share(tally.strictFirst, tally.strict)}  @3 ${share(tally.strictThird, tally.strict)}`
}

function share(part: number, whole: number): string {
  return whole === 0 ? '  -  ' : (part / whole).toFixed(3)
}
