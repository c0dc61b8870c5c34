// A fix that renames a test says where else the test is named: files that it does not touch.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, onTestFinished, test, vi } from 'vitest'
import { applied, converse, rangeOf } from './conversation.ts'

const own = 'import pytest\n\nfrom shop import parse\n\n\ndef test_1():\n    with pytest.raises(ValueError):\n        parse("")\n'
const files = {
  'pytest.ini': '[pytest]\naddopts = --deselect\n    tests/test_own.py::test_1\n',
  'tests/test_own.py': own,
  'tests/test_other.py': 'from tests.test_own import test_1\n\ntest_10 = test_1\n',
  'tests/test_none.py': 'def test_12():\n    pass\n',
}

test('of a vague test name', async () => {
  const root = mkdtempSync(join(tmpdir(), 'proctor mentions-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  const folder = pathToFileURL(root).href
  const uri = `${folder}/tests/test_own.py`
  const talk = await converse({ folder })
  await talk.open(uri, own)
  const actions = await talk.actions(uri, rangeOf(own, 'test_1'))
  const fix = actions.find(({ title }) => title === "Rename test to 'test_parse_with_empty_string_raises_value_error'")
  expect(applied(own, (await talk.resolve(fix!)).edit, uri)).toBe(own.replace('test_1', 'test_parse_with_empty_string_raises_value_error'))
  await vi.waitFor(() => expect(talk.log.filter((line) => line.includes('is not touched')).sort()).toEqual([
    "pytest.ini, line 3 names 'test_1' too, and is not touched",
    "tests/test_other.py, line 1 names 'test_1' too, and is not touched",
    "tests/test_other.py, line 3 names 'test_1' too, and is not touched",
  ]), 5000)
  await talk.end()
})
