// `# author: …` and settings of an editor in comments: hacking's H105 and H106, for projects where version control says who wrote what.

import { lineStartAt, nextLineAt, startsLine } from '../../edits/index.ts'
import { rule, type Located, type Repair, type Segment } from '../../kit/index.ts'

interface Facts extends Located {
  readonly segment: Segment
  readonly what: 'author' | 'modeline'
}

const author = /^#+\s*@?authors?:/i
const modeline = /^#+\s*(?:vim?|ex):(?=\s|\w)|^#+\s*-\*-\s*mode:/i

export default rule({
  id: 'author-tag',
  summary: 'A comment names an author, or holds settings for an editor.',
  why: 'Version control knows who wrote each line, and goes on knowing when the next person changes it; settings of one editor in each file are kept up by nobody. `.editorconfig` holds them for all.',
  section: 'comments',
  severity: 'hint',
  preset: 'strict',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['hacking:H105', 'hacking:H106'],
  on: 'module',
  gather: (segment): readonly { readonly start: number; readonly end: number; readonly what: Facts['what'] }[] => {
    const { comments, text } = segment
    const found: { start: number; end: number; what: Facts['what'] }[] = []
    for (let i = 0; i < comments.length; i += 2) {
      const comment = text.slice(comments[i]!, comments[i + 1]!)
      const what = author.test(comment) ? 'author' : modeline.test(comment) ? 'modeline' : undefined
      if (what !== undefined) found.push({ start: comments[i]!, end: comments[i + 1]!, what })
    }
    return found
  },
  *check({ gathered }): Iterable<Facts> {
    for (const { segment, facts } of gathered) for (const { start, end, what } of facts) yield { at: { segment, start, end }, segment, what, twins: [what === 'author' ? 'hacking:H105' : 'hacking:H106'] }
  },
  message: ({ what }) => (what === 'author' ? 'The comment names an author, which version control knows' : 'The comment holds settings for an editor'),
  repair({ at, segment }): Repair | undefined {
    if (!startsLine(segment.text, at.start)) return undefined
    return { title: 'Delete the comment', edits: [{ segment, start: lineStartAt(segment.text, at.start), end: nextLineAt(segment.text, at.end), text: '' }] }
  },
})
