// yield-in-test: a test with a yield is a generator: calling it runs none of its lines.

import { belongsTo, leavesResult, rule, type Located, type TestUnit } from '../../kit/index.ts'

interface Facts extends Located {
  readonly test: TestUnit
}

export default rule({
  id: 'yield-in-test',
  summary: 'A test is a generator, so its body never runs.',
  why: 'Calling a generator function makes a generator and runs none of its lines. unittest passes such a test without a word, pytest marks it as broken.',
  section: 'effectiveness',
  severity: 'error',
  preset: 'essential',
  fix: undefined,
  since: '0.1.0',
  twins: ['pytest:PytestCollectionWarning', 'pytest:yield-in-test'],
  on: 'test',
  *check(test): Iterable<Facts> {
    // Decorators such as `inlineCallbacks`, `gen_test` and `contextmanager` run it; so may a base that could not be read.
    if (!test.isGenerator || !test.decorators.every(leavesResult) || test.owner?.isTestCase === 'unknown') return
    const first = test.body.descendants('yield').find((each) => belongsTo(each, test.node))
    if (first !== undefined) yield { at: { segment: test.segment, start: first.start, end: first.start + 'yield'.length }, test, related: [{ at: test.nameNode, message: 'This test never runs' }] }
  },
  message: ({ test }) => `\`yield\` makes \`${test.name}\` a generator, so ${test.framework === 'pytest' ? 'pytest does not run it' : 'nothing of it runs'}`,
})
