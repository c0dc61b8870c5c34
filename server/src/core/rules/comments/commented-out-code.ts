// Statements that stand in comments, at least two lines of them, but for assertions and whole tests.

import { commentedCode, commentedTests, lineStartAt, nextLineAt, type CommentedCode } from '../../edits/index.ts'
import { integer, rule, type Located, type Repair, type Segment } from '../../kit/index.ts'
import { codeLike, hasCommentLike } from './_comments-holding.ts'

interface Facts extends Located {
  readonly segment: Segment
  readonly code: CommentedCode
}

export default rule({
  id: 'commented-out-code',
  summary: 'A comment holds code.',
  why: 'Whoever reads the test wonders whether the lines are to come back, and nobody dares to delete them. Version control keeps what was there; a sentence says what is planned.',
  section: 'comments',
  severity: 'hint',
  preset: 'recommended',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['ruff:ERA001', 'sonar:S125'],
  options: {
    lines: integer(2, 1, 'So many lines of code in a row are reported'),
  },
  on: 'module',
  gather: (segment) => (hasCommentLike(segment, codeLike) ? segment : undefined),
  *check(module, { options }): Iterable<Facts> {
    for (const { segment } of module.gathered) {
      const { parser } = module.source
      const tests = commentedTests(segment, parser)
      let end: number | undefined
      for (const code of commentedCode(segment, parser)) {
        if (code.kind !== 'code' || code.lines < options.lines || tests.some((test) => test.start <= code.end && code.start <= test.end)) continue
        // One block that was commented out reads as several where a line of it is no statement by itself: its first is said by default.
        const follows = end !== undefined && /^(?:[ \t]*(?:#[^\r\n]*)?(?:\r\n|\n|\r))*[ \t]*$/.test(segment.text.slice(end, code.start))
        end = code.end
        yield { at: { segment, start: code.start, end: code.end }, segment, code, ...(follows ? { preset: 'strict' as const } : {}) }
      }
    }
  },
  message: ({ code }) => (code.lines === 1 ? 'A line of code is commented out' : `${code.lines} lines of code are commented out`),
  repair: ({ segment, code }): Repair => ({ title: 'Delete the commented-out code', edits: [{ segment, start: lineStartAt(segment.text, code.start), end: nextLineAt(segment.text, code.end), text: '' }] }),
})
