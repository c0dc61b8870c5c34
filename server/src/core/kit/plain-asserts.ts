// sameAssertion(): the plain `assert` that says what a call of one of unittest's assert methods says.

import type { Node } from '../syntax/index.ts'
import { argumentsOf, calledName, unwrapped } from '../syntax/expressions.ts'

const operators: ReadonlyMap<string, string> = new Map([
  ['assertEqual', '=='], ['assertEquals', '=='], ['failUnlessEqual', '=='], ['assertNotEqual', '!='], ['assertNotEquals', '!='], ['failIfEqual', '!='],
  ['assertListEqual', '=='], ['assertTupleEqual', '=='], ['assertDictEqual', '=='], ['assertSetEqual', '=='], ['assertMultiLineEqual', '=='],
  ['assertIs', 'is'], ['assertIsNot', 'is not'], ['assertIn', 'in'], ['assertNotIn', 'not in'],
  ['assertLess', '<'], ['assertLessEqual', '<='], ['assertGreater', '>'], ['assertGreaterEqual', '>='],
])

const parameters: ReadonlyMap<string, readonly string[]> = new Map([
  ['assertIn', ['member', 'container']], ['assertNotIn', ['member', 'container']], ['assertIs', ['expr1', 'expr2']], ['assertIsNot', ['expr1', 'expr2']],
  ['assertLess', ['a', 'b']], ['assertLessEqual', ['a', 'b']], ['assertGreater', ['a', 'b']], ['assertGreaterEqual', ['a', 'b']], ['assertDictEqual', ['d1', 'd2']],
  ['assertListEqual', ['list1', 'list2']], ['assertTupleEqual', ['tuple1', 'tuple2']], ['assertSetEqual', ['set1', 'set2']],
])

/** Undefined where no operator says the same, or an argument is missing. `hasRe`: the file imports `re`. */
export function sameAssertion(call: Node, hasRe: boolean): string | undefined {
  const name = calledName(call) ?? ''
  const { positional, keywords } = argumentsOf(call)
  const at = (position: number, ...names: string[]): Node | undefined => positional[position] ?? names.map((each) => keywords.get(each)).find((value) => value !== undefined)
  const operator = operators.get(name)
  if (operator !== undefined) {
    const [one, two] = parameters.get(name) ?? ['first', 'second']
    const [left, right] = [at(0, one!), at(1, two!)]
    return left === undefined || right === undefined ? undefined : asserted(`${operand(left, false)} ${operator} ${operand(right, false)}`, at(2, 'msg'))
  }
  const [first, second] = [at(0, 'expr', 'obj', 'text'), at(1, 'cls', 'expected_regex')]
  if (first === undefined) return undefined
  switch (name) {
    case 'assertTrue': case 'assert_': case 'failUnless': return asserted(operand(first, true), at(1, 'msg'))
    case 'assertFalse': case 'failIf': return asserted(`not ${operand(first, false, /^(?:comparison_operator|not_operator)$/)}`, at(1, 'msg'))
    case 'assertIsNone': return asserted(`${operand(first, false)} is None`, at(1, 'msg'))
    case 'assertIsNotNone': return asserted(`${operand(first, false)} is not None`, at(1, 'msg'))
    case 'assertIsInstance': return second === undefined ? undefined : asserted(`isinstance(${first.text}, ${second.text})`, at(2, 'msg'))
    case 'assertNotIsInstance': return second === undefined ? undefined : asserted(`not isinstance(${first.text}, ${second.text})`, at(2, 'msg'))
    case 'assertRegex': case 'assertRegexpMatches': return second === undefined || !hasRe ? undefined : asserted(`re.search(${second.text}, ${first.text})`, at(2, 'msg'))
    case 'assertNotRegex': case 'assertNotRegexpMatches': return second === undefined || !hasRe ? undefined : asserted(`not re.search(${second.text}, ${first.text})`, at(2, 'msg'))
    default: return undefined
  }
}

function asserted(condition: string, message: Node | undefined): string {
  return `assert ${condition}${message === undefined || message.kind === 'none' ? '' : `, ${message.text}`}`
}

/** The text of one side, in parentheses where an operator around it would take it apart. */
function operand(node: Node, isWhole: boolean, unharmed = /^$/): string {
  const inner = unwrapped(node)
  const binds = isWhole ? /^(?:named_expression|yield)$/ : /^(?:named_expression|yield|lambda|conditional_expression|boolean_operator|not_operator|comparison_operator)$/
  return binds.test(inner.kind) && !unharmed.test(inner.kind) ? `(${inner.text})` : inner.text
}
