// assertion-roulette: several assertions in one test, and none says what it is about; a published smell.

import { claimOf, rule, type Located } from '../../kit/index.ts'

interface Facts extends Located {
  readonly count: number
  readonly name: string
}

export default rule({
  id: 'assertion-roulette',
  summary: 'Several assertions of a test have no message.',
  why: 'Where one of them fails, its line has to be looked up to learn what it was about. pytest shows the values of a plain assert, so that a message is rarely needed there.',
  section: 'effectiveness',
  severity: 'hint',
  preset: 'strict',
  fix: undefined,
  since: '0.1.0',
  twins: ['pynose:AssertionRoulette', 'pytest-smell:AssertionRoulette', 'tsdetect:AssertionRoulette', 'falsegreen:D1'],
  on: 'test',
  *check(test, context): Iterable<Facts> {
    const own = context.assertionsOf(test).assertions.filter(({ kind, node }) => (kind === 'statement' || kind === 'method') && test.node.contains(node))
    const silent = own.filter(({ node }) => (node.kind === 'assert_statement' ? node.children.length < 2 : claimOf(node)?.message === undefined))
    if (silent.length > 1) yield { at: test.nameNode, count: silent.length, name: test.name }
  },
  message: ({ count, name }) => `${count} assertions of \`${name}\` have no message`,
})
