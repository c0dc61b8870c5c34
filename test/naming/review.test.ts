// The wide tier over the sample that the README reviews.

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { suggestionsForReview } from '../../server/src/core/naming/index.ts'
import { defaultSettings } from '../../server/src/core/settings/settings.ts'
import { openSource } from '../../server/src/core/syntax/index.ts'
import { testParser } from '../support/parser.ts'

const text = readFileSync(new URL('../samples/test_resize_cleanup.py', import.meta.url), 'utf8')
const source = openSource(await testParser(), 'test_resize_cleanup.py', text)
const suggestions = new Map(suggestionsForReview(source, defaultSettings).map((each) => [each.name, each]))
const lines = text.split('\n')

function candidates(name: string): readonly string[] {
  return suggestions.get(name)?.candidates.map((each) => each.name) ?? []
}

test('offers what the first review asked for', () => {
  expect(candidates('flavor1')).toContain('source_flavor')
  expect(candidates('flavor2')).toContain('dest_flavor')
  expect(candidates('flavors')).toContain('available_flavors')
  expect(candidates('server')).toContain('resize_server')
  expect(candidates('req')).toContain('resize_request')
  expect(candidates('dest_host')).toContain('destination_host')
})

test('says why an attribute of the class stays', () => {
  expect(suggestions.get('compute_driver')?.refusal).toContain('ProviderUsageBaseTestCase')
  expect(suggestions.get('flavor1')?.refusal).toBeUndefined()
})

test('every suggestion stands where it says, with evidence, and is another name', () => {
  expect(suggestions.size).toBeGreaterThan(5)
  for (const { line, name, candidates } of suggestions.values()) {
    expect(lines[line - 1]).toMatch(new RegExp(`\\b${name}\\b`))
    expect(candidates.length).toBeGreaterThan(0)
    for (const candidate of candidates) {
      expect(candidate.name).not.toBe(name)
      expect(candidate.evidence).not.toBe('')
    }
  }
})

test('a broken or empty file gives none', async () => {
  for (const broken of ['', 'def test_x(:\n    r = get_', 'class A:\n']) expect(suggestionsForReview(openSource(await testParser(), 'test_x.py', broken), defaultSettings)).toEqual([])
})
