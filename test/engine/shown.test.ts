// Which findings of a rule are made: those of a stricter preset, and those that only some of its twins report.

import { readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { enabledRules, isShown } from '../../server/src/core/engine/enabled.ts'
import { rule } from '../../server/src/core/kit/index.ts'
import type { Located } from '../../server/src/core/kit/rule.ts'
import { createProctor, defaultSettings, type Settings } from '../../server/src/core/index.ts'

const grammars = new URL('../../grammars/', import.meta.url)
const wasm = { runtime: readFileSync(new URL('tree-sitter.wasm', grammars)), grammar: readFileSync(new URL('python.wasm', grammars)) }

const sample = rule({
  id: 'sample', summary: 'A sample.', why: '', section: 'error-handling', severity: 'hint', preset: 'recommended', fix: undefined, since: '0.1.0',
  twins: ['ruff:PT012', 'flake8:PT012', 'ruff:PT031'], on: 'node', kinds: ['pass_statement'],
  *check(node) { yield { at: node } },
  message: () => 'A sample',
})

let at: Located['at']

beforeAll(async () => {
  const proctor = await createProctor(wasm)
  at = proctor.open('test_x.py', 'pass\n').segments[0]!.root
})

function shown(settings: Partial<Settings>, facts: Omit<Located, 'at'>): boolean {
  const [enabled] = enabledRules([sample], { ...defaultSettings, ...settings })
  return isShown(enabled!, { at, ...facts })
}

test('a finding of a stricter preset is shown by that preset, and to whoever names the rule', () => {
  const strict = { preset: 'strict' } as const
  expect(shown({}, {})).toBe(true)
  expect(shown({}, strict)).toBe(false)
  expect(shown({ preset: 'strict' }, strict)).toBe(true)
  expect(shown({ select: ['sample'] }, strict)).toBe(true)
  expect(shown({ select: ['PT012'] }, strict)).toBe(true)
  expect(shown({ rules: { sample: 'warning' } }, strict)).toBe(true)
  expect(shown({ rules: { 'error-handling': 'warning' } }, strict)).toBe(false)
  expect(shown({ preset: 'strict' }, { preset: 'named' })).toBe(false)
  expect(shown({ select: ['sample'] }, { preset: 'named' })).toBe(true)
})

test('whoever selects a twin gets what that twin reports', () => {
  const twins = ['ruff:PT012', 'flake8:PT012']
  expect(shown({ select: ['PT012'] }, { twins })).toBe(true)
  expect(shown({ select: ['flake8:pt012'] }, { twins })).toBe(true)
  expect(shown({ select: ['PT031'] }, { twins })).toBe(false)
  expect(shown({ select: ['PT031', 'sample'] }, { twins })).toBe(true)
  expect(shown({ select: ['PT031'] }, {})).toBe(true)
  expect(shown({}, { twins })).toBe(true)
})

test('what only another tool says is shown to whoever selects it by that tool\'s code', () => {
  const said = { preset: 'twin', twins: ['ruff:PT012'] } as const
  expect(shown({ preset: 'strict' }, said)).toBe(false)
  expect(shown({ select: ['sample'] }, said)).toBe(false)
  expect(shown({ rules: { sample: 'warning' } }, said)).toBe(false)
  expect(shown({ select: ['PT031'] }, said)).toBe(false)
  expect(shown({ select: ['PT012'] }, said)).toBe(true)
})

test('whoever ignores a twin does not get what that twin reports, and keeps the rest of the rule', () => {
  const twins = ['ruff:PT012', 'flake8:PT012']
  expect(shown({ ignore: ['PT012'] }, { twins })).toBe(false)
  expect(shown({ ignore: ['flake8:pt012'] }, { twins })).toBe(false)
  expect(shown({ ignore: ['PT031'] }, { twins })).toBe(true)
  expect(shown({ ignore: ['PT031'] }, {})).toBe(false)
  expect(shown({ select: ['PT012', 'PT031'], ignore: ['PT012'] }, { twins: ['ruff:PT031'] })).toBe(true)
  expect(enabledRules([sample], { ...defaultSettings, ignore: ['PT012', 'PT031'] })).toEqual([])
})
