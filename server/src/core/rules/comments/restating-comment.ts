// Comments that say what the next line says: "# create user" above `user = create_user()`.

import { lineAbove, lineEndAt, lineStartAt, nextLineAt, startsLine } from '../../edits/index.ts'
import { rule, type Located, type Repair, type Segment } from '../../kit/index.ts'
import { singularOf, splitWords } from '../../naming/index.ts'

interface Facts extends Located {
  readonly segment: Segment
  readonly start: number
  readonly end: number
}

const filling = new Set('a an the this that it its of for to in on at by with and or as we is are be now then our first next do new call calls get gets'.split(' '))

export default rule({
  id: 'restating-comment',
  summary: 'A comment only repeats the line below it.',
  why: 'A comment says what the code can\'t: why, under which condition, what would happen otherwise. One that repeats the line is read twice and goes stale with the next change.',
  section: 'comments',
  severity: 'hint',
  preset: 'strict',
  fix: 'suggested',
  since: '0.1.0',
  twins: [],
  on: 'module',
  gather: (segment) => (segment.comments.length === 0 ? [] : restating(segment)),
  *check({ gathered }): Iterable<Facts> {
    for (const { segment, facts } of gathered) for (const { start, end } of facts) yield { at: { segment, start, end }, segment, start, end }
  },
  message: () => 'The comment only repeats the next line',
  repair: ({ segment, start, end }): Repair => ({ title: 'Delete the comment', edits: [{ segment, start: lineStartAt(segment.text, start), end: nextLineAt(segment.text, end), text: '' }] }),
})

function restating(segment: Segment): readonly { readonly start: number; readonly end: number }[] {
  const { comments, text } = segment
  const found: { start: number; end: number }[] = []
  for (let i = 0; i < comments.length; i += 2) {
    const [start, end] = [comments[i]!, comments[i + 1]!]
    if (!startsLine(text, start)) continue
    const above = lineAbove(text, start).trim()
    const from = nextLineAt(text, end)
    const line = text.slice(from, lineEndAt(text, from))
    // One line of a longer comment is read with the others; a blank line below makes it a heading.
    if (above.startsWith('#') || line.trim() === '' || line.trim().startsWith('#')) continue
    const comment = text.slice(start, end)
    if (/[`:(){}=<>/\\'"\d?!-]/.test(comment)) continue
    const said = words(comment)
    const known = new Set(words(line))
    if (said.length >= 2 && said.every((word) => known.has(word))) found.push({ start, end })
  }
  return found
}

function words(text: string): readonly string[] {
  return splitWords(text.replace(/\W+/g, '_')).filter((word) => word.length > 1 && !filling.has(word)).map((word) => (singularOf(word) ?? word).replace(/(?:ing|ed|e)$/, ''))
}
