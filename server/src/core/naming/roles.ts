// Role words for numbered siblings (flavor1, flavor2): which of them is the source and which the destination, from how they are used.

import type { Binding, Scope } from '../semantic/model.ts'
import type { Node } from '../syntax/index.ts'
import type { Vocabulary } from './file-names.ts'
import { isLocal } from './file-names.ts'
import { lastName, positionalArguments, siteOf, stringValue } from './sites.ts'
import { numberedWord, splitWords } from './words.ts'

/** Pairs of opposite roles in space or time; each side lists the words that say it. Other pairs (left/right, valid/invalid …) were wrong too often. */
const opposites: readonly (readonly [readonly string[], readonly string[]])[] = [
  [['source', 'src'], ['dest', 'destination', 'target', 'dst']],
  [['old', 'before', 'previous', 'prev'], ['new', 'after', 'current']],
  [['original', 'orig', 'initial'], ['updated', 'modified', 'changed', 'copied', 'copy', 'restored']],
  [['parent'], ['child']],
  [['outer'], ['inner']],
  [['primary'], ['secondary', 'replica', 'backup']],
  [['local'], ['remote']],
  [['sender'], ['receiver', 'recipient']],
]

export interface Side {
  readonly pair: number
  readonly side: 0 | 1
}

const sideOfWord = new Map<string, Side>()
opposites.forEach((pair, at) => pair.forEach((words, side) => words.forEach((word) => sideOfWord.set(word, { pair: at, side: side as 0 | 1 }))))

export interface SiblingName {
  readonly binding: Binding
  readonly name: string
  /** In words: "used with source_rp_uuid". */
  readonly evidence: string
}

/** Variables of one function whose names differ in their number only: flavor1, flavor2; also x with x2. */
export interface Siblings {
  readonly base: string
  /** By number. */
  readonly members: readonly Binding[]
}

export function numberedSiblings(scope: Scope): readonly Siblings[] {
  const byBase = new Map<string, Binding[]>()
  for (const binding of scope.bindings.values()) {
    const base = baseOf(binding.name)
    if (base === undefined || !isLocal(binding)) continue
    const members = byBase.get(base)
    if (members) members.push(binding)
    else byBase.set(base, [binding])
  }
  const found: Siblings[] = []
  for (const [base, members] of byBase) {
    const plain = scope.bindings.get(base)
    if (plain !== undefined && isLocal(plain)) members.unshift(plain)
    if (members.length > 1) found.push({ base, members: [...members].sort((a, b) => numberOf(a.name) - numberOf(b.name)) })
  }
  return found
}

/** `flavor_1` and `flavor1` → flavor; undefined for names without a number that counts. */
export function baseOf(name: string): string | undefined {
  const match = /^(.*?[A-Za-z])_?(\d{1,2})$/.exec(name)
  if (match === null || splitWords(name).some((word) => numberedWord.test(word))) return undefined
  return match[1]
}

function numberOf(name: string): number {
  return Number(/\d+$/.exec(name)?.[0] ?? 0)
}

/**
 * Names by role for exactly two siblings, where the code gives them opposite roles: each side with evidence for its own role, none for
 * the other's, together at least two pieces. Undefined else, which is the rule: two of the same are often just that.
 */
export function roleNames({ base, members }: Siblings, vocabulary: Vocabulary): readonly SiblingName[] | undefined {
  if (members.length !== 2 || base.length < 3 || splitWords(base).some((word) => sideOfWord.has(word))) return undefined
  const [first, second] = [rolesOf(members[0]!, vocabulary), rolesOf(members[1]!, vocabulary)]
  const candidates = opposites.flatMap((_, pair) => ([0, 1] as const).flatMap((side) => {
    const [own, other] = [first.filter((role) => role.pair === pair && role.side === side), second.filter((role) => role.pair === pair && role.side === 1 - side)]
    const against = [...first.filter((role) => role.pair === pair && role.side !== side), ...second.filter((role) => role.pair === pair && role.side === side)]
    const weight = sum(own) + sum(other)
    return own.length > 0 && other.length > 0 && against.length === 0 && weight >= 2 ? [{ own, other, weight }] : []
  }))
  if (candidates.length !== 1) return undefined
  const { own, other } = candidates[0]!
  const names = [named(members[0]!, base, own), named(members[1]!, base, other)]
  return names.every((each) => each !== undefined && isUnused(each.name, members[0]!.scope)) ? (names as SiblingName[]) : undefined
}

interface Role extends Side {
  readonly word: string
  readonly weight: number
  readonly from: string
}

function sum(roles: readonly Role[]): number {
  return roles.reduce((total, role) => total + role.weight, 0)
}

function named(binding: Binding, base: string, roles: readonly Role[]): SiblingName | undefined {
  const byWord = new Map<string, number>()
  // Of two spellings (src, source) the one counts that other variables of the function have.
  const spelled = new Set([...binding.scope.bindings.keys()].filter((other) => baseOf(other) !== base).flatMap(splitWords))
  for (const role of roles) byWord.set(role.word, (byWord.get(role.word) ?? 0) + role.weight + (spelled.has(role.word) ? 10 : 0))
  const [word] = [...byWord].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]!
  const from = [...new Set(roles.filter((role) => role.word === word).sort((a, b) => b.weight - a.weight).map((role) => role.from))].slice(0, 2)
  return { binding, name: `${word}_${base.replace(/^_+/, '')}`, evidence: from.join(', ') }
}

