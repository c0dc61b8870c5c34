// What can be said of one variable that can be said of others too: keys under which a vocabulary answers how those are named.

import type { Binding } from '../semantic/model.ts'
import type { Node } from '../syntax/index.ts'
import { bare, calleeKey, lastName, positionalArguments, siteOf, stringValue, type Site } from './sites.ts'

/**
 * - `value`: the expression that is bound, the same wherever it is written so.
 * - `literal`: the same, for a string, a number, a list or dict.
 * - `call`: `receiver.method` of the call that gives it; `method`: the method alone.
 * - `shape`: what kind of literal it is; its first key, its first element.
 * - `has`: an attribute or string key that is read from it.
 * - `passed`: the callable and the position or keyword at which it is passed.
 */
export type KeyKind = 'value' | 'literal' | 'call' | 'method' | 'shape' | 'has' | 'passed'

const memo = new WeakMap<Binding, readonly string[]>()

/** All keys of a binding, each begins with its kind and a space. */
export function keysOf(binding: Binding): readonly string[] {
  const known = memo.get(binding)
  if (known !== undefined) return known
  const keys = new Set<string>()
  for (const definition of binding.definitions) {
    const site = siteOf(definition)
    if (site === undefined) continue
    for (const key of [valueKey(site), ...callKeys(site), shapeKey(site)]) if (key !== undefined) keys.add(key)
  }
  addUses(binding, keys)
  const all = [...keys]
  memo.set(binding, all)
  return all
}

export function kindOfKey(key: string): KeyKind {
  return key.slice(0, key.indexOf(' ')) as KeyKind
}

/** `call assign api.get_flavors 0/2` → get_flavors() */
export function calledIn(key: string): string {
  return `${key.split(' ')[2]!.split('.').pop()}()`
}

/** Longer expressions are hardly ever written twice. */
const longestValue = 240

function valueKey(site: Site): string | undefined {
  const { value } = site
  if (value.end - value.start > longestValue) return undefined
  if (site.how === 'except') return 'value except'
  const how = howOf(site)
  if (/^(?:string|concatenated_string|integer|float|dictionary|list|tuple|set)$/.test(value.kind)) {
    const text = value.text.replace(/\s+/g, '')
    return text.length > 3 ? `literal ${how} ${text}${placeOf(site)}` : undefined
  }
  // A name says something of what comes out of it in a loop, and nothing where it is only given another name.
  if (value.kind === 'identifier') return how === 'for' ? `value for ${value.text}${placeOf(site)}` : undefined
  if (!/^(?:call|await|attribute|subscript|binary_operator|list_comprehension|generator_expression|comparison_operator|boolean_operator|lambda|dictionary_comprehension)$/.test(value.kind)) return undefined
  const text = value.text.replace(/\s+/g, '')
  if (anyValue.test(text)) return undefined
  return /[A-Za-z_]{2}/.test(text) ? `value ${how} ${text}${placeOf(site)}` : undefined
}

/** None for calls that could give anything. */
function callKeys(site: Site): readonly string[] {
  const value = bare(site.value)
  const callee = value.kind === 'call' ? value.field('function') : undefined
  const key = callee && calleeKey(callee)
  if (key === undefined || anything.test(key)) return []
  const how = howOf(site)
  const place = placeOf(site)
  return key.includes('.') ? [`call ${how} ${key}${place}`, `method ${how} .${key.split('.')[1]}${place}`] : [`call ${how} ${key}${place}`]
}

const anything = /^(?:self\.)?(?:list|dict|set|tuple|str|int|bytes|open|range|len|sorted|enumerate|zip|next|getattr|type|(?:\w+\.)?(?:Mock|MagicMock|AsyncMock|deepcopy|copy|object|deque|bytearray|Counter|OrderedDict|defaultdict|StringIO|BytesIO|Queue|Event|Lock|Thread|partial|iter|frozenset|namedtuple|cls))$/

