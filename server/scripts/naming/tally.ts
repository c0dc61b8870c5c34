// What the hidden-name score counts, and how it is told: shares of names found, and whether a score of 0.7 is right seven times in ten.

import { strictNames, type NameSuggestion } from '../../src/core/naming/rank.ts'
import { splitWords } from '../../src/core/naming/words.ts'

export interface Tally {
  asked: number
  spoke: number
  first: number
  third: number
  /** Words of the first names that are the author's, all words of the first names, all words of the author's. */
  shared: number
  said: number
  truth: number
  strict: number
  strictFirst: number
  strictThird: number
  /** By tenth of the first name's score. */
  readonly bins: { n: number; right: number; scores: number }[]
}

export function emptyTally(): Tally {
  const bins = Array.from({ length: 10 }, () => ({ n: 0, right: 0, scores: 0 }))
  return { asked: 0, spoke: 0, first: 0, third: 0, shared: 0, said: 0, truth: 0, strict: 0, strictFirst: 0, strictThird: 0, bins }
}

/** `truth`: the name that was hidden; `names`: what was suggested for it. */
export function count(tally: Tally, truth: string, names: readonly NameSuggestion[]): void {
  tally.asked++
  const [lead] = names
  tally.truth += splitWords(truth).length
  if (lead === undefined) return
  tally.spoke++
  const isRight = lead.name === truth
  if (isRight) tally.first++
  if (names.slice(0, 3).some((each) => each.name === truth)) tally.third++
  const words = splitWords(lead.name)
  tally.said += words.length
  tally.shared += words.filter((word) => splitWords(truth).includes(word)).length
  const bin = tally.bins[Math.min(9, Math.floor(lead.score * 10))]!
  bin.n++
  bin.scores += lead.score
  if (isRight) bin.right++
  const strict = strictNames(names, '')
  if (strict.length === 0) return
  tally.strict++
  if (strict[0]!.name === truth) tally.strictFirst++
  if (strict.some((each) => each.name === truth)) tally.strictThird++
}

export function f1(tally: Tally): number {
  const precision = tally.shared / Math.max(1, tally.said)
  const recall = tally.shared / Math.max(1, tally.truth)
  return (2 * precision * recall) / Math.max(1e-9, precision + recall)
}

/** How far a score is from the share that is right, over all names that were suggested (expected calibration error). */
export function calibrationError({ bins, spoke }: Tally): number {
  return bins.reduce((sum, { right, scores }) => sum + Math.abs(right - scores), 0) / Math.max(1, spoke)
}

export const heading = 'names  speaks    @1    @3    F1  strict: speaks    @1    @3  right at a score of .0– .1– .2– .3– .4– .5– .6– .7– .8– .9–  off by'

/** One line below {@link heading}; shares of fewer than ten names are left out. */
export function line(tally: Tally): string {
  const bins = tally.bins.map(({ n, right }) => (n < 10 ? '  –' : (right / n).toFixed(2).replace(/^0/, '').slice(0, 3)))
  const columns = [String(tally.asked).padStart(5), share(tally.spoke, tally.asked).padStart(7), share(tally.first, tally.asked), share(tally.third, tally.asked), f1(tally).toFixed(3)]
  const strict = [share(tally.strict, tally.asked).padStart(14), share(tally.strictFirst, tally.strict), share(tally.strictThird, tally.strict)]
  return `${columns.join(' ')}  ${strict.join(' ')}                     ${bins.join(' ')}   ${calibrationError(tally).toFixed(3)}`
}

/** Three digits; a dash where there is nothing to divide. */
export function share(part: number, whole: number): string {
  return whole === 0 ? '    –' : (part / whole).toFixed(3)
}
