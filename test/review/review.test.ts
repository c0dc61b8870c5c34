import { describe, expect, it } from 'vitest'
import type { Analysis } from '../../server/src/core/engine/finding.ts'
import { sections } from '../../server/src/core/kit/index.ts'
import { buildReview } from '../../server/src/core/review/build.ts'
import { verdictOf } from '../../server/src/core/review/verdict.ts'
import { reviewJson } from '../../server/src/core/report/review-json.ts'
import { reviewMarkdown } from '../../server/src/core/report/review-markdown.ts'
import { analysisOf, findingAt, fixAt, ruleOf, sourceOf } from '../report/sample.ts'

const secret = ruleOf('hardcoded-secret', 'security')
const shell = ruleOf('shell-injection', 'security')
const tuple = ruleOf('assert-on-tuple', 'effectiveness')
const numbered = ruleOf('numbered-variable', 'variable-naming')
const long = ruleOf('long-test', 'organization')
const rules = [secret, shell, tuple, numbered, long]
const text = 'import os\n\n\ndef test_a():\n    flavor1 = os.x\n    assert (flavor1, "why")\n'

describe('what a section without findings may claim', () => {
  const cleanOf = async (rest: Partial<Analysis>, ran = rules): Promise<Record<string, string | undefined>> => {
    const review = buildReview(await sourceOf(text), analysisOf([], ran, rest), rules, [])
    return Object.fromEntries(review.sections.map((section) => [section.id, section.clean]))
  }

  it('is its own sentence only where all its rules ran on a file that could be read', async () => {
    expect(await cleanOf({})).toMatchObject({ security: 'No security defects found', effectiveness: 'No test was found that cannot fail', organization: 'No findings', style: 'No findings' })
  })

  it('is less where a rule was off, broke down, or a comment hid something', async () => {
    expect(await cleanOf({}, [secret, tuple, numbered])).toMatchObject({ security: 'No findings; 1 of 2 rules ran', organization: 'Not checked: all its rules are off', effectiveness: 'No test was found that cannot fail' })
    expect(await cleanOf({ breakdowns: [{ rule: shell, message: 'x' }] }, [secret, tuple, numbered, long])).toMatchObject({ security: 'No findings; 1 of 2 rules ran' })
    expect(await cleanOf({ suppressed: 1 })).toMatchObject({ security: 'No findings beside what comments suppress', organization: 'No findings' })
  })

  it('is no more than the parts that could be read', async () => {
    const gaps = [{ at: { start: 11, end: 20 }, reason: 'not valid Python' }]
    expect(await cleanOf({ gaps })).toMatchObject({ security: 'No findings in the parts of the file that could be read' })
  })
})

it('keeps the sections in their order, whatever was found', async () => {
  const source = await sourceOf(text)
  const review = buildReview(source, analysisOf([findingAt(source, 'test_a', long, 'information')], rules), rules, [])
  expect(review.sections.map((section) => section.id)).toEqual(sections.map((section) => section.id))
})

it('puts first what is gravest, then what stands earlier in the review, three at most', async () => {
  const source = await sourceOf(text)
  const findings = [
    findingAt(source, 'os', secret, 'warning'),
    findingAt(source, 'test_a', long, 'warning'),
    findingAt(source, 'flavor1', numbered, 'hint'),
    findingAt(source, '(flavor1', tuple, 'error'),
    findingAt(source, '"why"', tuple, 'warning'),
  ]
  const review = buildReview(source, analysisOf(findings, rules), rules, [])
  expect(review.first).toEqual([findings[3], findings[4], findings[0]])
  expect(review.counts).toEqual({ error: 1, warning: 3, information: 0, hint: 1 })
})

it('says its verdict by the counts alone', () => {
  const counts = (error: number, warning: number, information: number, hint: number) => ({ error, warning, information, hint })
  expect(verdictOf(counts(2, 1, 3, 4), 0, 0)).toBe('Not ready: 2 errors should be mended first, then 1 warning and 7 smaller remarks')
  expect(verdictOf(counts(1, 0, 0, 0), 1, 0)).toBe('Not ready: 1 error should be mended first; one part of the file could not be read and may hide more')
  expect(verdictOf(counts(0, 1, 0, 1), 0, 0)).toBe('Nearly ready: 1 warning to look at, and 1 smaller remark')
  expect(verdictOf(counts(0, 0, 1, 1), 0, 0)).toBe('Sound: no errors or warnings, 2 remarks that would make it easier to read and keep')
  expect(verdictOf(counts(0, 0, 0, 0), 2, 0)).toBe('Nothing found in what could be read; 2 parts of the file could not be read')
  expect(verdictOf(counts(0, 0, 0, 0), 0, 2)).toBe('Nothing to mend; 2 names might be better')
  expect(verdictOf(counts(0, 0, 0, 0), 0, 0)).toBe('Nothing to mend')
})

