// unspecific-assert-method: `assertTrue(a == b)`: unittest has a method that shows both values where it fails.

import { argumentsOf, calledName, isAboutComparing, rule, unwrapped, type Located, type Node, type PlaceEdit, type Refusal, type Repair, type Safety } from '../../kit/index.ts'

interface Facts extends Located {
  readonly call: Node
  readonly better: Better
}

interface Better {
  readonly method: string
  readonly operands: readonly Node[]
  /** What the new operands stand in the place of: the first arguments. */
  readonly instead: readonly Node[]
  readonly safety: Safety
}

/** By operator: the method for assertTrue and the one for assertFalse; orders have none for assertFalse, NaN and sets have no opposite. */
const byOperator: ReadonlyMap<string, readonly [string, string | undefined]> = new Map([
  ['==', ['assertEqual', 'assertNotEqual']], ['!=', ['assertNotEqual', 'assertEqual']], ['<', ['assertLess', undefined]], ['<=', ['assertLessEqual', undefined]], ['>', ['assertGreater', undefined]],
  ['>=', ['assertGreaterEqual', undefined]], ['in', ['assertIn', 'assertNotIn']], ['not in', ['assertNotIn', 'assertIn']], ['is', ['assertIs', 'assertIsNot']], ['is not', ['assertIsNot', 'assertIs']],
])

export default rule({
  id: 'unspecific-assert-method',
  summary: 'A comparison is asserted by a method that does not show its values.',
  why: '`assertTrue(a == b)` fails with "False is not true". `assertEqual`, `assertIn`, `assertIsNone` and their like say what was found and what was expected.',
  section: 'effectiveness',
  severity: 'hint',
  preset: 'recommended',
  fix: 'safe',
  since: '0.1.0',
  twins: ['flake8:A500', 'flake8:A501', 'flake8:A502', 'sonar:S5906', 'hacking:H203', 'hacking:H204', 'hacking:H205', 'hacking:H211', 'hacking:H214', 'hacking:H215', 'nova:N316', 'nova:N334', 'nova:N338', 'nova:N356', 'codeql:py-imprecise-assert', 'fixit:UseAssertIn', 'fixit:UseAssertIsNotNone', 'fixit:NoAssertTrueForComparisons', 'pynose:SuboptimalAssert'],
  on: 'node',
  kinds: ['call'],
  called: /^assert(?:True|False|Equal|NotEqual|Is|IsNot)$/,
  *check(call, context): Iterable<Facts> {
    const callee = call.field('function')
    const unit = context.functionOf(call)
    if (callee?.kind !== 'attribute' || !/^(?:self|cls)$/.test(callee.field('object')?.text ?? '') || unit === undefined) return
    const better = betterFor(call)
    // Tests of an operator write the operator.
    if (better !== undefined && (/In$|Is/.test(better.method) || !isAboutComparing([unit.name, unit.owner?.name ?? '']))) yield { at: callee.field('attribute')!, call, better }
  },
  message: ({ call, better }) => `\`${better.method}\` would show the values where \`${calledName(call) ?? ''}\` fails`,
  repair({ call, better }): Repair | Refusal {
    const { segment } = call
    const name = call.field('function')!.field('attribute')!
    const [first, last] = [better.instead[0]!, better.instead.at(-1)!]
    if (segment.comments.some((offset, i) => i % 2 === 0 && offset >= first.start && offset < last.end)) return { refusal: 'A comment stands between the values' }
    // Parentheses that held a comparison over several lines are not needed inside a call.
    const text = better.operands.map((operand) => operand.text).join(', ')
    const edits: readonly PlaceEdit[] = [{ segment, start: name.start, end: name.end, text: better.method }, { segment, start: first.start, end: last.end, text }]
    return { title: `Use ${better.method}`, safety: better.safety, edits }
  },
})

function betterFor(call: Node): Better | undefined {
  const { positional, isOpen } = argumentsOf(call)
  const [first, second] = positional
  const name = calledName(call)
  if (first === undefined || isOpen) return undefined
  if (name === 'assertTrue' || name === 'assertFalse') return forTruth(first, name === 'assertTrue')
  if (second === undefined || (name !== 'assertEqual' && name !== 'assertIs' && name !== 'assertNotEqual' && name !== 'assertIsNot')) return undefined
  const none = [first, second].find(({ kind }) => kind === 'none')
  const other = none === first ? second : first
  const instead = [first, second]
  // Objects may have their own idea of what equals None.
  if (none !== undefined && other.kind !== 'none') return { method: name === 'assertEqual' || name === 'assertIs' ? 'assertIsNone' : 'assertIsNotNone', operands: [other], instead, safety: /Is/.test(name) ? 'safe' : 'suggested' }
  // `assertEqual(a in b, True)`: membership gives a truth value, nothing else.
  const truth = [first, second].find(({ kind }) => kind === 'true' || kind === 'false')
  const membership = truth === first ? second : first
  if (truth === undefined || /Not/.test(name) || unwrapped(membership).kind !== 'comparison_operator' || !/^(?:not )?in$|^is(?: not)?$/.test(operatorOf(unwrapped(membership)))) return undefined
  const better = forTruth(membership, truth.kind === 'true')
  return better === undefined ? undefined : { ...better, instead }
}

function forTruth(written: Node, holds: boolean): Better | undefined {
  const condition = unwrapped(written)
  const instead = [written]
  if (condition.kind === 'call' && holds && condition.field('function')?.text === 'isinstance') {
    const { positional, isOpen, keywords } = argumentsOf(condition)
    return positional.length === 2 && !isOpen && keywords.size === 0 ? { method: 'assertIsInstance', operands: positional, instead, safety: 'safe' } : undefined
  }
  if (condition.kind !== 'comparison_operator' || condition.children.length !== 2) return undefined
  const operator = operatorOf(condition)
  const method = byOperator.get(operator)?.[holds ? 0 : 1]
  const [left, right] = condition.children
  if (method === undefined || left === undefined || right === undefined || left.kind === 'none') return undefined
  if (right.kind === 'none' && /is/.test(operator)) return { method: method === 'assertIs' ? 'assertIsNone' : 'assertIsNotNone', operands: [left], instead, safety: 'safe' }
  // assertEqual compares by `==` with a method of its own for some types, and assertNotEqual asks `!=`, which a class may define alone.
  const isSame = holds || /in|is/.test(operator)
  return { method, operands: [left, right], instead, safety: isSame && operator !== '==' ? 'safe' : 'suggested' }
}

function operatorOf(comparison: Node): string {
  return comparison.fields('operators').map((operator) => operator.text).join(' ').replace(/\s+/g, ' ')
}
