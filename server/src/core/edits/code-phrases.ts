// Turns expressions into words that stand in a docstring: only what the code says, never why.

import type { Node } from '../syntax/index.ts'
import type { FunctionUnit } from '../suite/model.ts'

const longestCode = 44

/** Lower-case words of a name in snake_case or CamelCase, digits apart: `HTTPServer2` → http, server. */
export function nameWords(name: string): readonly string[] {
  return (name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g) ?? []).map((word) => word.toLowerCase())
}

/** Words of `text` of three letters or more that neither the name nor the glue between words holds. */
export function newWords(text: string, name: string): readonly string[] {
  const known = new Set(nameWords(name).map(stem))
  return [...new Set(nameWords(text).filter((word) => word.length > 2 && !glue.has(word)))].filter((word) => !known.has(stem(word)))
}

/** `a`, `a and b`, `a, b and c`. */
export function enumerate(parts: readonly string[]): string {
  if (parts.length < 2) return parts[0] ?? ''
  return `${parts.slice(0, -1).join(', ')} and ${parts[parts.length - 1]!}`
}

export function quoted(code: string): string {
  return `\`\`${code}\`\``
}

/** The expression as it is written where that is short, else its callee with `(…)`; undefined where neither says anything. */
export function codePhrase(node: Node): string | undefined {
  const bare = node.kind === 'await' ? node.firstChild : node
  if (bare === undefined) return undefined
  const { text } = bare
  if (text.length <= longestCode && !/[\r\n`\\]/.test(text)) return quoted(text)
  const callee = bare.kind === 'call' ? dottedName(bare.field('function')) : undefined
  return callee === undefined || callee.length > longestCode ? undefined : quoted(`${callee}(…)`)
}

const filledLater = /^`*(?:\w+\.)*(?:StringIO|BytesIO|list|dict|set|deque|defaultdict|OrderedDict|Counter|bytearray|Mock|MagicMock|AsyncMock|object|Queue)\((?:…|list|dict|set|int)?\)`*$/

/** What a value is, as the function builds it: a name is followed to the one place that binds it. */
export function valuePhrase(value: Node, unit: FunctionUnit): string | undefined {
  switch (value.kind) {
    case 'identifier': {
      const phrase = boundPhrase(value.text, unit)
      // What is made empty is filled until it is returned.
      return phrase !== undefined && (filledLater.test(phrase) || isChanged(value.text, unit)) ? undefined : phrase
    }
    case 'dictionary': {
      const keys = value.children.map((pair) => pair.field('key')).filter((key) => key?.kind === 'string')
      if (keys.length === 0 || keys.length > 4 || keys.length !== value.children.length) return undefined
      return `a dictionary with ${enumerate(keys.map((key) => quoted(key!.text)))}`
    }
    case 'none':
    case 'lambda':
    case 'list':
    case 'tuple':
    case 'expression_list':
    case 'list_comprehension':
    case 'dictionary_comprehension':
    case 'generator_expression':
      return undefined
    default:
      return codePhrase(value)
  }
}

/** `a.b.c` as written; undefined for anything but names and attributes. */
export function dottedName(node: Node | undefined): string | undefined {
  if (node?.kind === 'identifier') return node.text
  if (node?.kind !== 'attribute') return undefined
  const object = dottedName(node.field('object'))
  const attribute = node.field('attribute')
  return object === undefined || attribute === undefined ? undefined : `${object}.${attribute.text}`
}

/** The content of a plain string of one line. */
export function stringContent(node: Node | undefined): string | undefined {
  if (node?.kind !== 'string' || node.children.some((child) => child.kind === 'interpolation')) return undefined
  const content = /^[rRuU]?(["'])((?:(?!\1)[^\\\r\n])*)\1$/.exec(node.text)
  return content?.[2]
}

const glue = new Set(
  'the and for with that from this then once per each every test tests its own run call calling provide return yield set what before after into where which raises raise a an of on to in is at takes function parameters without opens'.split(' '),
)

/** Crude on purpose: it only has to see that `servers` and `server`, `fails` and `failed` are one word. */
function stem(word: string): string {
  return word.replace(/(?:ing|ies|es|ed|s|e|y)$/, '')
}

function boundPhrase(name: string, unit: FunctionUnit): string | undefined {
  const phrases: (string | undefined)[] = []
  for (const node of unit.body.descendants('assignment', 'with_item', 'function_definition', 'augmented_assignment', 'for_statement', 'named_expression')) {
    if (node.kind === 'function_definition') {
      if (node.field('name')?.text === name) phrases.push(functionPhrase(node))
    } else if (node.kind === 'with_item') {
      const pattern = node.descendants('as_pattern')[0]
      const target = pattern?.descendants('as_pattern_target')[0]
      if (target?.text === name) phrases.push(contextPhrase(pattern!))
    } else if ((node.field('left') ?? node.field('name'))?.text === name) {
      const right = node.field('right')
      phrases.push(node.kind === 'assignment' && right !== undefined && right.kind !== 'identifier' ? valuePhrase(right, unit) : undefined)
    }
  }
  return phrases.length === 1 ? phrases[0] : undefined
}

const changing = /^(?:update|setdefault|append|extend|insert|pop|popitem|remove|clear|add|discard|sort|reverse|__setitem__|set|setattr|write|writelines)$/

/** True where something is put into the value, or taken out of it, after it was made: then it is no longer what made it. */
function isChanged(name: string, unit: FunctionUnit): boolean {
  return unit.body.descendants('identifier').some((node) => {
    const { parent } = node
    if (node.text !== name || parent === undefined) return false
    if (parent.kind === 'subscript' && node.fieldName === 'value') return isTarget(parent)
    if (parent.kind !== 'attribute' || node.fieldName !== 'object') return parent.kind === 'augmented_assignment' && node.fieldName === 'left'
    return isTarget(parent) || (parent.parent?.kind === 'call' && changing.test(parent.field('attribute')?.text ?? ''))
  })
}

function isTarget(node: Node): boolean {
  const { parent } = node
  return parent?.kind === 'delete_statement' || ((parent?.kind === 'assignment' || parent?.kind === 'augmented_assignment') && node.fieldName === 'left')
}

function functionPhrase(node: Node): string | undefined {
  const parameters = (node.field('parameters')?.children ?? []).map((parameter) => (parameter.kind === 'identifier' ? parameter : (parameter.field('name') ?? parameter.firstChild))?.text)
  if (parameters.length > 3 || parameters.some((name) => name === undefined || !/^\w+$/.test(name))) return 'a function'
  return parameters.length === 0 ? 'a function without parameters' : `a function that takes ${enumerate(parameters.map((name) => quoted(name!)))}`
}

function contextPhrase(pattern: Node): string | undefined {
  const phrase = pattern.firstChild === undefined ? undefined : codePhrase(pattern.firstChild)
  return phrase === undefined ? undefined : `what ${phrase} opens`
}