describe('written', async () => {
  const source = await sourceOf(text)
  const findings = [findingAt(source, '(flavor1, "why")', tuple, 'error', 'A tuple is always true'), findingAt(source, 'flavor1', numbered, 'information', "'flavor1' is only numbered")]
  const analysis = analysisOf(findings, [secret, tuple, numbered, long], { gaps: [{ at: { start: 0, end: 12 }, reason: 'not valid Python' }], suppressed: 2 })
  const review = buildReview(source, analysis, rules, [
    { line: 5, name: 'os_x', candidates: [{ name: 'flavor_list', evidence: 'read from `os.x`' }, { name: 'flavors', evidence: 'the file says so' }], refusal: undefined },
    { line: 6, name: 'compute_driver', candidates: [], refusal: 'it may override an attribute of a base class that could not be read' },
  ])
  const context = {
    source,
    lineLink: (line: number) => `file:///a b/test_x.py#L${line}`,
    fixesFor: (finding: unknown) => (finding === findings[0] ? [fixAt(source, '(flavor1, "why")', 'x', { title: 'Unpack the tuple' })] : [{ refusal: 'the name is used in a string' }]),
  }

  it('as Markdown: all sections, links, fixes, suggestions, summary', () => {
    expect(reviewMarkdown(review, context)).toBe(`# Review of test_x.py

## Effectiveness

- [Line 6](file:///a%20b/test_x.py#L6) · **Error** · A tuple is always true (\`assert-on-tuple\`). Fix: *Unpack the tuple*.

## Stability

No findings in the parts of the file that could be read.

## Security

No findings in the parts of the file that could be read.

## Style

No findings in the parts of the file that could be read.

## Docstrings

No findings in the parts of the file that could be read.

## Variable naming

- [Line 5](file:///a%20b/test_x.py#L5) · **Information** · 'flavor1' is only numbered (\`numbered-variable\`). No fix here: the name is used in a string.

*Suggestions, likely but not certain:*

- [Line 5](file:///a%20b/test_x.py#L5) · \`os_x\` → \`flavor_list\` (read from \`os.x\`), or \`flavors\` (the file says so).
- [Line 6](file:///a%20b/test_x.py#L6) · \`compute_driver\` cannot be renamed: it may override an attribute of a base class that could not be read.

## Function naming

No findings in the parts of the file that could be read.

## Comments

No findings in the parts of the file that could be read.

## Error handling

No findings in the parts of the file that could be read.

## Organization

No findings in the parts of the file that could be read.

## Test names

No findings in the parts of the file that could be read.

## Overall summary

Not ready: 1 error should be mended first, then 1 smaller remark; one part of the file could not be read and may hide more.

| | Errors | Warnings | Information | Hints |
| --- | ---: | ---: | ---: | ---: |
| Effectiveness | 1 |  |  |  |
| Variable naming |  |  | 1 |  |
| **All** | 1 | 0 | 1 | 0 |

### What to do first

1. [Line 6](file:///a%20b/test_x.py#L6) · **Error** · A tuple is always true (\`assert-on-tuple\`).
2. [Line 5](file:///a%20b/test_x.py#L5) · **Information** · 'flavor1' is only numbered (\`numbered-variable\`).

### What was not checked

- [Lines 1–3](file:///a%20b/test_x.py#L1): not valid Python.
- 1 rule is off in these settings.
- 2 findings are suppressed by comments.
`)
  })

  it('as JSON: the same findings as `check` gives, sections in order', () => {
    const data = JSON.parse(reviewJson(review, '1.2.3', context))
    expect(data).toMatchObject({ version: '1.2.3', path: 'tests/test_x.py', counts: { error: 1, information: 1 }, verdict: expect.stringMatching(/^Not ready/) })
    expect(data.sections.map((section: { id: string }) => section.id)).toEqual(sections.map((section) => section.id))
    expect(data.sections[0]).toMatchObject({ clean: null, findings: [{ rule: 'assert-on-tuple', range: { start: { line: 6, column: 12 } }, fix: { title: 'Unpack the tuple', safety: 'safe' } }] })
    expect(data.sections[5].suggestions[1]).toMatchObject({ name: 'compute_driver', refusal: expect.stringContaining('base class') })
    expect(data.first.map((finding: { rule: string }) => finding.rule)).toEqual(['assert-on-tuple', 'numbered-variable'])
    expect(data.gaps).toEqual([{ range: { start: { line: 1, column: 1 }, end: { line: 4, column: 1 } }, reason: 'not valid Python' }])
  })
})
