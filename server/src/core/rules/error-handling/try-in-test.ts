// try-in-test: a test that handles exceptions by hand; the published smell Exception Handling.

import { belongsTo, headOf, rule, type Located } from '../../kit/index.ts'

interface Facts extends Located {
  readonly word: string
}

export default rule({
  id: 'try-in-test',
  summary: 'A test handles or raises exceptions by hand.',
  why: 'A test has one way. An expected exception is said by `raises`, tidying up belongs into fixtures, and any other exception is to fail the test.',
  section: 'error-handling',
  severity: 'hint',
  preset: 'strict',
  fix: undefined,
  since: '0.1.0',
  twins: ['pynose:ExceptionHandling', 'pytest-smell:ExceptionHandling', 'tsdetect:ExceptionHandling'],
  on: 'test',
  *check(test): Iterable<Facts> {
    for (const node of test.body.descendants('try_statement', 'raise_statement')) {
      if (!belongsTo(node, test.node)) continue
      if (node.kind === 'try_statement') yield { at: headOf(node), word: 'try' }
      else if (node.ancestor('try_statement') === undefined) yield { at: node, word: 'raise' }
    }
  },
  message: ({ word }) => (word === 'try' ? 'The test handles exceptions by hand' : 'The test raises an exception itself'),
})
