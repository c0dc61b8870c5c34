// Where an added import goes: the group it belongs to, sorted in it, one blank line apart where the group is new.

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { withImport } from '../../server/src/core/edits/index.ts'
import { createParser, openSource } from '../../server/src/core/syntax/index.ts'
import { applyEdits } from '../../server/src/core/text/range.ts'

const grammars = new URL('../../grammars/', import.meta.url)
const parser = await createParser(readFileSync(new URL('tree-sitter.wasm', grammars)), readFileSync(new URL('python.wasm', grammars)))

/** The text with the import, and the name by which the module is reached. */
function added(text: string, module: string): readonly [string, string] | undefined {
  const source = openSource(parser, 'test_a.py', text)
  const imported = withImport(source, module)
  if (imported === undefined) return undefined
  const edits = imported.edits.map(({ segment, start, end, text: written }) => ({ start: source.startOf(segment) + start, end: source.startOf(segment) + end, text: written }))
  return [applyEdits(text, edits), imported.name]
}

test('what is imported already is reached by its name there', () => {
  expect(added('import pytest as pt\n', 'pytest')).toEqual(['import pytest as pt\n', 'pt'])
  expect(added('from unittest import mock\n', 'unittest.mock')?.[1]).toBe('mock')
})

test('a name that means something else is refused', () => {
  expect(added('def pytest():\n    pass\n', 'pytest')).toBeUndefined()
})

test('it is sorted into its group, plain imports before `from`', () => {
  expect(added('import os\n\nimport attr\nimport requests\nfrom flask import g\n\nx = 1\n', 'pytest')?.[0]).toBe('import os\n\nimport attr\nimport pytest\nimport requests\nfrom flask import g\n\nx = 1\n')
  expect(added('import os\nfrom io import StringIO\nfrom urllib import parse\n', 'unittest.mock')?.[0]).toBe('import os\nfrom io import StringIO\nfrom unittest import mock\nfrom urllib import parse\n')
  expect(added('import sys\n\nx = 1\n', 'os')?.[0]).toBe('import os\nimport sys\n\nx = 1\n')
})

test('a new group stands behind the standard library and before others', () => {
  expect(added('import os\n\n\ndef test_a():\n    pass\n', 'pytest')?.[0]).toBe('import os\n\nimport pytest\n\n\ndef test_a():\n    pass\n')
  expect(added('from .helpers import x\n', 'pytest')?.[0]).toBe('import pytest\n\nfrom .helpers import x\n')
  expect(added('import requests\n', 'os')?.[0]).toBe('import os\n\nimport requests\n')
})

test('without imports it goes behind the docstring, else to the top', () => {
  expect(added('"""Orders."""\n\n\ndef test_a():\n    pass\n', 'pytest')?.[0]).toBe('"""Orders."""\n\nimport pytest\n\n\ndef test_a():\n    pass\n')
  expect(added('def test_a():\n    pass\n', 'pytest')?.[0]).toBe('import pytest\n\n\ndef test_a():\n    pass\n')
})

test('line ends and trailing comments stay as they are', () => {
  expect(added('import os  # first\r\nimport sys\r\n', 'pathlib')?.[0]).toBe('import os  # first\r\nimport pathlib\r\nimport sys\r\n')
})
