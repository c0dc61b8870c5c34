// eager-test: one test asserts what many different functions give back; a published smell.

import { belongsTo, calledName, integer, rule, type Located, type Node } from '../../kit/index.ts'

interface Facts extends Located {
  readonly name: string
  readonly called: readonly string[]
}

const plain = /^(?:len|str|repr|int|float|list|dict|set|tuple|sorted|sum|min|max|any|all|isinstance|type|bool|bytes|frozenset|range|zip|map|filter|abs|round|getattr|hasattr|call|approx|get|keys|values|items|format|join|split|strip|encode|decode|lower|upper|json|read|copy)$/

export default rule({
  id: 'eager-test',
  summary: 'The assertions of a test call many different functions.',
  why: 'The test is about all of them, so its name and its failure say little. One test for each says which is broken.',
  section: 'organization',
  severity: 'hint',
  preset: 'strict',
  fix: undefined,
  since: '0.1.0',
  twins: ['tsdetect:EagerTest', 'pytest-smell:EagerTest'],
  options: { maximum: integer(3, 1, 'Different functions that the assertions of a test may call.') },
  on: 'test',
  *check(test, context): Iterable<Facts> {
    const called = new Set<string>()
    for (const { kind, node } of context.assertionsOf(test).assertions) {
      if (kind !== 'statement' && kind !== 'method') continue
      const calls = node.kind === 'call' ? (node.field('arguments')?.descendants('call') ?? []) : node.descendants('call')
      for (const call of calls) if (test.node.contains(call) && belongsTo(call, test.node)) add(called, call)
    }
    if (called.size > context.options.maximum) yield { at: test.nameNode, name: test.name, called: [...called] }
  },
  message: ({ name, called }) => `\`${name}\` asserts what ${called.length} functions give back: ${called.slice(0, 4).join(', ')}${called.length > 4 ? ' …' : ''}`,
})

function add(called: Set<string>, call: Node): void {
  const name = calledName(call)
  if (name !== undefined && !plain.test(name) && !/^assert/.test(name)) called.add(name)
}
