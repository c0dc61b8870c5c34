// vanilla-exception: `raise Exception("x")`: only a handler for everything can take it.

import { rule, type Located, type Node } from '../../kit/index.ts'

interface Facts extends Located {
  readonly name: string
}

export default rule({
  id: 'vanilla-exception',
  summary: 'A plain Exception or BaseException is raised.',
  why: 'Whoever expects it has to expect every error. A class of its own, or the one that the real thing raises, can be told from mistakes.',
  section: 'error-handling',
  severity: 'hint',
  preset: 'strict',
  fix: undefined,
  since: '0.1.0',
  twins: ['ruff:TRY002', 'pylint:W0719', 'sonar:S112'],
  on: 'node',
  kinds: ['raise_statement'],
  *check(statement, context): Iterable<Facts> {
    const raised: Node | undefined = statement.firstChild
    if (raised === undefined || raised === statement.field('cause')) return
    const named = raised.kind === 'call' ? raised.field('function') : raised
    const name = named?.kind === 'identifier' || named?.kind === 'attribute' ? context.qualifiedName(named) : undefined
    if (/^(?:builtins\.)?(?:Exception|BaseException)$/.test(name ?? '') && context.definitionsOf(name!).length === 0) yield { at: raised, name: named!.text }
  },
  message: ({ name }) => `A plain \`${name}\` is raised, which only a handler for every error takes`,
})
