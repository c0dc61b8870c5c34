// What an assertion claims: `assert a == b`, `assert not a`, `self.assertEqual(a, b)` as a relation and its operands, and what is known
// of an operand without running it. Looks at nothing but the node handed in.

import type { Node } from '../syntax/index.ts'
import { argumentsOf, calledName, unwrapped } from '../syntax/expressions.ts'

export type Relation = 'true' | 'false' | 'none' | 'not none' | 'instance' | '==' | '!=' | 'is' | 'is not' | 'in' | 'not in' | '<' | '<=' | '>' | '>='

export interface Claim {
  readonly relation: Relation
  /** One for `true`, `false`, `none` and `not none`, else two; without parentheses around them. */
  readonly operands: readonly Node[]
  /** The `assert_statement` or the call. */
  readonly assertion: Node
  /** What is said where it fails. */
  readonly message: Node | undefined
}

/** unittest's methods, its old names included, that claim what an operator can say. */
const methods: ReadonlyMap<string, Relation> = new Map([
  ['assertTrue', 'true'], ['assert_', 'true'], ['failUnless', 'true'], ['assertFalse', 'false'], ['failIf', 'false'], ['assertIsNone', 'none'], ['assertIsNotNone', 'not none'],
  ['assertIsInstance', 'instance'], ['assertEqual', '=='], ['assertEquals', '=='], ['failUnlessEqual', '=='], ['assertNotEqual', '!='], ['assertNotEquals', '!='], ['assertIs', 'is'], ['assertIsNot', 'is not'],
  ['assertIn', 'in'], ['assertNotIn', 'not in'], ['assertLess', '<'], ['assertLessEqual', '<='], ['assertGreater', '>'], ['assertGreaterEqual', '>='],
  ['assertListEqual', '=='], ['assertTupleEqual', '=='], ['assertDictEqual', '=='], ['assertSetEqual', '=='], ['assertSequenceEqual', '=='], ['assertMultiLineEqual', '=='], ['assertCountEqual', '=='],
])

const opposites: ReadonlyMap<Relation, Relation> = new Map(
  ([['true', 'false'], ['none', 'not none'], ['==', '!='], ['is', 'is not'], ['in', 'not in'], ['<', '>='], ['<=', '>']] as const).flatMap(([one, other]) => [[one, other], [other, one]] as const),
)

/** For `called` of a rule: the calls of which {@link claimOf} knows what they claim. */
export function isClaimsName(name: string): boolean {
  return methods.has(name)
}

/** The claim of an `assert_statement` or of a call of an assert method; undefined for other nodes and for what two operands can't say. */
export function claimOf(node: Node): Claim | undefined {
  if (node.kind === 'assert_statement') {
    const subject = node.firstChild
    return subject === undefined ? undefined : { ...claimed(subject, true), assertion: node, message: node.children[1] }
  }
  if (node.kind !== 'call' || node.field('function')?.kind !== 'attribute') return undefined
  const relation = methods.get(calledName(node) ?? '')
  if (relation === undefined) return undefined
  const { positional, keywords, isOpen } = argumentsOf(node)
  const count = ['true', 'false', 'none', 'not none'].includes(relation) ? 1 : 2
  if (isOpen || positional.length < count) return undefined
  const message = positional[count] ?? keywords.get('msg')
  if (relation === 'true' || relation === 'false') return { ...claimed(positional[0]!, relation === 'true'), assertion: node, message }
  return { relation, operands: positional.slice(0, count).map(unwrapped), assertion: node, message }
}

function claimed(expression: Node, holds: boolean): Pick<Claim, 'relation' | 'operands'> {
  const inner = unwrapped(expression)
  if (inner.kind === 'not_operator') return claimed(inner.field('argument') ?? inner.firstChild!, !holds)
  const [left, right] = inner.children.map(unwrapped)
  if (inner.kind === 'comparison_operator' && inner.children.length === 2 && left !== undefined && right !== undefined) {
    const written = inner.fields('operators').map((operator) => operator.text).join(' ').replace(/\s+/g, ' ') as Relation
    const opposite = opposites.get(written)
    if (opposite !== undefined) {
      const relation = holds ? written : opposite
      if (right.kind === 'none' && (relation === 'is' || relation === 'is not')) return { relation: relation === 'is' ? 'none' : 'not none', operands: [left] }
      return { relation, operands: [left, right] }
    }
  }
  if (holds && inner.kind === 'call' && inner.field('function')?.text === 'isinstance') {
    const { positional, isOpen } = argumentsOf(inner)
    if (!isOpen && positional.length === 2) return { relation: 'instance', operands: positional }
  }
  return { relation: holds ? 'true' : 'false', operands: [inner] }
}

