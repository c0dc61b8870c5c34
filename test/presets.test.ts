// The default preset knows which framework a test is written for: a unittest class is not told to write pytest, nor the reverse. Asked of
// every example of every spec, and of CPython's own suite, which knows unittest alone.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, expect, test } from 'vitest'
import { allRules, defaultSettings, type Proctor } from '../server/src/core/index.ts'
import { testProctor } from './cli/cli.ts'
import { libTest, pythonFiles } from './support/corpus.ts'

/** Words that mean something in the one framework only. */
const pytestOnly = /\bpytest\b|\bmonkeypatch\b|\btmp_path\b|\bcapsys\b|\bcaplog\b|\bparametri[sz]e|\bfixtures?\b/i
const unittestOnly = /\bself\.assert|\baddCleanup\b|\bsetUp(?:Class)?\b|\bsubTest\b|\bskipTest\b|\bTestCase\b|\bassert(?:Equal|True|False|In|Is|Raises|Warns|Logs)\w*\b/

let proctor: Proctor
beforeAll(async () => void (proctor = await testProctor()))

/** What is said of the text and offered to it that matches, `rule: words`. */
function saying(pattern: RegExp, name: string, text: string): readonly string[] {
  const source = proctor.open(name, text)
  return proctor.analyze(source, defaultSettings).findings.flatMap((finding) => {
    const fixes = proctor.fixesFor(finding, source, defaultSettings).flatMap((fix) => ('edits' in fix ? [fix.title, ...fix.edits.map((edit) => edit.text)] : [fix.refusal]))
    // What stands in the text already is its own word.
    return [finding.message, ...fixes].filter((words) => pattern.test(words) && !text.includes(pattern.exec(words)![0])).map((words) => `${finding.rule.id}: ${words}`)
  })
}

const folder = fileURLToPath(new URL('rules/', import.meta.url))
const examples = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.md'))
  .flatMap((path) => [...readFileSync(join(folder, path), 'utf8').matchAll(/^```python\n(.*?)^```/gms)].map((match) => ({ path, text: match[1]!.replace(/^\s*(?:\^|~~~|…[\^~]).*\n/gm, '') })))

test('examples of unittest are not told to write pytest', () => {
  const ofUnittest = examples.filter(({ text }) => /\(.*TestCase\)/.test(text) && !/\bpytest\b|^(?:async )?def test/m.test(text))
  expect(ofUnittest.length).toBeGreaterThan(60)
  expect(ofUnittest.flatMap(({ path, text }) => saying(pytestOnly, 'test_x.py', text).map((words) => `${path}: ${words}`))).toEqual([])
})

test('examples of pytest are not told to write unittest', () => {
  const ofPytest = examples.filter(({ text }) => !/unittest|TestCase|\bself\.assert|testtools/.test(text))
  expect(ofPytest.length).toBeGreaterThan(200)
  expect(ofPytest.flatMap(({ path, text }) => saying(unittestOnly, 'test_x.py', text).map((words) => `${path}: ${words}`))).toEqual([])
})

test('CPython’s suite is not told to write pytest', { timeout: 60_000 }, () => {
  const files = pythonFiles(libTest()).filter((path) => /[/\\]test_\w+\.py$/.test(path)).filter((_, i) => i % 70 === 0)
  expect(files.length).toBeGreaterThan(5)
  expect(files.flatMap((path) => saying(pytestOnly, path, readFileSync(path, 'utf8')).map((words) => `${path}: ${words}`))).toEqual([])
})

test('essential is what is certainly wrong: errors and warnings, never taste', () => {
  const wrong = allRules.filter(({ preset, severity, section }) => preset === 'essential' && (severity === 'hint' || severity === 'information' || /naming|docstrings|style|comments|test-names/.test(section)))
  expect(wrong.map(({ id }) => id)).toEqual([])
})

test('an error is on by default', () => {
  expect(allRules.filter(({ preset, severity }) => severity === 'error' && preset === 'strict').map(({ id }) => id)).toEqual([])
})
