// What the mocks of a function replace, and which of them are named after what another one replaces.

import type { Binding, Scope } from '../semantic/model.ts'
import { patchTarget } from './from-value.ts'
import { bare, siteOf } from './sites.ts'
import { snakeCase, splitWords } from './words.ts'

export interface MisnamedMock {
  readonly binding: Binding
  /** The last name of what it replaces. */
  readonly target: string
  /** What it is named after, which is the target of another patch. */
  readonly other: string
  readonly better: string
}

/** Of the function's `with patch(…) as name`: those that share no word with their own target and have all words of another one's. */
export function mockTargets(scope: Scope): readonly MisnamedMock[] {
  const mocks = [...scope.bindings.values()].flatMap((binding) => {
    const [definition, ...more] = binding.definitions
    const site = definition === undefined || more.length > 0 ? undefined : siteOf(definition)
    const value = site?.how === 'with' && site.position === undefined ? bare(site.value) : undefined
    const target = value?.kind === 'call' ? patchTarget(value) : undefined
    return target === undefined ? [] : [{ binding, target, words: contentWords(binding.name) }]
  })
  if (mocks.length < 2) return []
  return mocks.flatMap(({ binding, target, words }) => {
    const own = contentWords(target)
    if (words.length === 0 || words.some((word) => own.some((each) => each.includes(word) || word.includes(each) || initials(own) === word))) return []
    const other = mocks.find((each) => each.binding !== binding && sameWords(words, contentWords(each.target)))
    const better = `mock_${snakeCase(target.replace(/^_+/, ''))}`
    if (other === undefined || scope.bindings.has(better)) return []
    return [{ binding, target, other: other.target, better }]
  })
}

function contentWords(name: string): readonly string[] {
  return splitWords(name).filter((word) => !/^(?:mock|mocked|patched|patch|m|fake|stub|spy)$/.test(word))
}

function sameWords(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((word) => other.includes(word))
}

function initials(words: readonly string[]): string {
  return words.map((word) => word[0]).join('')
}