function isUnused(name: string, scope: Scope): boolean {
  return !scope.bindings.has(name) && !scope.free.has(name) && scope.children.every((child) => isUnused(name, child))
}

/** Role words around each use: the keyword or parameter it is passed as (2), its neighbours in the same call (1), the name its part is bound to (1). */
function rolesOf(binding: Binding, vocabulary: Vocabulary): readonly Role[] {
  const roles: Role[] = []
  const seen = new Set<string>()
  const add = (name: string | undefined, weight: number, from: string, at: number): void => {
    if (name === undefined || baseOf(name) === baseOf(binding.name)) return
    const word = splitWords(name).find((each) => sideOfWord.has(each))
    if (word === undefined || seen.has(`${at} ${word}`)) return
    seen.add(`${at} ${word}`)
    roles.push({ ...sideOfWord.get(word)!, word, weight, from })
  }
  for (const definition of binding.definitions) {
    const site = siteOf(definition)
    // An unpacking gives all of them the same value.
    if (site === undefined || site.position !== undefined) continue
    for (const name of onOneSide(wordsWithin(site.value))) add(name, 1, `made with ${name}`, site.value.start)
  }
  const bound = new Set(binding.definitions.map((definition) => definition.node))
  for (const use of binding.occurrences) {
    if (bound.has(use)) continue
    // Climb through `flavor1['id']` and `flavor1.id` to what is passed or bound.
    let node: Node = use
    while (node.parent !== undefined && /^(?:attribute|subscript|await|parenthesized_expression)$/.test(node.parent.kind) && node.parent.firstChild === node) node = node.parent
    const parent = node.parent
    if (parent?.kind === 'assignment' && node.fieldName === 'right') {
      const target = parent.field('left')
      if (target !== undefined && target.kind !== 'pattern_list') add(lastName(target), 1, `gives ${lastName(target)}`, use.start)
      continue
    }
    const list = parent?.kind === 'keyword_argument' ? parent.parent : parent
    const call = list?.kind === 'argument_list' ? list.parent : undefined
    if (call?.kind !== 'call' || list === undefined) continue
    const keyword = parent?.kind === 'keyword_argument' ? parent.field('name')?.text : undefined
    if (keyword !== undefined) add(keyword, 2, `passed as ${keyword}`, use.start)
    else {
      const index = positionalArguments(call)?.indexOf(node) ?? -1
      const names = vocabulary.parametersOf(lastName(call.field('function')) ?? '').map((signature) => signature[index])
      // Methods of one name in several classes say a role only where all of them do.
      const roleSides = new Set(names.map((name) => sideIn(name)))
      if (roleSides.size === 1) for (const name of names) add(name, 2, `passed as ${name}`, use.start)
    }
    const otherNames = neighbours(list, parent === list ? node : parent!)
    // A call that mentions both siblings says nothing of which is which; so does one that mentions both roles.
    if (otherNames.some((name) => name !== binding.name && baseOf(name) !== undefined && baseOf(name) === baseOf(binding.name))) continue
    for (const name of onOneSide(otherNames)) add(name, 1, `used with ${name}`, use.start)
  }
  return roles
}

/** The names, where all role words in them are of one side of one pair. */
function onOneSide(names: readonly string[]): readonly string[] {
  const sides = new Set(names.flatMap((name) => splitWords(name).flatMap((word) => sideOfWord.get(word) ?? [])).map(({ pair, side }) => `${pair} ${side}`))
  return sides.size === 1 ? names : []
}

/** Names and short strings in a value; not what is called in it, as `copy` and `restore` say what is done. */
function wordsWithin(value: Node): readonly string[] {
  const names = value.descendants('identifier').filter((node) => {
    const callee = node.fieldName === 'attribute' ? node.parent! : node
    return callee.fieldName !== 'function'
  })
  const strings = value.descendants('string').flatMap((node) => stringValue(node) ?? []).filter((text) => /^[A-Za-z]\w{0,39}$/.test(text))
  return [...names.map((node) => node.text), ...strings]
}

/** Names in the other arguments of the call, one level deep. */
function neighbours(list: Node, own: Node): readonly string[] {
  return list.children.flatMap((argument) => {
    if (argument === own) return []
    const value = argument.kind === 'keyword_argument' ? argument.field('value') : argument
    const keyword = argument.kind === 'keyword_argument' ? argument.field('name')?.text : undefined
    const name = lastName(value?.kind === 'subscript' ? value.field('value') : value)
    return [keyword, name].filter((each) => each !== undefined)
  })
}

/** The side that some word of the name says, as text; empty where none does. */
function sideIn(name: string | undefined): string {
  const word = splitWords(name ?? '').find((each) => sideOfWord.has(each))
  return word === undefined ? '' : `${sideOfWord.get(word)!.pair} ${sideOfWord.get(word)!.side}`
}

/** Which side of which pair of opposites a word says. */
export function sideOf(word: string): Side | undefined {
  return sideOfWord.get(word)
}
