// Evidence in what a name is bound to: calls, constructors, attributes, subscripts, literals, loops, patches.

import type { Node } from '../syntax/index.ts'
import { callIdioms } from './idioms.ts'
import { bare, calleeKey, lastName, positionalArguments, stringValue, type Site } from './sites.ts'
import type { EvidenceSource } from './weights.ts'
import { callNoun, isPlural, pluralName, singularName, snakeCase, splitWords } from './words.ts'

/** One reason for one name. */
export interface Evidence {
  readonly source: EvidenceSource
  readonly name: string
  /** Reads behind the name: "returned by get_flavors". */
  readonly words: string
}

export type Add = (source: EvidenceSource, name: string | undefined, words: string) => void

/** Adds what the bound value, and its place in an unpacking or a loop, says. */
export function addValueEvidence(site: Site, add: Add): void {
  const value = bare(site.value)
  if (site.annotation !== undefined) addAnnotation(site.annotation, add)
  switch (site.how) {
    case 'for':
      addLoop(value, site, add)
      return
    case 'except':
      return
    case 'with':
      if (site.position === undefined && !addPatch(value, add)) addNamed(value, add)
      return
    default:
      if (site.position === undefined) addNamed(value, add)
      else addUnpacked(value, site.position, add)
  }
}

/** A type: `Flavor` → flavor, `list[Flavor]` → flavors. */
export function addAnnotation(annotation: Node, add: Add): void {
  const outer = annotation.kind === 'type' ? annotation.firstChild : annotation
  if (outer === undefined) return
  const subscripted = outer.kind === 'generic_type' || outer.kind === 'subscript'
  const base = lastName(subscripted ? outer.firstChild : outer)
  if (base === undefined) return
  if (!subscripted) {
    if (isClassName(base)) addClass(base, add, `annotated as ${base}`, 'annotation')
    return
  }
  const names = outer.descendants('identifier').filter((name) => isClassName(name.text) && name.text !== base)
  const inner = names[names.length - 1]?.text
  if (inner === undefined) return
  if (/^(?:list|List|Sequence|Iterable|set|Set|tuple|Tuple|Collection|Iterator)$/.test(base)) add('annotation', pluralName(snakeCase(inner)), `annotated as ${outer.text}`)
  else if (base === 'Optional') addClass(inner, add, `annotated as ${outer.text}`, 'annotation')
}

/** What an expression is called, as a whole. */
function addNamed(value: Node, add: Add): void {
  switch (value.kind) {
    case 'call':
      addCall(value, add)
      return
    case 'attribute': {
      const name = value.field('attribute')?.text
      if (name !== undefined) add('attribute', asWords(name), `attribute ${name}`)
      return
    }
    case 'subscript':
      addSubscript(value, add)
      return
    case 'boolean_operator':
    case 'conditional_expression':
      if (value.firstChild !== undefined) addNamed(bare(value.firstChild), add)
      return
    case 'list_comprehension':
    case 'generator_expression':
    case 'set_comprehension': {
      const element = value.field('body')
      const noun = element && lastName(bare(element))
      if (noun !== undefined && noun.length > 2) add('attribute', pluralName(asWords(noun)), `list of each ${noun}`)
      else if (element?.kind === 'call') addMany(element, add)
      return
    }
    case 'list':
    case 'tuple':
    case 'set':
      if (value.firstChild?.kind === 'call' && value.children.every((child) => child.kind === 'call' && lastName(child.field('function')) === lastName(value.firstChild!.field('function')))) addMany(value.firstChild, add)
      return
    case 'string':
    case 'concatenated_string':
      addShape(value, add)
      return
    default:
  }
}

const wrappers = new Set(['list', 'sorted', 'set', 'tuple', 'iter', 'reversed', 'frozenset', 'dict', 'deepcopy', 'copy', 'cast', 'closing', 'aclosing'])
const takesOne = new Set(['next', 'choice', 'min', 'max'])
const takesOneMethods = new Set(['pop', 'popleft', 'first', 'last', 'one', 'get_nowait', 'get'])
const keyed = new Set(['get', 'pop', 'setdefault', 'getattr'])
const makers = /^(?:create|get|build|make|new|load|parse|open|first|last|save|from_\w+|objects|create_\w+|get_or_create|factory|generate|find|select|all|filter)$/

