// A hash with nothing behind it, which is no blank line of a longer comment.

import { lineAbove, lineEndAt, lineStartAt, nextLineAt, startsLine } from '../../edits/index.ts'
import { rule, type Located, type Place, type Repair, type Segment, type Source } from '../../kit/index.ts'

interface Facts extends Located {
  readonly segment: Segment
  readonly start: number
  readonly end: number
}

interface Empty {
  readonly start: number
  readonly end: number
  /** True where a comment stands above or below it; undefined where another segment has to tell. */
  readonly isWithin: boolean | undefined
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
  gather: (segment): readonly Empty[] => {
    const { comments, text } = segment
    const found: Empty[] = []
    for (let i = 0; i < comments.length; i += 2) {
      const [start, end] = [comments[i]!, comments[i + 1]!]
      if (text.slice(start, end).trim() !== '#') continue
      if (!startsLine(text, start)) {
        found.push({ start, end, isWithin: false })
        continue
      }
      const isWithin = isComment(lineAbove(text, start)) || isComment(lineBelow(text, end))
      // The comment above may be the last of the segment in front, the one below the first of the segment behind.
      const isAtEdge = lineStartAt(text, start) === 0 || nextLineAt(text, end) === text.length
      found.push({ start, end, isWithin: isWithin || (isAtEdge ? undefined : false) })
    }
    return found
  },
  *check(module): Iterable<Facts> {
    for (const { segment, facts } of module.gathered) for (const { start, end, isWithin } of facts) {
      // Pylint minds those between paragraphs too.
      yield { at: { segment, start, end }, segment, start, end, ...(isWithin ?? isBetween(module.source, { segment, start, end }) ? { preset: 'twin', twins: ['pylint:R2044'] } : {}) }
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

function isBetween({ segments }: Source, { segment, start, end }: Place): boolean {
  const { text } = segment
  const at = segments.indexOf(segment)
  const [above, below] = [segments[at - 1]?.text ?? '', segments[at + 1]?.text ?? '']
  return isComment(lineAbove(above + text, above.length + start)) || isComment(lineBelow(text + below, end))
}

function isComment(line: string): boolean {
  return line.trimStart().startsWith('#')
}

function lineBelow(text: string, at: number): string {
  const from = nextLineAt(text, at)
  return text.slice(from, lineEndAt(text, from))
}
