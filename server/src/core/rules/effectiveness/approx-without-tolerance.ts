// approx-without-tolerance: `pytest.approx(x)` and `assertAlmostEqual(a, b)` with the tolerance that they happen to have.

import { argumentsOf, calledName, rule, type Located, type Node } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
  readonly isPytest: boolean
}

export default rule({
  id: 'approx-without-tolerance',
  summary: 'An approximate comparison does not say how near is near enough.',
  why: 'One takes a millionth of the value, the other seven decimal places. Which of them the test means only its author knows.',
  section: 'effectiveness',
  severity: 'hint',
  preset: 'strict',
  fix: undefined,
  since: '0.1.0',
  twins: ['falsegreen:C8b'],
  on: 'node',
  kinds: ['call'],
  *check(call, context): Iterable<Facts> {
    const name = calledName(call)
    if (name !== 'approx' && name !== 'assertAlmostEqual' && name !== 'assertNotAlmostEqual') return
    const { positional, keywords, isOpen } = argumentsOf(call)
    const isPytest = name === 'approx'
    if (isOpen || (isPytest && context.qualifiedName(call) !== 'pytest.approx')) return
    if (positional.length > (isPytest ? 1 : 2) || ['rel', 'abs', 'places', 'delta'].some((each) => keywords.has(each))) return
    yield { at: call.field('function')!, isPytest }
  },
  message: ({ isPytest }) => (isPytest ? '`approx` is left to its tolerance of a millionth' : 'The comparison is left to seven decimal places'),
})
