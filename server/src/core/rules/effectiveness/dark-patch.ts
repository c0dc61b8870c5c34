// dark-patch: the test turns on a switch that says "under test", and so leaves the way that users go.

import { argumentsOf, literalText, rule, type Located, type Node } from '../../kit/index.ts'

interface Facts extends Located {
  readonly name: string
}

const switches = /^(?:TESTING|TEST_MODE|IS_TEST|UNIT_TEST(?:ING)?|UNDER_TEST|RUNNING_TESTS)$/i

export default rule({
  id: 'dark-patch',
  summary: 'A test switches the program into a mode for tests.',
  why: 'What is checked is then the way that exists only for tests. The way that users go stays unchecked.',
  section: 'effectiveness',
  severity: 'information',
  preset: 'strict',
  fix: undefined,
  since: '0.1.0',
  twins: ['falsegreen:C48'],
  on: 'node',
  kinds: ['assignment', 'call'],
  *check(node, context): Iterable<Facts> {
    if (context.functionOf(node)?.role !== 'test') return
    const name = node.kind === 'assignment' ? ofAssignment(node.field('left')) : ofCall(node)
    if (name !== undefined && switches.test(name)) yield { at: node, name }
  },
  message: ({ name }) => `\`${name}\` turns on a mode that only tests run in`,
})

function ofAssignment(left: Node | undefined): string | undefined {
  if (left?.kind === 'subscript') return /environ|config|settings/.test(left.field('value')?.text ?? '') ? literalText(left.field('subscript') ?? left) : undefined
  return left?.kind === 'attribute' && /settings|config/i.test(left.field('object')?.text ?? '') ? left.field('attribute')?.text : undefined
}

function ofCall(call: Node): string | undefined {
  if (call.field('function')?.text !== 'monkeypatch.setenv') return undefined
  const key = argumentsOf(call).positional[0]
  return key === undefined ? undefined : literalText(key)
}