/** Containers and doubles that are filled in different ways later: the same text says nothing of their meaning. */
const anyValue = /^(?:(?:\w+\.)*(?:Mock|MagicMock|AsyncMock|object|sentinel|set|list|dict|deque|bytearray|Counter|OrderedDict|defaultdict|StringIO|BytesIO|Queue|Event|Lock|Thread|partial|iter|range|str|bytes|int|frozenset|namedtuple|cls|type|copy|deepcopy))\(/

function shapeKey(site: Site): string | undefined {
  const value = bare(site.value)
  return site.position === undefined && site.how === 'assign' ? shapeOf(value, 'shape') : undefined
}

function shapeOf(value: Node, head: string): string | undefined {
  switch (value.kind) {
    case 'dictionary': {
      const key = value.firstChild?.kind === 'pair' ? value.firstChild.field('key') : undefined
      return `${head} {${key === undefined ? value.firstChild?.kind ?? '' : stringValue(key) ?? key.kind}`
    }
    case 'list':
    case 'tuple':
    case 'set': {
      const first = value.firstChild
      return first === undefined ? `${head} ${value.kind}` : shapeOf(bare(first), `${head} ${value.kind}`) ?? `${head} ${value.kind} ${first.kind}`
    }
    case 'string':
    case 'concatenated_string': {
      const start = value.descendants('string_start')[0]?.text.replace(/['"]/g, '').toLowerCase() ?? ''
      const text = value.descendants('string_content')[0]?.text ?? ''
      return `${head} ${start}'${/^\s*(?:[A-Za-z]{1,12}:\/\/|\W{1,3}\w{0,8}|[A-Za-z_]{1,12}|\d+\W?)/.exec(text)?.[0].replace(/\d+/g, '0').trim() ?? ''}`
    }
    case 'call': {
      const callee = value.field('function')
      const key = callee && calleeKey(callee)
      const arg = positionalArguments(value)?.[0]
      return key !== undefined && head !== 'shape' ? `${head} ${key}()` : key !== undefined && anything.test(key) ? `${head} ${key}(${arg === undefined ? '' : lastName(bare(arg)) ?? arg.kind}` : undefined
    }
    case 'attribute':
      return `${head} .${lastName(value)}`
    case 'subscript': {
      const index = value.field('subscript')
      return `${head} [${stringValue(index) ?? index?.kind}`
    }
    case 'binary_operator':
      return value.firstChild === undefined ? undefined : shapeOf(bare(value.firstChild), `${head} +`)
    case 'list_comprehension':
    case 'generator_expression':
    case 'set_comprehension':
    case 'dictionary_comprehension': {
      const body = value.field('body')
      return `${head} ${value.kind} ${(body && (lastName(bare(body)) ?? body.kind)) ?? ''}`
    }
    case 'lambda':
    case 'integer':
    case 'float':
    case 'true':
    case 'false':
    case 'none':
    case 'conditional_expression':
    case 'comparison_operator':
      return `${head} ${value.kind}`
    default:
      return undefined
  }
}

/** So many uses are looked at: more say the same again. */
const mostUses = 24
const mostKeys = 10

/** Attributes that anything has. */
const common = /^(?:append|extend|items|keys|values|get|pop|update|copy|format|join|split|strip|lower|upper|replace|startswith|endswith|encode|decode|add|remove|insert|sort|index|count|assert\w*|__\w+__|id|name)$/
const transparent = /^(?:len|str|repr|print|list|set|tuple|sorted|iter|next|type|id|hasattr|int|float|bool|dict|sum|min|max|any|all|enumerate|zip|map|filter|getattr|setattr|isinstance|issubclass|append|extend|add|update|format|join|assert\w*|reversed|cast|callable|vars|dir|hash|Mock|MagicMock)$/

function addUses(binding: Binding, keys: Set<string>): void {
  const bound = new Set(binding.definitions.map((definition) => definition.node))
  let added = 0
  for (const use of binding.occurrences.slice(0, mostUses)) {
    if (bound.has(use) || added >= mostKeys) continue
    const key = useKey(use)
    if (key === undefined || keys.has(key)) continue
    keys.add(key)
    added++
  }
}

function useKey(use: Node): string | undefined {
  let node = use
  let parent = use.parent
  while (parent !== undefined && (parent.kind === 'parenthesized_expression' || parent.kind === 'await')) {
    node = parent
    parent = parent.parent
  }
  switch (parent?.kind) {
    case 'attribute': {
      const name = parent.field('attribute')?.text ?? ''
      return node.fieldName === 'object' && !common.test(name) ? `has .${name}` : undefined
    }
    case 'subscript': {
      const key = node.fieldName === 'value' ? stringValue(parent.field('subscript')) : undefined
      return key === undefined ? undefined : `has [${key}]`
    }
    case 'keyword_argument': {
      const name = parent.field('name')?.text
      return node.fieldName === 'value' && name !== undefined ? `passed ${name}=` : undefined
    }
    case 'argument_list': {
      const call = parent.parent
      const callee = call?.kind === 'call' ? lastName(call.field('function')) : undefined
      if (call === undefined || callee === undefined || transparent.test(callee)) return undefined
      const index = positionalArguments(call)?.indexOf(node) ?? -1
      return index < 0 ? undefined : `passed ${callee} ${index}`
    }
    default:
      return undefined
  }
}

function howOf(site: Site): string {
  return site.how === 'walrus' ? 'assign' : site.how
}

function placeOf(site: Site): string {
  return site.position === undefined ? '' : ` ${site.position.index}/${site.position.size}`
}
