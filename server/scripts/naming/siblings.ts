// How often numbered siblings get their roles right: pairs such as source_host and dest_host become host1 and host2, and naming is asked.

import { functionScopes, isLocal } from '../../src/core/naming/file-names.ts'
import { numberedSiblings, sideOf } from '../../src/core/naming/roles.ts'
import { namesOfSiblings } from '../../src/core/naming/suggest.ts'
import { splitWords } from '../../src/core/naming/words.ts'
import type { Binding } from '../../src/core/semantic/model.ts'
import { openSource, type Source } from '../../src/core/syntax/index.ts'
import { applyEdits } from '../../src/core/text/range.ts'

export interface SiblingScore {
  asked: number
  spoke: number
  /** Both names as the author has them. */
  right: number
}

/** Adds the pairs of one file to the score. */
export function scoreSiblings(source: Source, score: SiblingScore): void {
  for (const segment of source.segments) {
    if (segment.kind === 'trivia' || segment.isBroken) continue
    for (const scope of functionScopes(segment)) {
      const locals = [...scope.bindings.values()].filter(isLocal)
      for (const [i, one] of locals.entries()) {
        for (const other of locals.slice(i + 1)) {
          const base = commonBase(one.name, other.name)
          if (base === undefined || scope.bindings.has(base) || scope.bindings.has(`${base}1`) || scope.bindings.has(`${base}2`)) continue
          const names = asked(source, one, other, base, scope.node?.field('name')?.text ?? '')
          score.asked++
          if (names === undefined) continue
          score.spoke++
          if (names[0] === one.name && names[1] === other.name) score.right++
        }
      }
    }
  }
}

/** `source_host` and `dest_host` → host, where the words in front are opposite roles. */
function commonBase(one: string, other: string): string | undefined {
  const [[first, ...rest], [second, ...others]] = [splitWords(one), splitWords(other)]
  const [mine, theirs] = [sideOf(first ?? ''), sideOf(second ?? '')]
  if (mine === undefined || theirs === undefined || mine.pair !== theirs.pair || mine.side === theirs.side) return undefined
  const base = rest.join('_')
  return base.length >= 3 && base === others.join('_') && one === `${first}_${base}` && other === `${second}_${base}` ? base : undefined
}

function asked(source: Source, one: Binding, other: Binding, base: string, functionName: string): readonly [string, string] | undefined {
  const edits = [[one, `${base}1`], [other, `${base}2`]] as const
  const text = applyEdits(source.text, edits.flatMap(([binding, name]) => binding.occurrences.map((node) => ({ ...source.rangeOf(node), text: name }))))
  const hidden = openSource(source.parser, source.path, text)
  const start = source.rangeOf(one.definitions[0]!.node).start
  const segment = hidden.segments.find((each) => each.kind !== 'trivia' && hidden.startOf(each) <= start && start < hidden.startOf(each) + each.text.length)
  for (const scope of segment === undefined ? [] : functionScopes(segment)) {
    if ((scope.node?.field('name')?.text ?? '') !== functionName || !scope.bindings.has(`${base}1`)) continue
    const roles = numberedSiblings(scope).filter((siblings) => siblings.base === base).flatMap((siblings) => namesOfSiblings(hidden, siblings) ?? [])
    const name = (of: string): string | undefined => roles.find((each) => each.binding.name === of)?.name
    const [first, second] = [name(`${base}1`), name(`${base}2`)]
    return first === undefined || second === undefined ? undefined : [first, second]
  }
  return undefined
}
