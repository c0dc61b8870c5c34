// An edit that takes much of the file away, and the one that brings it back: nothing is cut, parsed or checked twice.

import { beforeAll, expect, test } from 'vitest'
import { analyze } from '../../server/src/core/engine/analyze.ts'
import { defaultSettings, type Rule } from '../../server/src/core/index.ts'
import { rule } from '../../server/src/core/kit/index.ts'
import { editSource, openSource, type Parser, type Source } from '../../server/src/core/syntax/index.ts'
import { testParser } from '../support/parser.ts'

const count = 60
const text = `import unittest\n\n\nclass AllTest(unittest.TestCase):\n${Array.from({ length: count }, (_, i) => `    def test_${i}(self):\n        self.assertEqual(${i}, self.made(${i}))\n\n`).join('')}    def made(self, number):\n        return number\n`
const settings = { ...defaultSettings }

let runs = 0
const counting = rule({
  id: 'counting-test',
  summary: 'Counts.',
  why: 'For this test.',
  section: 'style',
  severity: 'hint',
  preset: 'essential',
  fix: undefined,
  since: '0.1.0',
  twins: [],
  on: 'test',
  *check(unit, context) {
    runs++
    const [first] = unit.owner === undefined ? [] : context.ancestorsOf(unit.owner)
    yield { at: unit.nameNode, words: `${unit.name} ${unit.owner?.name} ${first?.name}` }
  },
  message: ({ words }) => words,
}) as unknown as Rule

let parser: Parser
beforeAll(async () => {
  parser = await testParser()
})

function findings(source: Source): readonly string[] {
  return analyze(source, settings, [counting]).findings.map((finding) => `${source.rangeOf(finding.at).start} ${finding.message}`)
}

test.each([
  ['a quote that is opened and closed', { start: text.indexOf('    def test_0'), end: text.indexOf('    def test_0'), text: '    """' }],
  ['a class that is deleted and put back', { start: text.indexOf('class'), end: text.length, text: '' }],
])('%s', (_, edit) => {
  const whole = openSource(parser, 'test_all.py', text)
  const before = findings(whole)
  expect(before).toHaveLength(count)
  const broken = editSource(whole, [edit])
  expect(findings(broken)).toEqual([])
  // Somebody types on, so that what is gone was forgotten by now.
  let typed = broken
  for (let i = 0; i < 20; i++) {
    typed = editSource(typed, [{ start: edit.start + edit.text.length, end: edit.start + edit.text.length + (i % 2), text: i % 2 === 0 ? 'x' : '' }])
    findings(typed)
  }
  runs = 0
  const back = editSource(typed, [{ start: edit.start, end: edit.start + edit.text.length, text: text.slice(edit.start, edit.end) }])
  expect(back.text).toBe(text)
  expect(findings(back)).toEqual(before)
  expect(back.segments.filter((segment) => whole.has(segment)).length).toBeGreaterThanOrEqual(count)
  expect(runs).toBeLessThanOrEqual(2)
})

test('of texts that occur twice each is its own', () => {
  const twice = `${text}\n\n${text.replace('AllTest', 'AgainTest')}`
  const whole = openSource(parser, 'test_all.py', twice)
  const start = twice.indexOf('    def test_0')
  const back = editSource(editSource(whole, [{ start, end: start, text: '    """' }]), [{ start, end: start + 7, text: '' }])
  expect(new Set(back.segments).size).toBe(back.segments.length)
  expect(findings(back)).toEqual(findings(openSource(parser, 'test_all.py', twice)))
  // Another way from the same version: what the first one took away is still here.
  const other = editSource(whole, [{ start: twice.indexOf('class AgainTest'), end: twice.indexOf('class AgainTest'), text: `${text.slice(text.indexOf('class'))}\n\n` }])
  expect(new Set(other.segments).size).toBe(other.segments.length)
})
