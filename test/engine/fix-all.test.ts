// fixAll: what several fixes at once must not do to each other.

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { applyEdits, createProctor, defaultSettings } from '../../server/src/core/index.ts'

const grammars = new URL('../../grammars/', import.meta.url)
const wasm = { runtime: readFileSync(new URL('tree-sitter.wasm', grammars)), grammar: readFileSync(new URL('python.wasm', grammars)) }

test('two tests never get one name', async () => {
  const proctor = await createProctor(wasm)
  const body = (value: string): string => `        with pytest.raises(ValueError):\n            decode_header("${value}")\n`
  const text = `import pytest\n\n\nclass TestHeader:\n    def test_1(self):\n${body('x')}\n    def test_2(self):\n${body('y')}`
  const source = proctor.open('test_x.py', text)
  const { edits, fixed } = proctor.fixAll(source, defaultSettings, { unsafe: true })
  const after = applyEdits(text, edits)
  const names = [...after.matchAll(/def (\w+)/g)].map((match) => match[1])
  expect(fixed).toBe(1)
  expect(names).toEqual(['test_decode_header_raises_value_error', 'test_2'])
})

test('a second run changes nothing', async () => {
  const proctor = await createProctor(wasm)
  const text = 'def test_a(m):\n    m = Mock()\n    assert (m.x == 1, "no")\n    m.assert_called_once\n    f(m),\n'
  const source = proctor.open('test_x.py', text)
  const once = applyEdits(text, proctor.fixAll(source, defaultSettings).edits)
  expect(proctor.fixAll(proctor.open('test_x.py', once), defaultSettings)).toEqual({ edits: [], fixed: 0 })
})
