// What kind of value a variable holds where that is certain, and whether its name says another one.

import type { Binding } from '../semantic/model.ts'
import type { Node } from '../syntax/index.ts'
import { isLocal } from './file-names.ts'
import { bare, lastName, siteOf, stringValue } from './sites.ts'
import { joined, pluralOf, singularOf, splitWords } from './words.ts'

export type ValueKind = 'list' | 'dict' | 'set' | 'tuple' | 'string' | 'bytes' | 'number'

export interface MisnamedKind {
  /** What the name says: "a list", "several". */
  readonly says: string
  /** What it holds: "a dict", "one string". */
  readonly is: string
  readonly kind: ValueKind
  /** The word of the name that is wrong. */
  readonly word: string
}

/** Undefined unless every binding gives the same kind, and the name says another; `word_list = 'a, b'` is a list in a string. */
export function misnamedKind(binding: Binding): MisnamedKind | undefined {
  const words = splitWords(binding.name)
  const said = saidBy(words)
  if (said === undefined || !isLocal(binding)) return undefined
  const kind = kindHeld(binding)
  if (kind === undefined || !said.excludes.includes(kind)) return undefined
  if (kind === 'string' && !isOneWord(binding, words[words.length - 1]!)) return undefined
  if (kind === 'dict' && isEnvelope(binding)) return undefined
  return { says: said.kind === 'several' ? 'several' : `a ${said.kind}`, is: said.kind === 'several' ? `one ${kind}` : `a ${kind}`, kind, word: said.word }
}

/** Names without the mistake, best first: the singular, or the thing without its kind. */
export function betterKindNames(binding: Binding, { says, kind, word }: MisnamedKind): readonly string[] {
  const words = splitWords(binding.name)
  const rest = words.filter((each) => each !== word)
  if (says === 'several') return one([...words.slice(0, -1), singularOf(word)!], binding)
  const things = rest.length === 0 ? [] : [...rest.slice(0, -1), /^(?:list|dict|set|tuple)$/.test(kind) ? pluralOf(rest[rest.length - 1]!) : rest[rest.length - 1]!]
  return [...one([...words.slice(0, words.indexOf(word)), kind, ...words.slice(words.indexOf(word) + 1)], binding), ...one(things, binding)]
}

function one(words: readonly string[], binding: Binding): readonly string[] {
  const name = joined(words)
  return name === undefined || name.length < 3 || binding.scope.bindings.has(name) || binding.scope.free.has(name) ? [] : [name]
}

interface Said {
  readonly kind: 'list' | 'dict' | 'tuple' | 'several'
  readonly word: string
  readonly excludes: readonly ValueKind[]
}

/** Words that stand in front of `list` where the two are one English word. */
const listNouns = /^(?:white|black|allow|deny|block|wait|check|play|mailing|to|todo|price|word|track|hit|link|linked|drop|short|wish|white|task|file|data|acl|param|parameter|arg|argument|field|column|attr|tag|class)$/
/** Plurals that name one thing, a quantity, or text in a format that a string holds. */
const oneThing = /^(?:args|kwargs|params|parameters|options|opts|headers|contents|credentials|creds|settings|bytes|alias|address|lines|words|digits|letters|chars|characters|ops|stats|metrics|permissions|flags|modes|details|properties|attributes|columns|fields|tags|constraints|requirements|docs|means|hours|minutes|seconds|days|units|does|uses|needs|expects|raises|returns|contains|matches|starts|ends|exists)$/
/** Strings that stand for all of them, or for how many. */
const forAll = /^(?:none|all|any|auto|default|null|empty|some|each|every|both)$/i

function saidBy(words: readonly string[]): Said | undefined {
  const last = words[words.length - 1]
  if (last === undefined || words.some((word) => /^(?:not|non|no|bad|wrong|invalid|broken|expected|repr|str|json|yaml|html|xml|text|raw|fake|is|has)$/.test(word))) return undefined
  const before = words[words.length - 2] ?? ''
  if (words.length > 1 && last === 'list' && !listNouns.test(before)) return { kind: 'list', word: 'list', excludes: ['dict', 'set', 'string', 'bytes', 'number'] }
  if (words.length > 1 && last === 'dict') return { kind: 'dict', word: 'dict', excludes: ['list', 'set', 'tuple', 'string', 'bytes', 'number'] }
  if (words.length > 1 && last === 'tuple') return { kind: 'tuple', word: 'tuple', excludes: ['list', 'dict', 'set', 'string', 'bytes', 'number'] }
  if (singularOf(last) !== undefined && last.length > 3 && !oneThing.test(last) && !/^(?:n|num|number|count|max|min|total)$/.test(words[0]!)) return { kind: 'several', word: last, excludes: ['string'] }
  return undefined
}

function kindHeld(binding: Binding): ValueKind | undefined {
  const kinds = new Set(binding.definitions.map((definition) => {
    const site = siteOf(definition)
    return site?.how === 'assign' && site.position === undefined && site.annotation === undefined ? kindOf(bare(site.value)) : undefined
  }))
  const [only] = kinds
  return kinds.size === 1 ? only : undefined
}

function kindOf(value: Node): ValueKind | undefined {
  switch (value.kind) {
    case 'list':
    case 'list_comprehension':
      return 'list'
    case 'dictionary':
    case 'dictionary_comprehension':
      return 'dict'
    case 'set':
    case 'set_comprehension':
      return 'set'
    case 'tuple':
      return 'tuple'
    case 'integer':
    case 'float':
      return 'number'
    case 'string':
      return /^[rR]?[bB]/.test(value.text) ? 'bytes' : 'string'
    case 'call': {
      const callee = value.field('function')
      if (callee?.kind !== 'identifier') return undefined
      const made = { dict: 'dict', list: 'list', set: 'set', tuple: 'tuple', frozenset: 'set', sorted: 'list', OrderedDict: 'dict', defaultdict: 'dict', str: 'string', int: 'number' }[lastName(callee)!] as ValueKind | undefined
      return made
    }
    default:
      return undefined
  }
}

/** Every string is one name, not several in a text, and no word for many itself: `users = 'admin_users'`. */
function isOneWord(binding: Binding, word: string): boolean {
  return binding.definitions.every((definition) => {
    const site = siteOf(definition)
    const text = site === undefined ? undefined : stringValue(bare(site.value))
    return text !== undefined && /^[A-Za-z][\w.-]*$/.test(text) && !text.toLowerCase().includes(word) && !forAll.test(text)
  })
}

/** `port_list = {'ports': [...]}`: what a list call of an API answers. */
function isEnvelope(binding: Binding): boolean {
  return binding.definitions.some((definition) => {
    const value = siteOf(definition)?.value
    const [pair, ...more] = value?.kind === 'dictionary' ? value.children : []
    return pair?.kind === 'pair' && more.length === 0 && /^(?:list|list_comprehension|identifier)$/.test(pair.field('value')?.kind ?? '')
  })
}
