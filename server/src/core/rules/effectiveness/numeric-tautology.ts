// numeric-tautology: `assert len(rows) >= 0`: no length, absolute value or count of calls is below zero.

import { briefly, claimOf, rule, unwrapped, type Claim, type Context, type Located, type Node, type Refusal, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly claim: Claim
  readonly size: Node
  readonly limit: Node
}

const counts = new Set(['call_count', 'await_count'])

export default rule({
  id: 'numeric-tautology',
  summary: 'An assertion claims of a length, an absolute value or a count that it is not negative.',
  why: 'No length is below zero, so the assertion holds for an empty result too. What was meant is mostly that there is at least one.',
  section: 'effectiveness',
  severity: 'error',
  preset: 'essential',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['falsegreen:C44', 'sonar:S3981'],
  on: 'node',
  kinds: ['assert_statement', 'call'],
  called: /^(?:assert|fail)/,
  *check(node, context): Iterable<Facts> {
    const claim = claimOf(node)
    const [left, right] = claim?.operands ?? []
    if (claim === undefined || left === undefined || right === undefined) return
    const { relation } = claim
    const [size, limit, strict] =
      relation === '>=' || relation === '>' ? [left, right, relation === '>'] : relation === '<=' || relation === '<' ? [right, left, relation === '<'] : [undefined, undefined, false]
    if (size === undefined || limit === undefined || !(strict ? /^-\s*1$/ : /^(?:0|-\s*\d+)$/).test(limit.text) || !isNeverNegative(size, context)) return
    if (context.functionOf(node) === undefined) return
    yield { at: { segment: node.segment, start: left.start, end: right.end }, claim, size, limit }
  },
  message: ({ size }) => `\`${briefly(size)}\` is never negative, so this always passes`,
  repair({ claim, size, limit }): Repair | Refusal {
    const { assertion, relation } = claim
    const { segment } = assertion
    const title = 'Ask for at least one'
    const isMethod = assertion.kind === 'call' && claim.operands.every((operand) => unwrapped(operand).parent === assertion.field('arguments'))
    const one = { segment, start: limit.start, end: limit.end, text: '0' }
    if (relation === '>' || relation === '<') return { title, edits: [one] }
    const operator = isMethod ? assertion.field('function')?.field('attribute') : size.parent?.fields('operators')[0]
    // Under a `not` the operator that is written is the opposite.
    if (operator === undefined || !/^(?:<=|>=|assertGreaterEqual|assertLessEqual)$/.test(operator.text)) return { refusal: 'The comparison is turned around by a `not`' }
    const strict = operator.text.startsWith('assert') ? operator.text.slice(0, -'Equal'.length) : operator.text[0]!
    return { title, edits: [{ segment, start: operator.start, end: operator.end, text: strict }, ...(limit.text === '0' ? [] : [one])].sort((a, b) => a.start - b.start) }
  },
})

function isNeverNegative(node: Node, context: Context): boolean {
  if (node.kind === 'attribute') return counts.has(node.field('attribute')?.text ?? '')
  const callee = node.kind === 'call' ? node.field('function') : undefined
  return callee?.kind === 'identifier' && /^(?:len|abs)$/.test(callee.text) && context.bindingOf(callee) === undefined && context.definitionsOf(callee.text).length === 0
}
