// Tests with more lines of comment than of code.

import { startsLine } from '../../edits/index.ts'
import { integer, rule, type Located, type TestUnit } from '../../kit/index.ts'

interface Facts extends Located {
  readonly test: TestUnit
  readonly comments: number
  readonly code: number
}

export default rule({
  id: 'over-commented-test',
  summary: 'A test has more lines of comment than of code.',
  why: 'Where a test needs more explaining than it has code, names, a helper or a docstring would mostly say it better; and the more there is, the less of it is kept up to date.',
  section: 'comments',
  severity: 'hint',
  preset: 'strict',
  fix: undefined,
  since: '0.1.0',
  twins: [],
  options: {
    lines: integer(5, 1, 'Tests with fewer lines of comment than that are left alone.'),
  },
  on: 'test',
  *check(test, { options }): Iterable<Facts> {
    const { comments, text } = test.segment
    const first = test.node.field('parameters')?.end ?? test.body.start
    let count = 0
    for (let i = 0; i < comments.length; i += 2) if (comments[i]! > first && comments[i + 1]! <= test.node.end && startsLine(text, comments[i]!)) count++
    if (count < options.lines) return
    const from = test.docstring?.end ?? test.body.start
    const code = text.slice(from, test.node.end).split(/\r\n|\n|\r/).filter((line) => line.trim() !== '' && !line.trim().startsWith('#')).length
    if (count > code) yield { at: test.nameNode, test, comments: count, code }
  },
  message: ({ test, comments, code }) => `'${test.name}' has ${comments} lines of comment over ${code} of code`,
})
