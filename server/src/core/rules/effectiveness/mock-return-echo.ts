// mock-return-echo: a test tells a mock what to answer, calls the mock itself, and checks that it answered so.

import { calledName, claimOf, isKnownMock, isSameText, rule, unwrapped, type Context, type Located, type Node, type Related } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
  readonly mock: string
}

export default rule({
  id: 'mock-return-echo',
  summary: 'A test checks the answer that it has just told a mock to give.',
  why: 'No code of the project runs between the two lines: what is tested is that mocks work.',
  section: 'effectiveness',
  severity: 'warning',
  preset: 'recommended',
  fix: undefined,
  since: '0.1.0',
  twins: [],
  on: 'assertion',
  *check({ node, within }, context): Iterable<Facts> {
    const claim = claimOf(node)
    if (claim === undefined || (claim.relation !== '==' && claim.relation !== 'is') || claim.operands.length !== 2) return
    for (const [one, other] of [[0, 1], [1, 0]] as const) {
      const call = calledAt(claim.operands[one]!, context)
      const callee = call?.field('function')
      if (call === undefined || callee === undefined || !isKnownMock(callee, context)) continue
      const told = within.body.descendants('assignment').filter((each) => each.field('left')?.text === `${callee.text}.return_value` && each.end <= call.start)
      const value = told.at(-1)?.field('right')
      if (value === undefined || !isSame(value, claim.operands[other]!)) continue
      const related: Related[] = [{ at: value, message: 'What the mock was told to answer' }]
      yield { at: claim.operands[one]!, mock: callee.text, related }
    }
  },
  message: ({ mock }) => `\`${mock}\` is a mock that answers what this test told it to`,
})

/** The call itself, or the one that the name was bound to, where that is its only binding. */
function calledAt(operand: Node, context: Context): Node | undefined {
  const inner = unwrapped(operand)
  const direct = inner.kind === 'await' ? inner.firstChild : inner
  if (direct?.kind === 'call') return calledName(direct) === undefined ? undefined : direct
  const definitions = direct?.kind === 'identifier' ? (context.bindingOf(direct)?.definitions ?? []) : []
  const value = definitions.length === 1 && definitions[0]!.kind === 'assignment' ? definitions[0]!.value : undefined
  const made = value?.kind === 'await' ? value.firstChild : value
  return made?.kind === 'call' ? made : undefined
}

function isSame(one: Node, other: Node): boolean {
  const [a, b] = [unwrapped(one), unwrapped(other)]
  return isSameText(a, b)
}