function addCall(call: Node, add: Add): void {
  const callee = call.field('function')
  const name = lastName(callee)
  if (callee === undefined || name === undefined) return
  const args = positionalArguments(call) ?? []
  const object = callee.kind === 'attribute' ? callee.field('object') : undefined

  if (wrappers.has(name) && args.length > 0 && object?.kind !== 'call') {
    const inner = bare(name === 'cast' ? args[1] ?? args[0]! : args[0]!)
    if (inner.kind !== 'identifier') addNamed(inner, add)
    return
  }
  if (takesOne.has(name) && args.length > 0) {
    addSingular(bare(args[0]!), 'item', add)
    return
  }
  const key = name === 'getattr' ? stringValue(args[1]) : keyed.has(name) ? stringValue(args[0]) : undefined
  if (key !== undefined && /^[A-Za-z_][\w-]*$/.test(key)) add('key', asWords(key), `key ${quoted(key)}`)
  if (object !== undefined && takesOneMethods.has(name) && isPlural(lastName(object) ?? '')) addSingular(object, 'item', add)

  const idioms = callIdioms.get(calleeKey(callee) ?? '') ?? callIdioms.get(name)
  idioms?.forEach((idiom) => add('idiom', idiom, `what ${name}() usually gives`))
  if (addPatch(call, add)) return

  if (isClassName(name)) {
    addClass(name, add, `made by ${name}()`, 'class')
    return
  }
  // Page.objects.create(), Response.from_x(): named after the class.
  if (object !== undefined) {
    const owner = lastName(object) === 'objects' && object.kind === 'attribute' ? object.field('object') : object
    const ownerName = lastName(owner)
    if (ownerName !== undefined && isClassName(ownerName) && makers.test(name)) {
      const words = `made by ${ownerName}${owner === object ? '' : '.objects'}.${name}()`
      if (/^(?:all|filter|select)$/.test(name)) add('class method', pluralName(snakeCase(ownerName)), words)
      else addClass(ownerName, add, words, 'class method')
    }
  }
  const { noun, lastWord, hasVerb } = callNoun(name)
  add(hasVerb ? 'call noun' : 'noun call', noun, `returned by ${name}`)
  if (hasVerb) add('call word', lastWord, `returned by ${name}`)
}

/** Several of what a call gives. */
function addMany(call: Node, add: Add): void {
  const name = lastName(call.field('function'))
  if (name === undefined) return
  const one = isClassName(name) ? snakeCase(name) : callNoun(name).noun
  if (one !== undefined) add(isClassName(name) ? 'class' : 'call noun', pluralName(one), `several of ${name}()`)
}

function addClass(name: string, add: Add, words: string, source: 'class' | 'annotation' | 'class method'): void {
  const all = splitWords(name.replace(/^_+/, ''))
  // A test double is named after what it doubles: FakeRequest gives a request.
  const core = all.length > 1 && /^(?:fake|mock|dummy|stub|my|test|base)$/.test(all[0]!) ? all.slice(1) : all
  add(source, core.join('_'), words)
  if (core !== all) add(source, all.join('_'), words)
  if (core.length > 1) {
    add(source === 'class' ? 'class word' : source, core[core.length - 1], words)
    if (core.length > 2) add('class word', core.slice(-2).join('_'), words)
  }
}

function addSubscript(value: Node, add: Add): void {
  const index = value.field('subscript')
  const key = stringValue(index)
  if (key !== undefined) {
    if (/^[A-Za-z_][\w-]*$/.test(key)) add('key', asWords(key), `key ${quoted(key)}`)
    return
  }
  const object = value.field('value')
  if (object === undefined || index === undefined) return
  if (index.kind === 'slice') return
  addSingular(object, 'item', add)
}

function addSingular(collection: Node, source: 'item' | 'singular', add: Add): void {
  const inner = bare(collection)
  if (inner.kind === 'call') {
    const callee = inner.field('function')
    const name = lastName(callee)
    if (name === undefined) return
    const args = positionalArguments(inner) ?? []
    if ((wrappers.has(name) || name === 'enumerate') && args.length > 0) return addSingular(args[0]!, source, add)
    if (/^(?:values|items|keys|copy|all|splitlines|tolist)$/.test(name) && callee?.kind === 'attribute') {
      const object = callee.field('object')
      if (name === 'splitlines') add(source, 'line', 'one of splitlines()')
      else if (object !== undefined && name !== 'keys') addSingular(object, source, add)
      return
    }
    const { noun } = callNoun(name)
    if (noun !== undefined) add(source, singularName(noun), `one of ${name}()`)
    return
  }
  const key = inner.kind === 'subscript' ? stringValue(inner.field('subscript')) : undefined
  const name = key ?? lastName(inner)
  if (name !== undefined) add(source, singularName(name), `one of ${name}`)
  if (name !== undefined && inner.kind === 'identifier' && /^(?:f|fp|file|fh|fd|lines|stdout)$/.test(name)) add(source, 'line', `one line of ${name}`)
}

