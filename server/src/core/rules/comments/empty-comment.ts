// A hash with nothing behind it, which is no blank line of a longer comment.

import { lineAbove, lineEndAt, lineStartAt, nextLineAt, startsLine } from '../../edits/index.ts'
import { rule, type Located, type Repair, type Segment } from '../../kit/index.ts'

interface Facts extends Located {
  readonly segment: Segment
  readonly start: number
  readonly end: number
}

export default rule({
  id: 'empty-comment',
  summary: 'A comment has no text.',
  why: 'It is what was left when its words were deleted, or a note that was never written.',
  section: 'comments',
  severity: 'hint',
  preset: 'strict',
  fix: 'safe',
  since: '0.1.0',
  twins: ['ruff:PLR2044', 'pylint:R2044', 'wemake:WPS464'],
  on: 'module',
  gather: (segment): readonly { readonly start: number; readonly end: number }[] => {
    const { comments, text } = segment
    const found: { start: number; end: number }[] = []
    for (let i = 0; i < comments.length; i += 2) {
      const [start, end] = [comments[i]!, comments[i + 1]!]
      if (text.slice(start, end).trim() !== '#') continue
      found.push({ start, end })
    }
    return found
  },
  *check({ source, gathered }): Iterable<Facts> {
    for (const { segment, facts } of gathered) for (const { start, end } of facts) {
      // The comment above may be the last of the segment in front.
      const range = source.rangeOf({ segment, start, end })
      const isWithin = startsLine(segment.text, start) && (isComment(lineAbove(source.text, range.start)) || isComment(lineBelow(source.text, range.end)))
      // Pylint minds those between paragraphs too.
      yield { at: { segment, start, end }, segment, start, end, ...(isWithin ? { preset: 'twin', twins: ['pylint:R2044'] } : {}) }
    }
  },
  message: () => 'The comment is empty',
  repair({ segment, start, end }): Repair {
    const { text } = segment
    if (startsLine(text, start)) return { title: 'Delete the empty comment', edits: [{ segment, start: lineStartAt(text, start), end: nextLineAt(text, end), text: '' }] }
    const from = start - /[ \t]*$/.exec(text.slice(0, start))![0].length
    return { title: 'Delete the empty comment', edits: [{ segment, start: from, end, text: '' }] }
  },
})

function isComment(line: string): boolean {
  return line.trimStart().startsWith('#')
}

function lineBelow(text: string, at: number): string {
  const from = nextLineAt(text, at)
  return text.slice(from, lineEndAt(text, from))
}
