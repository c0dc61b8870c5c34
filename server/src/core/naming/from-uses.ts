// Evidence in where a value goes: keywords, dict keys, attributes, loops over it, comparisons, what it is returned as.

import type { Node } from '../syntax/index.ts'
import { asWords, isClassName, type Add } from './from-value.ts'
import { attributeIdioms } from './idioms.ts'
import { bare, lastName, positionalArguments, stringValue } from './sites.ts'
import { callNoun, pluralName, singularName, snakeCase } from './words.ts'

/** A value is passed as the n-th positional argument; whoever knows the callable's parameters knows a name. */
export interface PassedAt {
  readonly callee: string
  readonly index: number
}

/** Adds what one use of a name (an identifier that is read) says; answers where it is passed positionally. */
export function addUseEvidence(use: Node, add: Add): PassedAt | undefined {
  let node = use
  let parent = use.parent
  while (parent !== undefined && (parent.kind === 'parenthesized_expression' || parent.kind === 'await')) {
    node = parent
    parent = parent.parent
  }
  switch (parent?.kind) {
    case 'keyword_argument': {
      const keyword = parent.field('name')?.text
      if (keyword !== undefined && node.fieldName === 'value' && !/^(?:key|msg|name|default|return_value|side_effect|spec|new|autospec)$/.test(keyword)) add('keyword', keyword, `passed as ${keyword}`)
      return undefined
    }
    case 'argument_list':
      return addArgument(node, parent, add)
    case 'pair': {
      const key = stringValue(parent.field('key'))
      if (node.fieldName === 'value' && key !== undefined && /^[A-Za-z_][\w-]*$/.test(key)) add('dict value', asWords(key), `value of '${key}'`)
      return undefined
    }
    case 'assignment':
      if (node.fieldName === 'right') addStore(parent.field('left'), add)
      return undefined
    case 'for_statement':
    case 'for_in_clause':
      if (node.fieldName === 'right') addIterated(parent.field('left'), add)
      return undefined
    case 'comparison_operator':
      if (parent.children.length === 2 && /^(?:==|!=|is|is not)$/.test(parent.tokens.find((token) => token.fieldName === 'operators')?.text ?? '==')) {
        addPartner(parent.children[parent.children[0] === node ? 1 : 0]!, add)
      }
      return undefined
    case 'attribute': {
      const attribute = parent.field('attribute')?.text
      if (node.fieldName === 'object' && attribute !== undefined) {
        if (/^(?:items|values)$/.test(attribute)) addViewIterated(parent, add)
        attributeIdioms.get(attribute)?.forEach((name) => add('used like', name, `its ${attribute} is used`))
      }
      return undefined
    }
    case 'return_statement':
    case 'yield': {
      if (parent.children.length === 1) addReturned(parent, add)
      return undefined
    }
    default:
      return undefined
  }
}

const transparent = new Set(['len', 'str', 'repr', 'print', 'list', 'set', 'tuple', 'sorted', 'iter', 'next', 'type', 'id', 'hasattr', 'int', 'float', 'bool', 'dict', 'sum', 'min', 'max', 'any', 'all', 'enumerate', 'zip', 'map', 'filter', 'getattr', 'setattr'])
const comparing = /^(?:assert(?:Not)?(?:Almost)?(?:Items|Dict|List|Tuple|Set|Sequence|MultiLine|Count)?Equals?|assert(?:Not)?Equals?|assertIs(?:Not)?|assertCountEqual|assertItemsEqual|assertMultiLineEqual|eq_|assert_equal|assert_array_equal|assert_allclose|assert_frame_equal|assert_series_equal|assertJsonEqual)$/

