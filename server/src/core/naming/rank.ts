// Ranks the names that the evidence proposes. The score is the probability that an author would have chosen the name, as far as learned.

import type { Binding, Scope } from '../semantic/model.ts'
import type { Clues } from './evidence.ts'
import type { NameCounts, Vocabulary } from './file-names.ts'
import { isDoubtful } from './doubts.ts'
import { calledIn, kindOfKey, type KeyKind } from './keys.ts'
import { learned } from './learned.ts'
import { kinds, strictScore, suggestionFloor, type EvidenceSource } from './weights.ts'
import { isGoodName, pluralOf, singularOf, splitWords } from './words.ts'

export interface NameSuggestion {
  readonly name: string
  /** 0 to 1: how often a name with this score was the author's. All names of one variable together give less than 1. */
  readonly score: number
  /** In words: "returned by get_flavors, iterated as flavor". */
  readonly evidence: string
  /** True where the strongest reason is of a kind that was right on hidden names and the variable is one thing. */
  readonly trusted: boolean
  /** The kind of the strongest reason. */
  readonly lead: EvidenceSource
}

/** What else is known when one variable is named. */
export interface Surroundings {
  readonly file: Vocabulary
  /** What other test files say; everything works without it. */
  readonly workspace: Vocabulary | undefined
}

/** One reason for one name. */
export interface Reason {
  readonly source: EvidenceSource
  readonly words: string
  /** Of the places that were asked, the part that says this name. */
  readonly share: number
  /** In how many places. */
  readonly count: number
}

export interface Candidate {
  readonly name: string
  /** The strongest of each source. */
  readonly reasons: ReadonlyMap<EvidenceSource, Reason>
  /** In how many other functions of the file, and of other files, a variable is called so. */
  readonly usesHere: number
  readonly usesElsewhere: number
}

/** All good names that anything speaks for and that mean nothing else here, the binding's own among them. Its own use of its name never counts. */
export function candidatesOf(binding: Binding, clues: Clues, { file, workspace }: Surroundings): readonly Candidate[] {
  const own = binding.name
  const found = new Map<string, Map<EvidenceSource, Reason>>()
  const add = (source: EvidenceSource, name: string, words: string, share = 1, count = 1): void => {
    if (!isGoodName(name)) return
    let reasons = found.get(name)
    if (reasons === undefined) found.set(name, (reasons = new Map()))
    const known = reasons.get(source)
    if (known === undefined || known.share * known.count < share * count) reasons.set(source, { source, words, share, count })
  }

  for (const each of clues.evidence) add(each.source, each.name, each.words)
  for (const at of clues.passed) {
    const here = file.parametersOf(at.callee)
    const names = (here.length > 0 ? here : workspace?.parametersOf(at.callee) ?? []).flatMap((signature) => signature[at.index] ?? [])
    // Methods of one name in many classes agree where the name means something.
    for (const name of new Set(names)) add(here.length > 0 ? 'parameter' : 'workspace parameter', name, `passed as ${name}`, names.filter((each) => each === name).length / names.length)
  }
  addAnswers(clues.keys, file, own, hereSources, add)
  if (workspace !== undefined) addAnswers(clues.keys, workspace, undefined, elsewhereSources, add)

  const candidates: Candidate[] = []
  for (const [name, reasons] of found) {
    const usesHere = Math.max(0, file.usesOf(name) - (name === own ? 1 : 0))
    const usesElsewhere = workspace?.usesOf(name) ?? 0
    if (!isFree(name, binding)) continue
    // A test's name has many words; only those that are somebody's variable are looked at.
    if (usesHere + usesElsewhere === 0 && reasons.size === 1 && reasons.has('test word')) continue
    candidates.push({ name, reasons, usesHere, usesElsewhere })
  }
  return candidates
}

type Add = (source: EvidenceSource, name: string, words: string, share?: number, count?: number) => void

interface Sources {
  readonly agreed: Partial<Record<KeyKind, readonly [settled: EvidenceSource, once: EvidenceSource]>>
  readonly among: Record<KeyKind, EvidenceSource>
  readonly where: string
}

const hereSources: Sources = {
  agreed: { value: ['same value', 'value once'], call: ['same call', 'call once'], method: ['same method', 'method once'] },
  among: { value: 'value among', call: 'call among', method: 'method among', literal: 'same literal', shape: 'same shape', has: 'same use', passed: 'same argument' },
  where: 'as elsewhere',
}

