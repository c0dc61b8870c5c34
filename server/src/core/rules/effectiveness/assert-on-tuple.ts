// assert-on-tuple: `assert (condition, "message")` checks a tuple, which is true whatever it holds.

import { argumentsOf, literalText, rule, unwrapped, type Located, type Node, type PlaceEdit, type Refusal, type Repair } from '../../kit/index.ts'
import { indentAt, lineEndOf, sameLine, startsLine } from '../../edits/index.ts'

interface Facts extends Located {
  readonly tuple: Node
  /** The `assert_statement` or the call of `assertTrue`. */
  readonly assertion: Node
}

export default rule({
  id: 'assert-on-tuple',
  summary: 'An assertion on a tuple that is not empty is always true.',
  why: 'Parentheses around the condition and the message make one tuple of both. Python takes a tuple with elements as true, so the test passes whatever the condition says.',
  section: 'effectiveness',
  severity: 'error',
  preset: 'essential',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['ruff:F631', 'flake8:F631', 'pylint:W0199', 'sonar:S5905', 'codeql:py-asserts-tuple', 'pytest:PytestAssertRewriteWarning', 'pytest-tidy:PTD002', 'falsegreen:C5'],
  on: 'node',
  kinds: ['assert_statement', 'call'],
  called: /^assert(?:True|_)$/,
  *check(node): Iterable<Facts> {
    const subject = subjectOf(node)
    if (subject === undefined) return
    const tuple = unwrapped(subject)
    // `(*conditions,)` may be empty, and then it is false.
    if (tuple.kind !== 'tuple' || tuple.children.every((element) => element.kind === 'list_splat')) return
    // `assertTrue((42,))` tests tuples; with one element or constants only there is no message that slipped in.
    if (node.kind === 'call' && (tuple.children.length < 2 || tuple.children.every((element) => /^(?:string|integer|float|none|true|false)$/.test(element.kind)))) return
    yield { at: tuple, tuple, assertion: node }
  },
  message: ({ tuple }) => `Assertion on a tuple of ${tuple.children.length === 1 ? 'one element' : `${tuple.children.length} elements`}, which is always true`,
  repair({ tuple, assertion }): readonly (Repair | Refusal)[] {
    const [condition, message] = tuple.children
    if (condition === undefined) return []
    if (assertion.kind === 'assert_statement' && assertion.children.length > 1) return [{ refusal: 'The assertion has a message of its own, so what the tuple is for is unclear' }]
    if (tuple.children.length === 1) return [{ title: 'Assert the only element', edits: [{ ...place(tuple), text: parenthesized(condition) }] }]
    const isMessage = message !== undefined && tuple.children.length === 2 && (literalText(message) !== undefined || message.kind === 'string' || message.kind === 'concatenated_string')
    if (isMessage) return [assertion.kind === 'call' ? withoutParentheses(tuple, condition, message) : withMessage(tuple, condition, message)]
    return [assertion.kind === 'call' ? { refusal: 'Only a condition with a text behind it can be told apart' } : eachElement(tuple, assertion)]
  },
})

function subjectOf(node: Node): Node | undefined {
  if (node.kind === 'assert_statement') return node.firstChild
  const callee = node.field('function')
  if (callee?.kind !== 'attribute' || !/^assert(?:True|_)$/.test(callee.field('attribute')?.text ?? '')) return undefined
  const { positional, keywords } = argumentsOf(node)
  return positional.length === 1 && keywords.size === 0 ? positional[0] : undefined
}

function withMessage(tuple: Node, condition: Node, message: Node): Repair | Refusal {
  const { segment } = tuple
  const { text } = segment
  const title = 'Make the second element the message'
  if (sameLine(text, tuple.start, tuple.end)) return { title, edits: [{ ...place(tuple), text: `${parenthesized(condition)}, ${message.text}` }] }
  if (hasComment(tuple, condition.end, tuple.end)) return { refusal: 'A comment stands behind the condition' }
  // The condition keeps its lines and comments; its closing parenthesis stands alone, as formatters put it.
  const words = sameLine(text, message.start, message.end) ? message.text : `(${message.text})`
  return { title, edits: [{ segment, start: condition.end, end: tuple.end, text: `${lineEndOf(segment)}${indentAt(text, tuple.start)}), ${words}` }] }
}

function withoutParentheses(tuple: Node, condition: Node, message: Node): Repair | Refusal {
  if (hasComment(tuple, tuple.start, condition.start) || hasComment(tuple, condition.end, message.start) || hasComment(tuple, message.end, tuple.end)) {
    return { refusal: 'A comment stands inside the tuple' }
  }
  return { title: 'Make the second element the message', edits: [{ ...place(tuple), text: `${condition.text}, ${message.text}` }] }
}

function eachElement(tuple: Node, assertion: Node): Repair | Refusal {
  const { text } = assertion.segment
  const isAlone = startsLine(text, assertion.start) && /^[ \t]*(?:#[^\r\n]*)?(?:[\r\n]|$)/.test(text.slice(assertion.end))
  if (!isAlone || !sameLine(text, assertion.start, assertion.end)) return { refusal: 'The assertion shares its line or takes several' }
  if (tuple.children.some((element) => element.kind === 'list_splat')) return { refusal: 'The tuple is unpacked from another' }
  const separator = `${lineEndOf(assertion.segment)}${indentAt(text, assertion.start)}`
  const edit: PlaceEdit = { ...place(assertion), text: tuple.children.map((element) => `assert ${parenthesized(element)}`).join(separator) }
  return { title: `Assert each of the ${tuple.children.length} elements`, edits: [edit] }
}

/** The element's text, in parentheses where it could not stand behind `assert` without. */
function parenthesized(element: Node): string {
  return element.kind === 'named_expression' || element.kind === 'yield' ? `(${element.text})` : element.text
}

function hasComment({ segment }: Node, from: number, to: number): boolean {
  return segment.comments.some((offset, i) => i % 2 === 0 && offset >= from && offset < to)
}

function place({ segment, start, end }: Node) {
  return { segment, start, end }
}
