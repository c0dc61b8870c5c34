// Hidden-name score: hides good names of local variables in real test suites and asks naming for them. `npm run naming:score -- [--cold]
// [--alone] [--evidence] [--misses N] [FOLDER…]`: exact@1, exact@3, sub-token F1, coverage, calibration by score, per repository and for all.
// --cold: the rest of the file is not looked at; --alone: other files are not. Without folders: suites that training never saw.

import { basename } from 'node:path'
import { candidatesOf, rank, strictNames, type NameSuggestion } from '../src/core/naming/rank.ts'
import { siteOf } from '../src/core/naming/sites.ts'
import { strictScore, type EvidenceSource } from '../src/core/naming/weights.ts'
import { splitWords } from '../src/core/naming/words.ts'
import { folderOf, nothing, parserOf, scoringSuites, suiteOf } from './naming/hidden.ts'
import { scoreSiblings, type SiblingScore } from './naming/siblings.ts'

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

export async function main(args: readonly string[], root: string): Promise<number> {
  const [cold, alone] = [args.includes('--cold'), args.includes('--alone')]
  const missesAt = args.indexOf('--misses')
  const misses = missesAt < 0 ? 0 : Number(args[missesAt + 1])
  const named = args.filter((arg, i) => !arg.startsWith('--') && (missesAt < 0 || i !== missesAt + 1))
  const folders = named.length > 0 ? named : await Promise.all(scoringSuites.map((name) => folderOf(root, name)))
  const parser = await parserOf(root)
  const total = emptyTally()
  const bySource = new Map<EvidenceSource, { proposed: number; right: number; alone: number; leads: number; leadsRight: number }>()
  const bins = new Map<number, [number, number]>()
  const siblings: SiblingScore = { asked: 0, spoke: 0, right: 0 }
  let [spent, proposed] = [0, 0]
  for (const folder of folders) {
    const { files, sources, questions } = await suiteOf(parser, folder)
    const tally = emptyTally()
    sources.forEach((source) => scoreSiblings(source, siblings))
    questions.forEach(({ binding, clues, file, workspace }, i) => {
      const surroundings = { file: cold ? nothing : file, workspace: alone ? undefined : workspace }
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
      for (const { name, reasons } of candidatesOf(binding, clues, surroundings)) {
        if (name === binding.name) proposed++
        if (!args.includes('--evidence')) continue
        for (const source of reasons.keys()) {
          const row = bySource.get(source) ?? { proposed: 0, right: 0, alone: 0, leads: 0, leadsRight: 0 }
          row.proposed++
          if (lead?.name === name && lead.lead === source && lead.score >= strictScore) {
            row.leads++
            if (name === binding.name) row.leadsRight++
          }
          if (name === binding.name) row.right++
          if (name === binding.name && reasons.size === 1) row.alone++
          bySource.set(source, row)
        }
      }
      if (misses > 0 && i % misses === 0 && lead?.name !== binding.name) {
        process.stdout.write(`  ${binding.name} = ${siteOf(binding.definitions[0]!)?.value.text.slice(0, 90).replace(/\s+/g, ' ')}\n      ${names.slice(0, 3).map((each) => `${each.name} ${each.score.toFixed(2)} (${each.evidence})`).join('; ')}\n`)
      }
    })
    process.stdout.write(`${basename(folder).padEnd(22)} ${String(files).padStart(5)} files  ${line(tally)}\n`)
  }
  process.stdout.write(`${'all'.padEnd(34)}  ${line(total)}\n`)
  process.stdout.write(`the author's name is among the candidates: ${share(proposed, total.asked)}; ranking takes ${((1000 * spent) / Math.max(1, total.asked)).toFixed(0)} µs a variable\n`)
  process.stdout.write(`numbered siblings: ${siblings.asked} pairs with hidden roles, speaks for ${share(siblings.spoke, siblings.asked)}, both right ${share(siblings.right, siblings.spoke)}\n`)
  for (const [bin, [n, right]] of [...bins].sort((a, b) => a[0] - b[0])) process.stdout.write(`  score ${(bin / 10).toFixed(1)}…: ${String(n).padStart(6)}  right ${share(right, n)}\n`)
  for (const [source, row] of [...bySource].sort((a, b) => b[1].proposed - a[1].proposed)) process.stdout.write(`  ${source.padEnd(18)} proposed ${row.proposed}, right ${share(row.right, row.proposed)}, alone ${row.alone}; leads from ${strictScore} on ${row.leads}, right ${share(row.leadsRight, row.leads)}\n`)
  return 0
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