const elsewhereSources: Sources = {
  agreed: {},
  among: { value: 'workspace value', call: 'workspace call', method: 'workspace method', literal: 'workspace literal', shape: 'workspace shape', has: 'workspace use', passed: 'workspace argument' },
  where: 'as in other test files',
}

/** So many names of one answer are looked at, those of most places first. */
const mostNames = 6
/** What so few places say is noise. */
const leastShare = 0.04

function addAnswers(keys: readonly string[], vocabulary: Vocabulary, own: string | undefined, sources: Sources, add: Add): void {
  const uses = new Map<'has' | 'passed', Map<string, Tally>>()
  const asked = { has: 0, passed: 0 }
  for (const key of keys) {
    const kind = kindOfKey(key)
    const { names, total } = goodNames(vocabulary.namesOf(key), own)
    if (total === 0) continue
    const words = wordsFor(kind, key, sources.where)
    if (kind === 'has' || kind === 'passed') {
      // Each use is one vote of several for what has all of them.
      asked[kind]++
      let votes = uses.get(kind)
      if (votes === undefined) uses.set(kind, (votes = new Map()))
      for (const [name, count] of names) {
        const vote = votes.get(name) ?? { share: 0, count: 0, words }
        votes.set(name, { share: vote.share + count / total, count: Math.max(vote.count, count), words: vote.words })
      }
      continue
    }
    const [first] = names
    const agreed = names.length === 1 ? sources.agreed[kind] : undefined
    if (agreed !== undefined) add(agreed[isSettled(first![0], first![1], key) ? 0 : 1], first![0], words, 1, first![1])
    else for (const [name, count] of names.slice(0, mostNames)) if (count / total >= leastShare) add(sources.among[kind], name, words, count / total, count)
  }
  for (const [kind, votes] of uses) {
    const ranked = [...votes].map(([name, vote]) => ({ ...vote, name, share: vote.share / asked[kind] })).filter((vote) => vote.share >= leastShare)
    ranked.sort((a, b) => b.share - a.share || (a.name < b.name ? -1 : 1))
    for (const { name, words, share, count } of ranked.slice(0, mostNames)) add(sources.among[kind], name, words, share, count)
  }
}

interface Tally {
  readonly share: number
  readonly count: number
  readonly words: string
}

function wordsFor(kind: KeyKind, key: string, where: string): string {
  switch (kind) {
    case 'call':
    case 'method':
      return `${where} for ${calledIn(key)}`
    case 'has':
      return `${where} for what has ${key.slice(4)}`
    case 'passed':
      return `${where} for what is passed to ${key.split(' ')[1]!}`
    case 'shape':
      return `${where} for such a value`
    default: {
      // `value assign api.get_flavors()`; behind an unpacking stands the position.
      const text = key.split(' ')[2]
      return text === undefined || text.length > 30 ? `${where} for the same value` : `${where} for ${text}`
    }
  }
}

/** The good names of an answer without the binding's own use, most places first. */
function goodNames(counts: NameCounts, own: string | undefined): { readonly names: readonly (readonly [name: string, count: number])[]; readonly total: number } {
  const names: (readonly [string, number])[] = []
  let total = 0
  for (const [name, count] of counts) {
    const others = name === own ? count - 1 : count
    if (others === 0 || !isGoodName(name)) continue
    names.push([name, others])
    total += others
  }
  return { names: names.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)), total }
}

/**
 * What training weighs: a constant for each source, apart for words that name variables elsewhere and for new ones; its share and
 * count; how often the word names variables here and elsewhere; how many words it has.
 */
export function featuresOf({ name, reasons, usesHere, usesElsewhere }: Candidate): readonly (readonly [feature: string, value: number])[] {
  const isKnown = usesHere + usesElsewhere > 0
  const features: (readonly [string, number])[] = []
  for (const reason of reasons.values()) features.push(...featuresOfReason(reason, isKnown))
  features.push(['uses here', Math.log(1 + usesHere)], ['uses elsewhere', Math.log(1 + usesElsewhere)], ['reasons', Math.log(reasons.size)])
  const words = splitWords(name).length
  if (words > 1) features.push([words === 2 ? 'two words' : 'three words', 1])
  return features
}

