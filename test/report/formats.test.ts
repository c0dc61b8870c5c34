import { describe, expect, it } from 'vitest'
import { formats } from '../../server/src/core/report/formats.ts'
import { plain } from '../../server/src/core/report/markdown-text.ts'
import { reported, reportedPosition, type ReportedFinding, type ReportedRun } from '../../server/src/core/report/reported.ts'
import { findingAt, fixAt, ruleOf, sourceOf } from './sample.ts'

describe('places', () => {
  it.each([
    ['x = 1\n', 'x', [1, 1]],
    ['\uFEFFx = 1\n', 'x', [1, 1]],
    ['a = "😀é"; x = 1\n', 'x', [1, 11]],
    ['"""😀\n😀"""; x = 1\n', 'x', [2, 7]],
    ['a = 1\r\nx = 1\r\n', 'x', [2, 1]],
    ['a = 1\rb = 2\r\tx = 1\r', 'x', [3, 2]],
  ])('%j', async (text, word, [line, column]) => {
    const source = await sourceOf(text)
    expect(reportedPosition(text.indexOf(word), source)).toEqual({ line, column })
  })
})

it('writes a finding and its fix as the contract has it', async () => {
  const source = await sourceOf('def test_a():\n    assert (1, "😀"), "x"\n')
  const finding = findingAt(source, '(1, "😀")', ruleOf('assert-on-tuple', 'effectiveness', ['ruff:F631']), 'error', 'A tuple is always true')
  expect(reported(finding, fixAt(source, '"x"', '${1:"y"} \\$ $0', { safety: 'suggested', isSnippet: true }), source)).toEqual({
    rule: 'assert-on-tuple',
    section: 'effectiveness',
    severity: 'error',
    message: 'A tuple is always true',
    twins: ['ruff:F631'],
    range: { start: { line: 2, column: 12 }, end: { line: 2, column: 20 } },
    related: [],
    fix: { title: 'Replace "x"', safety: 'suggested', edits: [{ range: { start: { line: 2, column: 22 }, end: { line: 2, column: 25 } }, text: '"y" $ ' }] },
  })
  expect(reported(finding, undefined, source).fix).toBeNull()
})

describe('formats', () => {
  const finding: ReportedFinding = {
    rule: 'long-test',
    section: 'organization',
    severity: 'information',
    message: 'test_a has 50% more than *40* statements',
    twins: [],
    range: { start: { line: 3, column: 5 }, end: { line: 3, column: 11 } },
    related: [],
    fix: null,
  }
  const fixable = { ...finding, rule: 'assert-on-tuple', severity: 'error', message: 'two\nlines', fix: { title: 'Unpack it', safety: 'safe', edits: [] } } as const
  const run: ReportedRun = { version: '1.2.3', files: [{ path: 'a/test_x.py', findings: [finding, fixable], error: null }, { path: 'b,c/test:y.py', findings: [], error: 'no such file or folder' }] }
  const clean: ReportedRun = { version: '1.2.3', files: [{ path: 'test_x.py', findings: [], error: null }] }

  it('text', () => {
    expect(formats.text(run)).toBe(`a/test_x.py:3:5: information long-test test_a has 50% more than *40* statements
a/test_x.py:3:5: error assert-on-tuple two lines
b,c/test:y.py: no such file or folder

2 findings in 1 file (1 error, 1 information); 1 fixable with --fix; 1 file could not be reviewed
`)
    expect(formats.text(clean)).toBe('No findings in 1 file\n')
    expect(formats.text({ version: '1', files: [] })).toBe('No findings in 0 files\n')
  })

  it('json: the run itself and a summary', () => {
    const summary = { files: 2, unreadable: 1, findings: 2, error: 1, warning: 0, information: 1, hint: 0, fixable: { safe: 1, suggested: 0 } }
    expect(JSON.parse(formats.json(run))).toEqual({ ...run, summary })
  })

  it('github: one command each, with what would end it early escaped', () => {
    expect(formats.github(run)).toBe(`::notice file=a/test_x.py,line=3,endLine=3,col=5,endColumn=10,title=Proctor (long-test)::test_a has 50%25 more than *40* statements
::error file=a/test_x.py,line=3,endLine=3,col=5,endColumn=10,title=Proctor (assert-on-tuple)::two%0Alines
::error file=b%2Cc/test%3Ay.py,title=Proctor::no such file or folder
2 findings in 1 file (1 error, 1 information); 1 fixable with --fix; 1 file could not be reviewed
`)
    const long = { ...finding, range: { start: { line: 3, column: 5 }, end: { line: 4, column: 2 } } }
    expect(formats.github({ version: '1', files: [{ path: 'x.py', findings: [long], error: null }] })).toContain('::notice file=x.py,line=3,endLine=4,title=')
  })

  it('github: ten of each level, the others as text', () => {
    const findings = [...Array.from({ length: 12 }, () => finding), fixable]
    const lines = formats.github({ version: '1', files: [{ path: 'x.py', findings, error: null }] }).split('\n')
    expect(lines.filter((line) => line.startsWith('::notice'))).toHaveLength(10)
    expect(lines.filter((line) => line.startsWith('::error'))).toHaveLength(1)
    expect(lines.filter((line) => line.startsWith('x.py:3:5: information long-test'))).toHaveLength(2)
  })

  it('markdown', () => {
    expect(formats.markdown(run)).toBe(`# Proctor

2 findings in 1 file (1 error, 1 information); 1 fixable with --fix; 1 file could not be reviewed.

## a/test_x.py

- [line 3](a/test_x.py#L3) **Information** \`long-test\`: test_a has 50% more than \\*40\\* statements.
- [line 3](a/test_x.py#L3) **Error** \`assert-on-tuple\`: two lines. *Fix: Unpack it.*

## b,c/test:y.py

Not reviewed: no such file or folder
`)
  })
})

it.each([
  ['_check_state and a_b', '\\_check_state and a_b'],
  ['f(*args) < 3', 'f(\\*args) \\< 3'],
  ['[x](y) and ignore[rule]', '[x\\](y) and ignore[rule]'],
  ['use `a*b` or `', 'use `a*b` or \\`'],
  ['two\r\nlines', 'two lines'],
])('escapes for Markdown only what would act: %j', (text, wanted) => {
  expect(plain(text)).toBe(wanted)
})
