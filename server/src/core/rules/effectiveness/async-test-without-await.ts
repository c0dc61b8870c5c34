// async-test-without-await: a coroutine as a test that awaits nothing.

import { belongsTo, rule, type Located } from '../../kit/index.ts'

interface Facts extends Located {
  readonly name: string
}

export default rule({
  id: 'async-test-without-await',
  summary: 'An async test awaits nothing.',
  why: 'It runs like a plain function, only with a loop around it: an `await` was forgotten, or `async` is not needed.',
  section: 'effectiveness',
  severity: 'hint',
  preset: 'strict',
  fix: undefined,
  since: '0.1.0',
  twins: ['falsegreen:C22'],
  whenNotToUse: 'Where the code under test needs a running loop without being awaited.',
  on: 'test',
  *check(test): Iterable<Facts> {
    if (!test.isAsync || test.isGenerator || test.statements.length === 0) return
    const waits = test.body.descendants('await', 'for_statement', 'with_statement', 'for_in_clause', 'yield').some((node) => belongsTo(node, test.node) && (node.kind === 'await' || (node.isNamed && node.kind === 'yield') || node.hasToken('async')))
    if (!waits) yield { at: test.nameNode, name: test.name }
  },
  message: ({ name }) => `\`${name}\` is async and awaits nothing`,
})
