// Tests with more lines of code than fit on a screen.

import { integer, rule, type Located, type Node, type TestUnit } from '../../kit/index.ts'

interface Facts extends Located {
  readonly name: string
  readonly lines: number
  readonly maximum: number
}

/** Values that are written over many lines are data, however long. */
const data = ['list', 'dictionary', 'set', 'tuple', 'string', 'concatenated_string']

export default rule({
  id: 'long-test',
  summary: 'A test has more lines of code than can be read in one go.',
  why: 'Who reads a failing test has to hold all of it in mind: what was prepared, what was done, what is expected. Above fifty lines that is rarely one scenario, and steps that have a name read better as helpers.',
  section: 'organization',
  severity: 'information',
  preset: 'recommended',
  fix: undefined,
  since: '0.1.0',
  twins: ['ruff:PLR0915', 'pylint:R0915', 'tsdetect:VerboseTest', 'falsegreen:M2'],
  options: {
    // The threshold of TS14 and falsegreen M2; 36 of 1,000 tests in 17 projects exceed it with all their lines counted.
    maximum: integer(50, 5, 'Lines of code that a test may have; blank lines, comments, its docstring and lines inside literals do not count.'),
  },
  on: 'test',
  *check(test, { options }): Iterable<Facts> {
    // Counting is only worth its while where the plain length is above the limit.
    const span = linesBetween(test.body.segment.lines, test.body.start, test.body.end)
    if (span <= options.maximum) return
    const lines = codeLines(test)
    if (lines > options.maximum) yield { at: test.nameNode, name: test.name, lines, maximum: options.maximum }
  },
  message: ({ name, lines, maximum }) => `'${name}' has ${lines} lines of code; more than ${maximum} are hard to read as one scenario`,
})

function linesBetween(lines: readonly number[], start: number, end: number): number {
  return lines.filter((line) => line > start && line < end).length + 1
}

/** Lines of the body on which code begins or goes on, without those that lie inside a literal. */
function codeLines(test: TestUnit): number {
  const { segment, body } = test
  const { text, lines, comments } = segment
  const literals = body.descendants(...data).filter((node) => isPlainData(node) && /[\r\n]/.test(node.text))
  const docstring = test.docstring
  const commentStarts = new Set(comments.filter((_, i) => i % 2 === 0))
  let count = 0
  let literal = 0
  lines.forEach((line, i) => {
    const next = lines[i + 1] ?? text.length
    const first = line + text.slice(line, next).search(/\S|$/)
    const from = Math.max(first, body.start)
    if (from >= next || from >= body.end || next <= body.start || commentStarts.has(first) || text.slice(from, next).trim() === '') return
    if (docstring !== undefined && from >= docstring.start && from < docstring.end) return
    while (literals[literal] !== undefined && literals[literal]!.end <= from) literal++
    const current = literals[literal]
    // The first line of a literal is code; the rest, its closing bracket included, is data.
    if (current !== undefined && from > current.start && from < current.end) return
    count++
  })
  return count
}

/** A literal that calls and computes nothing, however deep; of nested ones the outermost comes first. */
function isPlainData(node: Node): boolean {
  return node.kind === 'string' || node.kind === 'concatenated_string' || node.descendants('call', 'lambda', 'await').length === 0
}
