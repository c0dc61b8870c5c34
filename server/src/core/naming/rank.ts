// Ranks the names that the evidence proposes. The score is a noisy-or over families of evidence: an order and a gate, not a percentage.

import type { Binding, Scope } from '../semantic/model.ts'
import type { Clues } from './evidence.ts'
import type { NameCounts, Vocabulary } from './file-names.ts'
import type { Evidence } from './from-value.ts'
import { strictScore, suggestionFloor, weights } from './weights.ts'
import { isGoodName, pluralOf, singularOf, splitWords } from './words.ts'

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

/** Evidence with the share of places that agree, where several places were asked. */
export type Weighed = Evidence & { readonly share?: number }

/** What so few other files call it is noise. */
const leastShare = 0.1

/** All reasons for names: those of the variable's own segment, and the answers of file and workspace to what it asks them. */
export function allEvidence(binding: Binding, clues: Clues, { file, workspace }: Surroundings): readonly Weighed[] {
  const own = binding.name
  const evidence: Weighed[] = [...clues.evidence]
  for (const at of clues.passed) {
    const here = file.parametersOf(at.callee)
    const names = (here.length > 0 ? here : workspace?.parametersOf(at.callee) ?? []).flatMap((signature) => signature[at.index] ?? [])
    // Methods of one name in many classes agree where the name means something.
    for (const name of new Set(names)) evidence.push({ source: 'parameter', name, share: names.filter((each) => each === name).length / names.length, words: `passed as ${name}` })
  }
  for (const key of clues.values) {
    const same = unanimous(file.namesOfValue(key), own)
    if (same !== undefined) evidence.push({ source: isSettled(same, key) ? 'same value' : 'value once', name: same.name, words: 'as elsewhere for the same value' })
  }
  for (const key of clues.calls) {
    const isMethod = key.includes(' .')
    const same = unanimous(file.namesOfCall(key), own)
    if (same !== undefined) {
      const source = !isSettled(same, key) ? 'call once' : isMethod ? 'same method' : 'same call'
      evidence.push({ source, name: same.name, words: `as elsewhere for ${calledIn(key)}` })
    }
    if (workspace === undefined) continue
    const counts = [...workspace.namesOfCall(key)]
    const total = counts.reduce((sum, [, count]) => sum + count, 0)
    for (const [each, count] of counts) if (count / total >= leastShare && isGoodName(each)) evidence.push({ source: isMethod ? 'workspace method' : 'workspace call', name: each, share: count / total, words: `as in other test files for ${calledIn(key)}` })
  }
  return evidence
}

/**
 * Best first, at most `limit`, ties by alphabet; the binding's own name may be among them. Its own use of its name never counts as evidence.
 */
export function rank(binding: Binding, clues: Clues, surroundings: Surroundings, limit = 5): readonly NameSuggestion[] {
  const { file, workspace } = surroundings
  const own = binding.name
  const evidence = allEvidence(binding, clues, surroundings)
  const byName = new Map<string, { readonly best: Map<string, number>; readonly reasons: { readonly p: number; readonly words: string; readonly trusted: boolean; readonly family: string }[] }>()
  for (const item of evidence) {
    if (!isGoodName(item.name)) continue
    const weight = weights[item.source]
    const known = file.usesOf(item.name) - (item.name === own ? 1 : 0) > 0 || (workspace?.usesOf(item.name) ?? 0) > 0
    const p = (known ? weight.known : weight.fresh) * (item.share ?? 1)
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

interface Agreed {
  readonly name: string
  /** In how many other functions. */
  readonly count: number
}

/** The one good name of a table; undefined where there are several. */
function unanimous(counts: NameCounts, own: string): Agreed | undefined {
  let found: Agreed | undefined
  for (const [name, count] of counts) {
    const others = name === own ? count - 1 : count
    if (!isGoodName(name) || others === 0) continue
    if (found !== undefined) return undefined
    found = { name, count: others }
  }
  return found
}

/** Words that tell one of several alike apart: what one function calls `orig_task` need not be so in another. */
const qualifier = /^(?:orig|exp|obj|original|real|new|old|same|other|another|sub|root|nested|outer|inner|first|second|third|last|next|prev|previous|expected|actual|yielded|target|source|dest|left|right|fake|mock|my|good|bad|valid|invalid|empty|initial|final|updated|copy|copied|child|parent|default|custom|extra|missing|wrong|temp|local|remote|background|main|raw|unused|existing|saved|current|before|after|min|max|both|two)$/

/** A name is settled where several functions use it, or where it repeats a word of the value; one that sets its variable apart is not. */
function isSettled({ name, count }: Agreed, key: string): boolean {
  const said = new Set(splitWords(key))
  const words = splitWords(name)
  if (words.some((word) => qualifier.test(word) && !said.has(word))) return false
  return count >= 3 || words.some((word) => said.has(word) || said.has(pluralOf(word)) || said.has(singularOf(word) ?? word))
}

/** `assign api.get_flavors 0/2` → get_flavors() */
function calledIn(key: string): string {
  return `${key.split(' ')[1]!.split('.').pop()}()`
}

/** The name means nothing else where the variable is used. */
function isFree(name: string, binding: Binding): boolean {
  return name === binding.name || !isUsed(name, binding.scope)
}

function isUsed(name: string, scope: Scope): boolean {
  return scope.bindings.has(name) || scope.free.has(name) || scope.children.some((child) => isUsed(name, child))
}
