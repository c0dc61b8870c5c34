// Assertions that stand in comments: the test is green without them.

import { commentedCode, lineStartAt, nextLineAt, type CommentedCode } from '../../edits/index.ts'
import { rule, type Located, type Repair, type Segment } from '../../kit/index.ts'
import { codeLike, hasCommentLike } from './_comments-holding.ts'

interface Facts extends Located {
  readonly segment: Segment
  readonly code: CommentedCode
}

export default rule({
  id: 'commented-out-assertion',
  summary: 'A comment holds an assertion.',
  why: 'An assertion is commented out when it fails and nobody has the time. From then on the test is green whatever happens there, and nothing in the report says so; a skip or an expected failure would.',
  section: 'comments',
  severity: 'information',
  preset: 'strict',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['falsegreen:CC', 'ruff:ERA001', 'sonar:S125'],
  on: 'module',
  gather: (segment) => (hasCommentLike(segment, codeLike) ? segment : undefined),
  *check(module): Iterable<Facts> {
    for (const { segment } of module.gathered) {
      for (const code of commentedCode(segment, module.source.parser)) if (code.kind === 'assertion') yield { at: { segment, start: code.start, end: code.end }, segment, code }
    }
  },
  message: ({ code }) => (code.lines > 1 && !/\($|,$/.test(code.text) ? 'Assertions are commented out; the test passes without them' : 'This assertion is commented out; the test passes without it'),
  repair: ({ segment, code }): Repair => ({ title: 'Delete the comment', edits: [{ segment, start: lineStartAt(segment.text, code.start), end: nextLineAt(segment.text, code.end), text: '' }] }),
})
