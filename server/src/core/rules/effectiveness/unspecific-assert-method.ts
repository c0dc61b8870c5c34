// unspecific-assert-method: `assertTrue(a == b)`: unittest has a method that shows both values where it fails.

import { calledName, hasOwnAssertMethods, isAboutComparing, rule, type Located, type Node, type PlaceEdit, type Refusal, type Repair } from '../../kit/index.ts'
import { betterFor, type Better } from './_specific-methods.ts'

interface Facts extends Located {
  readonly call: Node
  readonly better: Better
}

export default rule({
  id: 'unspecific-assert-method',
  summary: 'A comparison is asserted by a method that does not show its values.',
  why: '`assertTrue(a == b)` fails with "False is not true". `assertEqual`, `assertIn`, `assertIsNone` and their like say what was found and what was expected.',
  section: 'effectiveness',
  severity: 'hint',
  preset: 'recommended',
  fix: 'safe',
  since: '0.1.0',
  twins: ['flake8:A500', 'flake8:A501', 'flake8:A502', 'sonar:S5906', 'hacking:H203', 'hacking:H204', 'hacking:H205', 'hacking:H211', 'hacking:H214', 'hacking:H215', 'nova:N316', 'nova:N334', 'nova:N338', 'nova:N356', 'codeql:py-imprecise-assert', 'fixit:UseAssertIn', 'fixit:UseAssertIsNotNone', 'fixit:NoAssertTrueForComparisons', 'pynose:SuboptimalAssert', 'teyit:assertTrue-comparison', 'teyit:assertTrue-in', 'teyit:assertTrue-is', 'teyit:assertTrue-isinstance', 'teyit:assertEqual-None', 'neutron:N536', 'nova:N355', 'cinder:C313'],
  on: 'node',
  kinds: ['call'],
  called: /^assert(?:True|False|Equal|NotEqual|Is|IsNot)$/,
  *check(call, context): Iterable<Facts> {
    const callee = call.field('function')
    const better = callee?.kind === 'attribute' ? betterFor(call) : undefined
    if (better === undefined) return
    const unit = context.functionOf(call)
    // Tests of an operator write the operator.
    const isMeant = /In$|Is/.test(better.method) || unit === undefined || !isAboutComparing([unit.name, unit.owner?.name ?? ''])
    const isOurs = isMeant && better.isTaste === undefined && unit !== undefined && /^(?:self|cls)$/.test(callee!.field('object')?.text ?? '')
    yield { at: callee!.field('attribute')!, call, better, twins: better.twins, ...(isOurs ? {} : { preset: 'twin' }) }
  },
  message: ({ call, better }) => `\`${better.method}\` would show the values where \`${calledName(call) ?? ''}\` fails`,
  repair({ call, better }, context): Repair | Refusal {
    const { segment } = call
    const name = call.field('function')!.field('attribute')!
    const [first, last] = [better.instead[0]!, better.instead.at(-1)!]
    if (segment.comments.some((offset, i) => i % 2 === 0 && offset >= first.start && offset < last.end)) return { refusal: 'A comment stands between the values' }
    // Parentheses that held a comparison over several lines are not needed inside a call.
    const text = better.operands.map((operand) => operand.text).join(', ')
    const edits: readonly PlaceEdit[] = [{ segment, start: name.start, end: name.end, text: better.method }, { segment, start: first.start, end: last.end, text }]
    return { title: `Use ${better.method}`, safety: hasOwnAssertMethods(call, better.method, context) ? better.safety : 'suggested', edits }
  },
})
