// Tests of one class or module that differ by a number only: test_parse_1, test_parse_2.

import { rule, type Located, type TestUnit } from '../../kit/index.ts'
import { splitWords } from '../../naming/index.ts'

interface Facts extends Located {
  readonly base: string
  readonly names: readonly string[]
}

/** Numbers that mean something: versions, widths, codes, dates, amounts. */
const meant = /(?:v|py|python|http|ipv|ip|utf|sha|md|base|int|uint|float|x|rfc|pep|issue|bug|gh|bpo|ticket|case|latin|iso|cp|win|h|s|level|size|n|p|q|k|d|i|f|t|code|status|error|version|protocol|api|bits?|bytes?|of|by|to|is|at|from|than|and|mod|port|day|hours?|minutes?|seconds?|ms|days|verbosity|proj|project|host|user|tier)_?\d+$/i

export default rule({
  id: 'numbered-test-names',
  summary: 'Tests of one class differ by the number at the end of their names.',
  why: 'When `test_parse_3` fails, somebody opens the file to see which case that is. What differs between them belongs into the names, or the cases into one parametrized test whose ids say it.',
  section: 'test-names',
  severity: 'hint',
  preset: 'recommended',
  fix: undefined,
  since: '0.1.0',
  twins: [],
  on: 'module',
  *check({ suite }): Iterable<Facts> {
    const series = new Map<string, TestUnit[]>()
    for (const test of suite.tests) {
      const match = /^(test_?\w*?[A-Za-z])_?(\d{1,2})$/.exec(test.name)
      if (match === null || meant.test(test.name) || splitWords(match[1]!).length < 2) continue
      const key = `${test.owner?.name ?? ''} ${test.owner?.segment === undefined ? '' : suite.classes.indexOf(test.owner)} ${match[1]!}`
      const known = series.get(key)
      if (known === undefined) series.set(key, [test])
      else known.push(test)
    }
    for (const tests of series.values()) {
      const numbers = tests.map((test) => Number(/\d+$/.exec(test.name)![0])).sort((a, b) => a - b)
      // A series counts from 0, 1 or 2 (its first has no number then) without holes; other numbers mean something.
      if (tests.length < 2 || numbers[0]! > 2 || numbers.some((number, i) => i > 0 && number !== numbers[i - 1]! + 1)) continue
      // Docstrings say what the numbers don't.
      if (tests.some((test) => test.docstring !== undefined)) continue
      const [first, ...others] = tests
      yield { at: first!.nameNode, related: others.map((test) => ({ at: test.nameNode, message: `'${test.name}' is another one` })), base: first!.name.replace(/_?\d+$/, ''), names: tests.map((test) => test.name) }
    }
  },
  message: ({ names }) => `'${names[0]}' ${names.length === 2 ? `and '${names[1]}' differ` : `to '${names[names.length - 1]}' differ`} by number only: their names don't say what each tests`,
})
