// Comments that are a whole test: it looks as if it were there and never runs.

import { commentedTests, type CommentedTest } from '../../edits/index.ts'
import { rule, type Located } from '../../kit/index.ts'
import { hasCommentLike, headLike } from './_comments-holding.ts'

interface Facts extends Located {
  readonly test: CommentedTest
}

export default rule({
  id: 'commented-out-test',
  summary: 'A comment holds a whole test function or test class.',
  why: 'A test in a comment never runs, is not counted as skipped, and is renamed and refactored by nobody. A skip with its reason says the same in the report; version control remembers what is deleted.',
  section: 'comments',
  severity: 'hint',
  preset: 'recommended',
  fix: undefined,
  since: '0.1.0',
  twins: ['ruff:ERA001', 'sonar:S125'],
  on: 'module',
  gather: (segment) => (hasCommentLike(segment, headLike) ? segment : undefined),
  *check(module): Iterable<Facts> {
    for (const { segment } of module.gathered) {
      for (const test of commentedTests(segment, module.source.parser)) yield { at: { segment, start: test.start, end: test.end }, test }
    }
  },
  message: ({ test }) => `${test.kind === 'class' ? 'Test class' : 'Test'} '${test.name}' is commented out; skip it with a reason, or delete it`,
})
