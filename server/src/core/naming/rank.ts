// Ranks the names that the evidence proposes. The score is a noisy-or over families of evidence: an order and a gate, not a percentage.

import type { Binding, Scope } from '../semantic/model.ts'
import type { Clues } from './evidence.ts'
import type { NameCounts, Vocabulary } from './file-names.ts'
import type { Evidence } from './from-value.ts'
import { strictScore, suggestionFloor, weights } from './weights.ts'
import { isGoodName, splitWords } from './words.ts'

export interface NameSuggestion {
  readonly name: string
  /** 0 to 1; comparable within a tier, over-confident as a percentage. */
  readonly score: number
  /** In words: "returned by get_flavors, iterated as flavor". */
  readonly evidence: string
  /** True where the leading evidence is of a kind that was right on hidden names and the variable is one thing. */
  readonly trusted: boolean
}

/** What else is known when one variable is named. */
export interface Surroundings {
  readonly file: Vocabulary
  /** What other test files say; everything works without it. */
  readonly workspace: Vocabulary | undefined
}

/**
 * Best first, at most `limit`, ties by alphabet; the binding's own name may be among them. Its own use of its name never counts as evidence.
 */
export function rank(binding: Binding, clues: Clues, { file, workspace }: Surroundings, limit = 5): readonly NameSuggestion[] {
  const own = binding.name
  const evidence: (Evidence & { readonly share?: number })[] = [...clues.evidence]

  for (const at of clues.passed) {
    for (const signature of [...file.parametersOf(at.callee), ...(workspace?.parametersOf(at.callee) ?? [])]) {
      const name = signature[at.index]
      if (name !== undefined) evidence.push({ source: 'parameter', name, words: `passed as ${name}` })
    }
  }
  for (const key of clues.values) {
    const name = unanimous(file.namesOfValue(key), own)
    if (name !== undefined) evidence.push({ source: 'same value', name, words: 'the same value has this name elsewhere in the file' })
  }
  for (const key of clues.calls) {
    const isMethod = key.includes(' .')
    const name = unanimous(file.namesOfCall(key), own)
    if (name !== undefined) evidence.push({ source: isMethod ? 'same method' : 'same call', name, words: `${resultOf(key)} has this name elsewhere in the file` })
    if (workspace === undefined) continue
    const counts = [...workspace.namesOfCall(key)].filter(([each]) => isGoodName(each))
    const total = counts.reduce((sum, [, count]) => sum + count, 0)
    for (const [each, count] of counts) evidence.push({ source: isMethod ? 'workspace method' : 'workspace call', name: each, share: count / total, words: `${resultOf(key)} has this name in other test files` })
  }

  const byName = new Map<string, { readonly best: Map<string, number>; readonly reasons: { readonly p: number; readonly words: string; readonly trusted: boolean; readonly family: string }[] }>()
  for (const item of evidence) {
    if (!isGoodName(item.name)) continue
    const weight = weights[item.source]
    const known = file.usesOf(item.name) - (item.name === own ? 1 : 0) > 0 || (workspace?.usesOf(item.name) ?? 0) > 0
    const p = (known ? weight.known : weight.fresh) * Math.sqrt(item.share ?? 1)
    let entry = byName.get(item.name)
    if (entry === undefined) byName.set(item.name, (entry = { best: new Map(), reasons: [] }))
    entry.best.set(weight.family, Math.max(entry.best.get(weight.family) ?? 0, p))
    entry.reasons.push({ p, words: item.words, trusted: weight.trusted, family: weight.family })
  }

  const ranked: NameSuggestion[] = []
  for (const [name, { best, reasons }] of byName) {
    const score = noisyOr([...best.values()])
    if (score < suggestionFloor || !isFree(name, binding)) continue
    reasons.sort((a, b) => b.p - a.p)
    const told = reasons.filter((reason, i) => reasons.findIndex((other) => other.family === reason.family) === i).slice(0, 2)
    ranked.push({ name, score, evidence: told.map((reason) => reason.words).join(', '), trusted: reasons[0]!.trusted && clues.isOneThing })
  }
  return ranked.sort((a, b) => b.score - a.score || (a.name < b.name ? -1 : 1)).slice(0, limit)
}

/** The names that may be shown without being asked for, best first; empty where the evidence does not carry that far. */
export function strictNames(ranked: readonly NameSuggestion[], own: string): readonly NameSuggestion[] {
  const [lead] = ranked
  if (lead === undefined || !lead.trusted || lead.score < strictScore || lead.name === own) return []
  return ranked.filter((each) => each.name !== own && each.score >= Math.max(0.3, lead.score - 0.4)).slice(0, 3)
}

function noisyOr(probabilities: readonly number[]): number {
  const [first, ...rest] = [...probabilities].sort((a, b) => b - a)
  if (first === undefined) return 0
  return 1 - (1 - first) * rest.reduce((product, p) => product * (1 - p), 1) ** 0.6
}

/** The one good name of a table; undefined where there are several. */
function unanimous(counts: NameCounts, own: string): string | undefined {
  let found: string | undefined
  for (const [name, count] of counts) {
    if (!isGoodName(name) || (name === own && count < 2)) continue
    if (found !== undefined) return undefined
    found = name
  }
  return found
}

/** `assign api.get_flavors 0/2` → the result of get_flavors() */
function resultOf(key: string): string {
  return `the result of ${key.split(' ')[1]!.split('.').pop()}()`
}

/** The name means nothing else where the variable is used. */
function isFree(name: string, binding: Binding): boolean {
  return name === binding.name || !isUsed(name, binding.scope)
}

function isUsed(name: string, scope: Scope): boolean {
  return scope.bindings.has(name) || scope.free.has(name) || scope.children.some((child) => isUsed(name, child))
}

/** Words that two names share, over all their words: 1 for equal names. */
export function likeness(a: string, b: string): number {
  const [left, right] = [new Set(splitWords(a)), new Set(splitWords(b))]
  const shared = [...left].filter((word) => right.has(word)).length
  return shared / Math.max(left.size, right.size, 1)
}
