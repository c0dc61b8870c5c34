// Names for somebody who asked: qualifiers and spelled-out words for names that are not bad. Suggestions, never findings.

import type { Binding } from '../semantic/model.ts'
import { spelledOut } from './word-lists.ts'
import { bare, lastName, siteOf, stringValue } from './sites.ts'
import { isVerbLike, joined, pluralOf, splitWords } from './words.ts'
import { spanOf } from './vague.ts'

export interface WideName {
  readonly name: string
  readonly evidence: string
}

/** Names that add to the binding's own one; `functionName` is the function it lives in. */
export function wideNames(binding: Binding, functionName: string | undefined): readonly WideName[] {
  return [...availableNames(binding), ...spelledNames(binding), ...subjectNames(binding, functionName)]
}

/** `flavors = api.get_flavors()` without arguments: all there are. */
function availableNames(binding: Binding): readonly WideName[] {
  const [definition] = binding.definitions
  const site = binding.definitions.length === 1 && definition !== undefined ? siteOf(definition) : undefined
  const call = site?.how === 'assign' && site.position === undefined ? bare(site.value) : undefined
  if (call?.kind !== 'call' || (call.field('arguments')?.children.length ?? 0) > 0) return []
  const name = lastName(call.field('function')) ?? ''
  const words = splitWords(name)
  if (words.length !== 2 || !/^(?:get|list|fetch|load|find)$/.test(words[0]!) || pluralOf(words[1]!) !== words[1] || binding.name !== words[1]) return []
  const evidence = `${name}() without arguments gives all there are`
  return [{ name: `available_${words[1]}`, evidence }, { name: `all_${words[1]}`, evidence }]
}

/** dest_host → destination_host; req → request, and which request where a dict says so. */
function spelledNames(binding: Binding): readonly WideName[] {
  const words = splitWords(binding.name)
  if (!words.some((word) => spelledOut.has(word)) || /\d/.test(binding.name)) return []
  const long = words.map((word) => spelledOut.get(word) ?? word)
  const evidence = words.filter((word) => spelledOut.has(word)).map((word) => `${word} spelled out`).join(', ')
  if (words.length > 1) return [{ name: joined(long)!, evidence }]
  const keys = qualifiersOf(binding).filter((key) => key !== long[0])
  return [...keys.map((key) => ({ name: `${key}_${long[0]}`, evidence: `key '${key}', ${evidence}` })), { name: long[0]!, evidence }]
}

/** The only key of the dict that it is, and the key under which it is put into one. */
function qualifiersOf(binding: Binding): readonly string[] {
  const found: string[] = []
  const add = (key: string | undefined): void => {
    if (key !== undefined && /^[a-z][a-z_]{2,20}$/.test(key) && !found.includes(key)) found.push(key)
  }
  for (const definition of binding.definitions) {
    const value = siteOf(definition)?.value
    if (value?.kind === 'dictionary' && value.children.length === 1) add(stringValue(value.children[0]!.field('key')))
  }
  for (const use of binding.occurrences) {
    if (use.parent?.kind === 'pair' && use.fieldName === 'value') add(stringValue(use.parent.field('key')))
  }
  return found.slice(0, 2)
}

/** The one thing that a long test is about, after what the test does with it: `server` in `test_resize_cleanup` → resize_server. */
function subjectNames(binding: Binding, functionName: string | undefined): readonly WideName[] {
  const words = splitWords(binding.name)
  if (words.length !== 1 || binding.name.length < 4 || functionName === undefined || !/^test/.test(functionName)) return []
  if (binding.occurrences.length < 8 || spanOf(binding) < 20 || pluralOf(binding.name) === binding.name) return []
  const rivals = [...binding.scope.bindings.values()].filter((other) => other !== binding && other.occurrences.length >= binding.occurrences.length && other.name !== 'self')
  const [verb] = splitWords(functionName).filter((word) => word !== 'test')
  if (rivals.length > 0 || verb === undefined || verb.length < 4 || verb === binding.name || !isVerbLike(verb)) return []
  return [{ name: `${verb}_${binding.name}`, evidence: `the ${binding.name} that ${functionName} is about` }]
}
