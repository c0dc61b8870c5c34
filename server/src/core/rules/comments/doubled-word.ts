// "the the" in a comment or docstring.

import { rule, type Located, type Repair, type Segment } from '../../kit/index.ts'

interface Facts extends Located {
  readonly segment: Segment
  readonly word: string
  /** The second one with the space in front of it. */
  readonly from: number
  readonly to: number
}

/** Function words, of which two in a row are a slip; `that that` and `had had` may be meant. */
const doubled = /\b(the|a|an|of|to|in|is|are|was|for|and|or|with|on|at|by|from|be|we|it|this|not|if|as|should|will|can)([ \t]+)\1\b(?!['-])/gi

export default rule({
  id: 'doubled-word',
  summary: 'A comment or docstring has a word twice in a row.',
  why: 'It reads as what it is, a slip of the pen; reviewers point at it each time.',
  section: 'comments',
  severity: 'hint',
  preset: 'recommended',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['nova:N343'],
  on: 'module',
  gather: (segment) => {
    const { comments, text } = segment
    const found: { start: number; end: number; word: string; from: number }[] = []
    const look = (start: number, end: number): void => {
      for (const match of text.slice(start, end).matchAll(doubled)) {
        const at = start + match.index
        // "A A" and "is IS" are names of things.
        if (match[0].slice(0, match[1]!.length).toLowerCase() !== match[0].slice(-match[1]!.length)) continue
        found.push({ start: at, end: at + match[0].length, word: match[1]!, from: at + match[1]!.length })
      }
    }
    for (let i = 0; i < comments.length; i += 2) look(comments[i]!, comments[i + 1]!)
    for (const body of segment.root.descendants('function_definition', 'class_definition').map((definition) => definition.field('body'))) {
      const first = body?.firstChild
      const string = first?.kind === 'expression_statement' ? first.firstChild : undefined
      if (string?.kind === 'string') look(string.start, string.end)
    }
    return found
  },
  *check({ gathered }): Iterable<Facts> {
    for (const { segment, facts } of gathered) for (const { start, end, word, from } of facts) yield { at: { segment, start, end }, segment, word: word.toLowerCase(), from, to: end }
  },
  message: ({ word }) => `'${word}' stands there twice`,
  repair: ({ segment, word, from, to }): Repair => ({ title: `Delete the second '${word}'`, edits: [{ segment, start: from, end: to, text: '' }] }),
})
