// The doors of naming: names for one variable, and the wide list for a review that somebody asked for. Findings use the strict tier alone.

import { renameEdits } from '../edits/index.ts'
import type { Suggestion } from './suggestion.ts'
import type { Binding } from '../semantic/model.ts'
import type { CollectionSettings } from '../suite/units.ts'
import type { Node, Segment, Source } from '../syntax/index.ts'
import { attributeNames } from './attributes.ts'
import { cluesOf } from './evidence.ts'
import { functionScopes, isLocal, namesOfFile, type Vocabulary } from './file-names.ts'
import { rank, type NameSuggestion } from './rank.ts'
import { remembered, type Memo } from './remembered.ts'
import { numberedSiblings, roleNames, type SiblingName, type Siblings } from './roles.ts'
import { saysLess, vaguenessOf } from './vague.ts'
import { wideNames } from './wide.ts'

/**
 * Names for a local variable, best first, at most five, each with its evidence in words; its own name may lead, which means that it is
 * a good one. `vocabulary` is what other test files of the workspace say, `namesOfFile` of each.
 */
export function suggestNames(source: Source, binding: Binding, vocabulary?: Vocabulary): readonly NameSuggestion[] {
  if (vocabulary !== undefined) return rank(binding, cluesOf(binding), { file: namesOfFile(source), workspace: vocabulary })
  return remembered(source, ranked, binding, (file) => rank(binding, cluesOf(binding), { file, workspace: undefined }))
}

const ranked: Memo = new WeakMap()

/** Names by role for numbered siblings, see {@link roleNames}. */
export function namesOfSiblings(source: Source, siblings: Siblings): readonly SiblingName[] | undefined {
  return remembered(source, told, siblings, (file) => roleNames(siblings, file))
}

const told: Memo = new WeakMap()

/** At most so many variables: more is not read. */
const reviewLimit = 12

interface Candidate {
  readonly at: Node
  readonly name: string
  readonly candidates: readonly { readonly name: string; readonly evidence: string }[]
}

/**
 * Better names that are likely, not certain, for a review: once for each variable's name in the file, in text order. Each says why it
 * can't be renamed where that is so.
 */
export function suggestionsForReview(source: Source, settings: CollectionSettings & { readonly maxFileSize: number }, vocabulary?: Vocabulary): readonly Suggestion[] {
  if (source.length > settings.maxFileSize) return []
  const found: Candidate[] = []
  for (const segment of source.segments) {
    if (segment.kind === 'trivia' || segment.isBroken) continue
    found.push(...attributeNames(source, segment), ...localNames(source, segment, vocabulary))
  }
  // The same advice is given once: one name, and one abbreviation spelled out.
  const given = new Set<string>()
  const first = found.filter(({ name, candidates }) => {
    const keys = [name, ...(candidates.every((each) => each.evidence.endsWith(' spelled out')) ? [candidates[0]!.evidence] : [])]
    if (keys.some((key) => given.has(key))) return false
    keys.forEach((key) => given.add(key))
    return true
  }).slice(0, reviewLimit)
  return first.map(({ at, name, candidates }) => {
    const answer = renameEdits(source, at, candidates[0]!.name)
    return {
      line: source.positionAt(source.rangeOf(at).start).line + 1,
      name,
      candidates,
      refusal: 'refusal' in answer ? answer.refusal : undefined,
    }
  })
}

function localNames(source: Source, segment: Segment, vocabulary: Vocabulary | undefined): readonly Candidate[] {
  const found: Candidate[] = []
  for (const scope of functionScopes(segment)) {
    const roles = new Map(numberedSiblings(scope).flatMap((siblings) => namesOfSiblings(source, siblings) ?? []).map((each) => [each.binding, each]))
    const functionName = scope.node?.field('name')?.text
    for (const binding of scope.bindings.values()) {
      if (!isLocal(binding)) continue
      const role = roles.get(binding)
      const wide = role !== undefined ? [role] : wideNames(binding, functionName)
      const isVague = vaguenessOf(binding) !== undefined
      if (wide.length === 0 && !isVague) continue
      // Evidence for other names joins in where the name says little; a good name gets only what extends it.
      const ranked = role === undefined && (isVague || wide.length > 0) ? likely(suggestNames(source, binding, vocabulary), binding, isVague) : []
      const candidates = [...wide, ...ranked]
        .filter((each, i, all) => !saysLess(each.name, binding.name) && !isTaken(each.name, binding) && all.findIndex((other) => other.name === each.name) === i)
        .slice(0, 3)
        .map(({ name, evidence }) => ({ name, evidence }))
      if (candidates.length > 0) found.push({ at: binding.definitions[0]!.node, name: binding.name, candidates })
    }
  }
  return found.sort((a, b) => a.at.start - b.at.start)
}

/** For vague names what has some weight; for others what speaks as loud as their own name would. */
function likely(names: readonly NameSuggestion[], binding: Binding, isVague: boolean): readonly NameSuggestion[] {
  if (names[0]?.name === binding.name) return []
  return names.filter((each) => each.score >= (isVague ? 0.2 : 0.3))
}

function isTaken(name: string, binding: Binding): boolean {
  return binding.scope.bindings.has(name) || binding.scope.free.has(name)
}
