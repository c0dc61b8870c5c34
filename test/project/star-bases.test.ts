// A base that comes through `from … import *`: what its module says of it counts as if it had been imported by name.

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createProctor, defaultSettings } from '../../server/src/core/index.ts'

const grammars = new URL('../../grammars/', import.meta.url)

async function found(files: Readonly<Record<string, string>>, path: string): Promise<readonly string[]> {
  const proctor = await createProctor({ runtime: readFileSync(new URL('tree-sitter.wasm', grammars)), grammar: readFileSync(new URL('python.wasm', grammars)) })
  const source = proctor.open(path, files[path]!, { workspace: 'w', path })
  for (let round = 0; round < 20; round++) {
    proctor.analyze(source, defaultSettings)
    const wanted = proctor.wants(source)
    if (wanted.length === 0) break
    for (const each of wanted) proctor.learn('w', each, files[each])
  }
  return proctor.analyze(source, defaultSettings).findings.map(({ rule }) => rule.id)
}

const test_file = `from tests.other import *
from tests.base import *


class TestThing(Base):
    def test_thing(self):
        self.drive()
`

test('a method of the base is read', async () => {
  const files = { 'tests/test_thing.py': test_file, 'tests/other.py': 'def check(): pass\n', 'tests/base.py': 'import unittest\n\n\nclass Base(unittest.TestCase):\n    def drive(self):\n        print(1)\n' }
  expect(await found(files, 'tests/test_thing.py')).toContain('test-without-assertion')
  const asserting = { ...files, 'tests/base.py': files['tests/base.py'].replace('print(1)', 'self.assertEqual(1, 2)') }
  expect(await found(asserting, 'tests/test_thing.py')).not.toContain('test-without-assertion')
})

test('a base that no module of the workspace has stays unknown', async () => {
  expect(await found({ 'tests/test_thing.py': test_file, 'tests/other.py': '', 'tests/base.py': 'x = 1\n' }, 'tests/test_thing.py')).not.toContain('test-without-assertion')
})

test('a family of unittest is known by its module', async () => {
  const text = 'from django.test import *\n\n\nclass TestThing(TestCase):\n    def test_thing(self):\n        start_thing()\n'
  expect(await found({ 'tests/test_thing.py': text }, 'tests/test_thing.py')).toContain('test-without-assertion')
})