function addArgument(node: Node, list: Node, add: Add): PassedAt | undefined {
  const call = list.parent
  if (call?.kind !== 'call') return undefined
  const callee = call.field('function')
  const name = lastName(callee)
  if (callee === undefined || name === undefined) return undefined
  const args = positionalArguments(call)
  const index = args?.indexOf(node) ?? -1
  if (index < 0 || args === undefined) return undefined
  if (comparing.test(name)) {
    if (args.length >= 2 && index < 2) addPartner(bare(args[1 - index]!), add)
    return undefined
  }
  if (/^(?:isinstance|assertIsInstance|assert_isinstance)$/.test(name)) {
    const type = lastName(args[1])
    if (index === 0 && type !== undefined && isClassName(type)) {
      const words = snakeCase(type).split('_')
      add('instance', words.join('_'), `an instance of ${type}`)
      if (words.length > 1) add('instance', words[words.length - 1], `an instance of ${type}`)
    }
    return undefined
  }
  if (name === 'enumerate' || name === 'zip' || name === 'reversed' || name === 'sorted') {
    addWrappedIterated(call, index, name, add)
    return undefined
  }
  if (/^(?:append|add|appendleft|insert)$/.test(name) && callee.kind === 'attribute') {
    const collection = lastName(callee.field('object'))
    if (collection !== undefined) add('appended', singularName(collection), `added to ${collection}`)
    return undefined
  }
  return transparent.has(name) || name.startsWith('assert') ? undefined : { callee: name, index }
}

function addStore(target: Node | undefined, add: Add): void {
  if (target?.kind === 'attribute') {
    const name = target.field('attribute')?.text
    if (name !== undefined && name !== 'return_value' && name !== 'side_effect') add('stored', asWords(name), `stored as ${target.text.length < 30 ? target.text : name}`)
  } else if (target?.kind === 'subscript') {
    const key = stringValue(target.field('subscript'))
    if (key !== undefined && /^[A-Za-z_][\w-]*$/.test(key)) add('stored key', asWords(key), `stored under '${key}'`)
  }
}

function addIterated(target: Node | undefined, add: Add): void {
  if (target?.kind === 'identifier' && target.text.length > 2) add('loop plural', pluralName(target.text), `each of it is a ${target.text}`)
}

/** `for name, flavor in x.items()`, `for flavor in x.values()` */
function addViewIterated(attribute: Node, add: Add): void {
  const call = attribute.parent
  const loop = call?.parent
  if (call?.kind !== 'call' || loop === undefined || call.fieldName !== 'right' || (loop.kind !== 'for_statement' && loop.kind !== 'for_in_clause')) return
  const target = loop.field('left')
  const members = target?.children ?? []
  addIterated(attribute.field('attribute')?.text === 'items' && members.length === 2 ? members[1] : target, add)
}

function addWrappedIterated(call: Node, index: number, wrapper: string, add: Add): void {
  const loop = call.parent
  if (loop === undefined || call.fieldName !== 'right' || (loop.kind !== 'for_statement' && loop.kind !== 'for_in_clause')) return
  const target = loop.field('left')
  if (wrapper === 'enumerate') addIterated(target?.children[1], add)
  else if (wrapper === 'zip') addIterated(target?.children[index], add)
  else addIterated(target, add)
}

function addPartner(partner: Node, add: Add): void {
  const other = bare(partner)
  if (other.kind === 'attribute') {
    const name = other.field('attribute')?.text
    if (name !== undefined) add('partner', asWords(name), `compared with ${short(other)}`)
  } else if (other.kind === 'subscript') {
    const key = stringValue(other.field('subscript'))
    if (key !== undefined) add('partner', keyName(key), `compared with ${short(other)}`)
  }
}

/** The name in a key: the last part where it is qualified (`OS-EXT-SRV-ATTR:host`). */
export function keyName(key: string): string | undefined {
  const last = key.split(/[:.]/).pop()!
  return /^[A-Za-z_][\w-]*$/.test(last) ? asWords(last) : undefined
}

function addReturned(statement: Node, add: Add): void {
  const owner = statement.ancestor('function_definition', 'lambda')
  const name = owner?.kind === 'function_definition' ? owner.field('name')?.text : undefined
  if (owner === undefined || name === undefined || /^_*(?:test|wrapper|wrapped|inner|decorator|__)/.test(name)) return
  const isFixture = owner.parent?.kind === 'decorated_definition' && owner.parent.children.some((child) => child.kind === 'decorator' && /\bfixture\b/.test(child.text))
  const { noun, hasVerb } = callNoun(name)
  const isGetter = /^_*(?:get|make|create|build|new|find|load|generate)_/.test(name)
  if (isFixture || isGetter) add('returned', hasVerb ? noun : asWords(name), `what ${name} gives`)
}

function short(node: Node): string {
  return node.text.length <= 40 && !node.text.includes('\n') ? node.text : '…' + node.text.slice(-20).replace(/\s+/g, ' ')
}