/** Whether Python takes the expression as true, where its text alone decides; undefined where it doesn't. */
export function truthOf(expression: Node): boolean | undefined {
  const node = unwrapped(expression)
  switch (node.kind) {
    case 'true': case 'lambda': case 'generator_expression': case 'ellipsis': return true
    case 'false': case 'none': return false
    case 'integer': return !/^0(?:[xob])?[0_]*$/i.test(node.text)
    case 'float': return Number.isFinite(Number(node.text)) ? Number(node.text) !== 0 : undefined
    case 'concatenated_string': return anyOf(node.children.map(truthOf))
    case 'string': {
      if (node.children.some((child) => child.kind === 'string_content' && child.end > child.start)) return true
      return node.children.some((child) => child.kind === 'interpolation') ? undefined : false
    }
    case 'list': case 'tuple': case 'set': case 'dictionary': {
      if (node.children.length === 0) return false
      return node.children.some((child) => child.kind !== 'list_splat' && child.kind !== 'dictionary_splat') ? true : undefined
    }
    case 'not_operator': {
      const truth = truthOf(node.field('argument') ?? node.firstChild!)
      return truth === undefined ? undefined : !truth
    }
    case 'boolean_operator': {
      const truths = node.children.map(truthOf)
      if (node.hasToken('or')) return anyOf(truths)
      return truths.includes(false) ? false : truths.every((truth) => truth === true) ? true : undefined
    }
    default: return undefined
  }
}

function anyOf(truths: readonly (boolean | undefined)[]): boolean | undefined {
  return truths.includes(true) ? true : truths.every((truth) => truth === false) ? false : undefined
}

/** True for literals and displays that hold nothing else. */
export function isConstant(expression: Node): boolean {
  const node = unwrapped(expression)
  if (/^(?:true|false|none|integer|float|ellipsis)$/.test(node.kind)) return true
  if (node.kind === 'string' || node.kind === 'concatenated_string') return node.descendants('interpolation').length === 0
  if (node.kind === 'unary_operator') return isConstant(node.field('argument') ?? node.lastChild!)
  if (node.kind === 'pair') return node.children.every(isConstant)
  return /^(?:list|tuple|set|dictionary)$/.test(node.kind) && node.children.every(isConstant)
}

/** True where evaluating it a second time gives the same: no call, no await, no assignment in it. */
export function isRepeatable(expression: Node): boolean {
  const effects = ['call', 'await', 'yield', 'named_expression', 'generator_expression', 'lambda']
  return !effects.includes(expression.kind) && expression.descendants(...effects).length === 0
}

/** True where both are written alike, white space apart. */
export function isSameText(one: Node, other: Node): boolean {
  return one.text === other.text || one.text.replace(/\s+/g, '') === other.text.replace(/\s+/g, '') && !/['"]/.test(one.text)
}

/** The text on one line and short enough for a message. */
export function briefly(node: Node, length = 40): string {
  const line = node.text.replace(/\s+/g, ' ').replaceAll('`', "'")
  return line.length > length ? `${line.slice(0, length - 1)}…` : line
}

/** True where the function or one of its classes says in its name that comparing itself is what it tests. */
export function isAboutComparing(names: readonly string[]): boolean {
  return names.some((name) => /eq(?:_|$|[A-Z]|ual)|less|greater|hash|cmp|compar|nan(?:_|$|[A-Z])|ident|rich|order|same|reflex|singleton|__|operator|(?:^|_)(?:ne|lt|le|gt|ge|is|in|bool)(?:_|$)|contain|membership/i.test(name))
}
