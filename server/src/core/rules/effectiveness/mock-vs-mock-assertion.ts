// mock-vs-mock-assertion: both sides of an equality are what mocks make up.

import { briefly, claimOf, isMock, rootOf, rule, unwrapped, type Context, type Located, type Node } from '../../kit/index.ts'

interface Facts extends Located {
  readonly operands: readonly Node[]
}

export default rule({
  id: 'mock-vs-mock-assertion',
  summary: 'An assertion compares one mock with another.',
  why: 'A mock equals itself and nothing else. Where neither side comes from the program, the assertion checks how the test was set up.',
  section: 'effectiveness',
  severity: 'information',
  preset: 'strict',
  fix: undefined,
  since: '0.1.0',
  twins: ['falsegreen:C55', 'falsegreen:C57'],
  on: 'node',
  kinds: ['assert_statement', 'call'],
  *check(node, context): Iterable<Facts> {
    const claim = claimOf(node)
    if (claim === undefined || !['==', 'is', '!=', 'is not'].includes(claim.relation)) return
    const operands = claim.operands.map(unwrapped)
    if (operands.every((each) => isDouble(each, context))) yield { at: operands[0]!, operands }
  },
  message: ({ operands }) => `\`${briefly(operands[0]!)}\` and \`${briefly(operands[1]!)}\` are both mocks of the test`,
})

/** A name or chain of attributes that begins with a mock; what it recorded (`call_args`, `call_count`) comes from the program. */
function isDouble(node: Node, context: Context): boolean {
  if ((node.kind !== 'identifier' && node.kind !== 'attribute') || node.descendants('call').length > 0) return false
  if (/(?:^|\.)(?:call\w*|mock_calls|method_calls|called|await\w*|side_effect)(?:$|\.|\[)/.test(node.text.slice(node.text.indexOf('.') + 1)) && node.kind === 'attribute') return false
  const root = rootOf(node)
  const binding = root === undefined ? undefined : context.bindingOf(root)
  return binding !== undefined && binding.scope.kind === 'function' && binding.definitions.length === 1 && isMock(node, context)
}
