// Random edits of real test files: the findings after each edit must be those of a file that was just opened.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { analyze } from '../../server/src/core/engine/analyze.ts'
import { allRules, createProctor, defaultSettings, type Proctor, type Rule, type Settings, type Source } from '../../server/src/core/index.ts'
import { rule } from '../../server/src/core/kit/index.ts'
import { createParser, editSource, openSource } from '../../server/src/core/syntax/index.ts'
import { libTest } from '../support/corpus.ts'

const grammars = new URL('../../grammars/', import.meta.url)
const wasm = { runtime: readFileSync(new URL('tree-sitter.wasm', grammars)), grammar: readFileSync(new URL('python.wasm', grammars)) }
const settings: Settings = { ...defaultSettings, preset: 'strict' }

let proctor: Proctor
beforeAll(async () => {
  proctor = await createProctor(wasm)
})

/** Base classes and helpers, mocks, fixtures, waits: what lets one place of a file depend on another. */
const files = ['test_bool.py', 'test_queue.py', 'test_contextlib.py', 'test_sched.py'].map((name) => readFileSync(join(libTest(), name), 'utf8').slice(0, 25_000))
files.push(readFileSync(new URL('../samples/test_resize_cleanup.py', import.meta.url), 'utf8'))

function findings(source: Source): readonly string[] {
  return proctor.analyze(source, settings).findings.map((finding) => {
    const { start, end } = source.rangeOf(finding.at)
    return `${start}-${end} ${finding.severity} ${finding.rule.id} ${finding.message} ${finding.related.map(({ at }) => source.rangeOf(at).start).join()}`
  })
}

const inserted = [
  'assert x', '  # proctor: ignore[long-test]', 'self.assertEqual(1, 1)\n', '_check', 'def ', '    def test_new(self):\n        self._check()\n\n', 'import pytest\n', 'from unittest import mock\n', '@pytest.fixture\n', '"""', '(', ')', ':', '\n', '    ', 'x1, x2 = 1, 2\n', 'time.sleep(1)\n',
  'class Base:\n    def _check(self):\n        assert self\n\n', 'tmp', 'return', '#', ',', 'test_', 'pass\n', 'yield', 'self.', 'mock.Mock()', '.assert_called_once', 'raise ValueError\n',
]
const step = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  atLineStart: fc.boolean(),
  length: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 2, arbitrary: fc.integer({ min: 1, max: 12 }) }, { weight: 1, arbitrary: fc.integer({ min: 50, max: 900 }) }),
  text: fc.oneof({ weight: 1, arbitrary: fc.constant('') }, { weight: 5, arbitrary: fc.constantFrom(...inserted) }),
})

test('findings after edits are those of a fresh file', { timeout: 300_000 }, async () => {
  let edits = 0
  let seen = 0
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...files), fc.array(step, { minLength: 2, maxLength: 8 }), async (text, steps) => {
      // The test runner has to be heard in between.
      await new Promise((resolve) => setImmediate(resolve))
      let source = proctor.open('test_x.py', text)
      findings(source)
      for (const one of steps) {
        const somewhere = Math.floor(one.at * source.length)
        const start = one.atLineStart ? source.text.lastIndexOf('\n', somewhere) + 1 : somewhere
        source = proctor.edit(source, [{ start, end: Math.min(source.length, start + one.length), text: one.text }])
        const now = findings(source)
        expect(now).toEqual(findings(proctor.open('test_x.py', source.text)))
        edits++
        seen += now.length
      }
    }),
    { numRuns: Number(process.env['PROCTOR_RUNS'] ?? 60) },
  )
  expect(edits).toBeGreaterThan(100)
  expect(seen).toBeGreaterThan(200)
})

test('typing a word into one test and back leaves every finding as it was', () => {
  const text = files[2]!
  let source = proctor.open('test_x.py', text)
  const before = findings(source)
  const at = text.indexOf('assert') + 6
  for (const [i, letter] of [...' self._check(1)'].entries()) {
    source = proctor.edit(source, [{ start: at + i, end: at + i, text: letter }])
    expect(findings(source)).toEqual(findings(proctor.open('test_x.py', source.text)))
  }
  source = proctor.edit(source, [{ start: at, end: at + 15, text: '' }])
  expect(findings(source)).toEqual(before)
})

/** A class with 40 tests that share two helpers, and a rule that names each function which is looked at. */
async function watched() {
  const grammar = await createParser(wasm.runtime, wasm.grammar)
  const checked: string[] = []
  // Which rules run is kept by settings object, and these are others.
  const ownSettings: Settings = { ...settings }
  const rules: readonly Rule[] = [...allRules, rule({
    id: 'witness', summary: 's', why: 'w', section: 'style', severity: 'hint', preset: 'essential', fix: undefined, since: '0.1.0', twins: [],
    on: 'function',
    *check(unit) {
      checked.push(unit.name)
    },
    message: () => '',
  })]
  const named = (i: number): string => `test_${'abcdefgh'[i >> 3]}${'klmnopqr'[i & 7]}_runs`
  const methods = Array.from({ length: 40 }, (_, i) => `    @mock.patch('app.run')\n    def ${named(i)}(self, run):\n        value = self.make(${i})\n        self._verify(value, run)\n        run.assert_called_once_with(${i})\n\n`)
  const text = `from unittest import TestCase, mock\n\nclass TestIt(TestCase):\n    def setUp(self):\n        self.made = []\n\n    def make(self, number):\n        return number\n\n    def _verify(self, value, run):\n        self.assertEqual(value, run.call_count)\n\n${methods.join('')}`
  let source = openSource(grammar, 'test_it.py', text)
  analyze(source, ownSettings, rules)
  expect(new Set(checked)).toHaveLength(43)
  return {
    text,
    named,
    /** The functions that are looked at after each letter. */
    type(at: number, letters: string): readonly (readonly string[])[] {
      return [...letters].map((letter, i) => {
        checked.length = 0
        source = editSource(source, [{ start: at + i, end: at + i, text: letter }])
        analyze(source, ownSettings, rules)
        return [...checked]
      })
    },
  }
}

test('typing inside a method asks nothing of the others, open brackets included', async () => {
  const { text, named, type } = await watched()
  const perLetter = type(text.indexOf('self.make(20)') + 'self.make(20)'.length, ' + f("a", [1])')
  // An open bracket may reach into the method behind; while it is open nothing is said of the method itself.
  expect(perLetter.flat().filter((name) => name !== named(20) && name !== named(21))).toEqual([])
  expect(perLetter.slice(0, 4)).toEqual([[named(20)], [named(20)], [named(20)], [named(20)]])
})

test('typing inside a helper asks its callers again only where it begins or ceases to check', async () => {
  const { text, type } = await watched()
  expect(type(text.indexOf('run.call_count)') + 'run.call_count)'.length, '  # as often')).toEqual(Array.from({ length: 12 }, () => ['_verify']))
  const perLetter = type(text.indexOf('return number') + 'return number'.length, '\n        assert number')
  expect(perLetter.map(({ length }) => length).filter((length) => length > 2)).toEqual([41])
})

test('a test that is typed between a decorator and its function asks nothing of the others', async () => {
  const { text, named, type } = await watched()
  const at = text.indexOf(`    def ${named(20)}`)
  const perLetter = type(at, '    def test_new(self):\n        value = 1\n')
  expect(perLetter.flat().filter((name) => ![named(20), named(19), named(21), 'test_new'].includes(name))).toEqual([])
})
