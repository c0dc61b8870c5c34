// TODO, FIXME, XXX and HACK in comments, for projects that keep such notes in their tracker.

import { rule, type Located } from '../../kit/index.ts'

interface Facts extends Located {
  readonly word: string
  readonly note: string
}

const twinsOf: Readonly<Record<string, readonly string[]>> = {
  FIXME: ['ruff:FIX001', 'pylint:W0511', 'sonar:S1134'],
  TODO: ['ruff:FIX002', 'pylint:W0511', 'sonar:S1135'],
  XXX: ['ruff:FIX003', 'pylint:W0511'],
  HACK: ['ruff:FIX004'],
}

export default rule({
  id: 'todo-comment',
  summary: 'A comment says TODO, FIXME, XXX or HACK.',
  why: 'A note in a test is found by whoever happens to open it. Projects that plan in a tracker want each note there, where somebody decides about it.',
  section: 'comments',
  severity: 'hint',
  preset: 'strict',
  fix: undefined,
  since: '0.1.0',
  twins: ['ruff:FIX001', 'ruff:FIX002', 'ruff:FIX003', 'ruff:FIX004', 'pylint:W0511', 'sonar:S1134', 'sonar:S1135'],
  on: 'module',
  gather: (segment) => {
    const { comments, text } = segment
    const found: { start: number; end: number; note: string; word: string; isWord: boolean; isRuffs: boolean; isPylints: boolean }[] = []
    for (let i = 0; i < comments.length; i += 2) {
      const comment = text.slice(comments[i]!, comments[i + 1]!)
      const match = /\b(TODO|FIXME|XXX|HACK)\b/.exec(comment)
      // Linters take a small `todo` at the beginning too, which is mostly a word of the sentence.
      const small = match === null ? /(?<=^#+\s*)(?:todo|fixme|xxx|hack)\b/i.exec(comment) : null
      const [word, isWord] = [match ?? small, match === null]
      if (word !== null) found.push({ start: comments[i]! + word.index, end: comments[i]! + word.index + word[0].length, word: word[0], isWord, isRuffs: /#\s*$/.test(comment.slice(0, word.index)), isPylints: /^#\s*$/.test(comment.slice(0, word.index)) && /^(?::|\s|$)/.test(comment.slice(word.index + word[0].length)), note: comment.slice(word.index + word[0].length).replace(/^\W+/, '').trim() })
    }
    return found
  },
  *check({ gathered }): Iterable<Facts> {
    for (const { segment, facts } of gathered) for (const { start, end, word, isWord, isRuffs, isPylints, note } of facts) {
      yield { at: { segment, start, end }, word, note, twins: twinsOf[word.toUpperCase()]!.filter((twin) => (twin.startsWith('ruff:') ? isRuffs : twin !== 'pylint:W0511' || isPylints)), ...(isWord ? { preset: 'twin' } : {}) }
    }
  },
  message: ({ word, note }) => (note === '' ? `A comment says ${word}` : `${word}: ${note.length > 80 ? `${note.slice(0, 77)}…` : note}`),
})