function featuresOfReason({ source, share, count }: Reason, isKnown: boolean): readonly (readonly [feature: string, value: number])[] {
  const features: (readonly [string, number])[] = [[isKnown ? source : `${source}, new word`, 1]]
  if (share < 1) features.push([`${source}, share`, share - 1])
  if (count > 1) features.push([`${source}, places`, Math.log(count)])
  return features
}

/** The weight of "none of these". */
export function silenceFeatures(workspace: Vocabulary | undefined): readonly string[] {
  return workspace === undefined ? ['silence'] : ['silence', 'silence, workspace known']
}

/** Best first, at most `limit`, ties by alphabet; the binding's own name may be among them. */
export function rank(binding: Binding, clues: Clues, surroundings: Surroundings, limit = 5): readonly NameSuggestion[] {
  const weighed = candidatesOf(binding, clues, surroundings).map((candidate) => ({ candidate, weight: Math.exp(weightOf(featuresOf(candidate))) }))
  const silence = Math.exp(silenceFeatures(surroundings.workspace).reduce((sum, feature) => sum + (learned[feature] ?? 0), 0))
  const total = weighed.reduce((sum, each) => sum + each.weight, silence)
  return weighed
    .map(({ candidate, weight }) => ({ candidate, score: weight / total }))
    .filter(({ score }) => score >= suggestionFloor)
    .sort((a, b) => b.score - a.score || (a.candidate.name < b.candidate.name ? -1 : 1))
    .slice(0, limit)
    .map(({ candidate, score }) => told(candidate, score, clues))
}

function weightOf(features: readonly (readonly [string, number])[]): number {
  return features.reduce((sum, [feature, value]) => sum + (learned[feature] ?? 0) * value, 0)
}

/** With its two strongest reasons of different families in words. */
function told(candidate: Candidate, score: number, clues: Clues): NameSuggestion {
  const { name, usesHere, usesElsewhere } = candidate
  const reasons = [...candidate.reasons.values()]
    .map((reason) => ({ reason, weight: weightOf(featuresOfReason(reason, usesHere + usesElsewhere > 0)) }))
    .sort((a, b) => b.weight - a.weight)
    .map(({ reason }) => reason)
  const shown = reasons.filter((reason, i) => reasons.findIndex((other) => kinds[other.source].family === kinds[reason.source].family) === i).slice(0, 2)
  return { name, score, evidence: shown.map((reason) => reason.words).join(', '), trusted: kinds[reasons[0]!.source].trusted && clues.isOneThing && !isDoubtful(name, reasons[0]!, clues.keys), lead: reasons[0]!.source }
}

/** The names that may be shown without being asked for, best first; empty where the evidence does not carry that far. */
export function strictNames(ranked: readonly NameSuggestion[], own: string): readonly NameSuggestion[] {
  const [lead] = ranked
  if (lead === undefined || !lead.trusted || lead.score < strictScore || lead.name === own) return []
  return ranked.filter((each) => each.name !== own && each.score >= 0.2).slice(0, 3)
}

/** Words that tell one of several alike apart: what one function calls `orig_task` need not be so in another. */
const qualifier = /^(?:orig|exp|obj|original|real|new|old|same|other|another|sub|root|nested|outer|inner|first|second|third|last|next|prev|previous|expected|actual|yielded|target|source|dest|left|right|fake|mock|my|good|bad|valid|invalid|empty|initial|final|updated|copy|copied|child|parent|default|custom|extra|missing|wrong|temp|local|remote|background|main|raw|unused|existing|saved|current|before|after|min|max|both|two)$/

/** A name is settled where several functions use it, or where it repeats a word of the value; one that sets its variable apart is not. */
function isSettled(name: string, count: number, key: string): boolean {
  const said = new Set(splitWords(key))
  const words = splitWords(name)
  if (words.some((word) => qualifier.test(word) && !said.has(word))) return false
  return count >= 3 || words.some((word) => said.has(word) || said.has(pluralOf(word)) || said.has(singularOf(word) ?? word))
}

/** The name means nothing else where the variable is used. */
function isFree(name: string, binding: Binding): boolean {
  return name === binding.name || !isUsed(name, binding.scope)
}

function isUsed(name: string, scope: Scope): boolean {
  return scope.bindings.has(name) || scope.free.has(name) || scope.children.some((child) => isUsed(name, child))
}
