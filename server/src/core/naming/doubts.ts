// Names that other places have for the same expression and that may still be wrong here: a factory of another class, a name that set
// one of several apart. Such a name may be asked for; no finding says it.

import { kinds, type EvidenceSource } from './weights.ts'
import { pluralOf, singularOf, splitWords } from './words.ts'

/** Classes and calls whose objects are made for anything. */
const forAnything = /^(?:Dummy|Foo|Bar|Baz|Stub|Fake|Thing|Obj|Object|Class|Klass|[A-Z]|Deferred|Future|array|Mock\w*|\w*Mock)$/

/** `keys` are the binding's own, see `keysOf`; `count`: in how many places its strongest reason says the name. */
export function isDoubtful(name: string, lead: { readonly source: EvidenceSource; readonly count: number }, keys: readonly string[]): boolean {
  const words = splitWords(name)
  if (words.some((word) => word.length === 1)) return true
  if (!/^(?:value elsewhere|workspace)$/.test(kinds[lead.source].family)) return false
  // One of several values that it holds in turn has the name elsewhere.
  if (lead.source === 'same value' && keys.filter((key) => key.startsWith('value ')).length > 1) return true
  const given = keys.filter((key) => /^(?:value|call) /.test(key))
  const said = new Set(given.flatMap((key) => splitWords(key)))
  const unsaid = words.filter((word) => !said.has(word) && !said.has(pluralOf(word)) && !said.has(singularOf(word) ?? word)).length
  if (words.length > 1 && 2 * unsaid > words.length && lead.count < 3) return true
  if (unsaid < words.length) return false
  // `self.make()` is another method in each class; `Dummy()` and `Deferred()` are what each test makes of them.
  return given.some((key) => /^(?:value|call) \w+ (?:self|cls)\.\w+(?:\(|\s|$)/.test(key) || forAnything.test(/^call \w+ (?:\w+\.)?(\w+)/.exec(key)?.[1] ?? ''))
}