function addLoop(iterable: Node, site: Site, add: Add): void {
  const position = site.position
  if (position === undefined) return addSingular(iterable, 'singular', add)
  if (iterable.kind !== 'call') return
  const name = lastName(iterable.field('function'))
  const args = positionalArguments(iterable) ?? []
  if (name === 'enumerate' && position.size === 2) {
    if (position.index === 1 && args[0] !== undefined) addSingular(args[0], 'singular', add)
    else if (position.index === 0) add('idiom', 'index', 'counts enumerate()')
  } else if (name === 'zip' && args.length === position.size) addSingular(args[position.index]!, 'singular', add)
  else if (name === 'items' && position.size === 2) {
    const object = iterable.field('function')?.field('object')
    if (position.index === 0) add('idiom', 'key', 'key of items()')
    else if (object !== undefined) addSingular(object, 'singular', add)
  } else if (name === 'walk' && position.size === 3) add('idiom', ['dirpath', 'dirnames', 'filenames'][position.index], 'part of walk()')
}

function addUnpacked(value: Node, position: { readonly index: number; readonly size: number }, add: Add): void {
  if ((value.kind === 'expression_list' || value.kind === 'tuple' || value.kind === 'list') && value.children.length === position.size) {
    const own = value.children[position.index]!
    if (!/splat/.test(own.kind)) addNamed(bare(own), add)
    return
  }
  if (value.kind === 'identifier' || value.kind === 'attribute') return addSingular(value, 'item', add)
  if (value.kind !== 'call') return
  const name = lastName(value.field('function')) ?? ''
  const words = [...splitWords(name)]
  // get_host_and_port() → host, port
  const parts = callNounParts(words)
  if (parts.length === position.size) add('call noun', parts[position.index], `part of ${name}()`)
  const idioms = callIdioms.get(calleeKey(value.field('function')!) ?? '')
  if (idioms !== undefined && idioms.length >= position.size) add('idiom', idioms[position.index], `part of ${name}()`)
  else if (isPlural(callNoun(name).noun ?? '')) add('item', singularName(callNoun(name).noun!), `one of ${name}()`)
}

function callNounParts(words: readonly string[]): readonly string[] {
  const at = words.indexOf('and')
  if (at < 1 || at !== words.lastIndexOf('and')) return []
  const first = callNoun(words.slice(0, at).join('_')).noun ?? words.slice(0, at).join('_')
  return [first, words.slice(at + 1).join('_')]
}

/** `patch('a.b.Client')` → mock_client, `patch.object(driver, 'finish')` → mock_finish. */
function addPatch(value: Node, add: Add): boolean {
  if (value.kind !== 'call') return false
  const target = patchTarget(value)
  if (target === undefined) return false
  add('patched', `mock_${snakeCase(target)}`, `replaces ${target}`)
  add('patched', snakeCase(target), `replaces ${target}`)
  return true
}

/** The last name of what a `patch(…)` or `patch.object(…)` call replaces. */
export function patchTarget(call: Node): string | undefined {
  const callee = call.field('function')
  const key = callee && calleeKey(callee)
  if (key === undefined) return undefined
  const args = positionalArguments(call) ?? []
  if (/(?:^|\.)patch$/.test(key) && key !== 'client.patch') return stringValue(args[0])?.split('.').pop()
  return key === 'patch.object' || key === 'mocker.spy' ? stringValue(args[1]) : undefined
}

const shapes: readonly (readonly [RegExp, string])[] = [
  [/^https?:\/\/[^/]*\/?/, 'url'], [/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-/, 'uuid'], [/^[\w.+-]+@[\w-]+\.[\w.]+$/, 'email'],
  [/^\d{1,3}(?:\.\d{1,3}){3}$/, 'ip_address'], [/^(?:SELECT|INSERT|UPDATE|DELETE|CREATE|DROP|ALTER)\s/i, 'query'], [/^(?:\/|\.\/|~\/)[\w./-]+$/, 'path'],
  [/^\d{4}-\d\d-\d\d/, 'date'], [/^\s*<\??\w/, 'html'], [/^\s*[{[]["\]{}]/, 'json_text'], [/\.(?:py|txt|json|yaml|yml|cfg|ini|csv|xml|html)$/, 'filename'],
  [/^(?:[a-z_]\w*\.)+[A-Za-z_]\w*$/, 'dotted_name'], [/\n/, 'text'],
]

function addShape(value: Node, add: Add): void {
  const text = value.kind === 'string' ? value.descendants('string_content').map((part) => part.text).join('') : value.text
  const shape = shapes.find(([pattern]) => pattern.test(text))
  if (shape !== undefined) add('shape', shape[1], `looks like a ${shape[1].replace('_', ' ')}`)
}

export function isClassName(name: string): boolean {
  return /^_*\p{Lu}/u.test(name) && /\p{Ll}/u.test(name)
}

/** `OS-EXT:host` and `fooBar` as names: os_ext_host, foo_bar. */
export function asWords(name: string): string {
  return splitWords(name).join('_')
}

function quoted(text: string): string {
  return `'${text}'`
}
