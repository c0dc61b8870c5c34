// Documents that nobody asked about for a while keep their text and their findings only; nobody may notice but by the memory.

import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { createProctor, defaultSettings, type Proctor } from '../../server/src/core/index.ts'
import { converterFor } from '../../server/src/lsp/convert.ts'
import { createDocuments, type Documents } from '../../server/src/lsp/documents.ts'
import { converse, editor, rangeOf, until } from './conversation.ts'

const wasm = (name: string) => new Uint8Array(readFileSync(new URL(`../../grammars/${name}.wasm`, import.meta.url)))
const text = 'def test_adds_numbers():\n    assert (1 + 1 == 3, "wrong")\n'
const many = Array.from({ length: 20 }, (_, i) => i)

describe('which documents rest', () => {
  let proctor: Proctor
  beforeAll(async () => {
    proctor = await createProctor({ runtime: wasm('tree-sitter'), grammar: wasm('python') })
  })
  const uriOf = (i: number) => `file:///project/test_${i}.py`
  const openAll = (): Documents => {
    const documents = createDocuments(proctor, converterFor('utf-16'), (uri) => ({ workspace: 'file:///project', path: uri.slice('file:///project/'.length) }))
    for (const i of many) {
      documents.open({ textDocument: { uri: uriOf(i), languageId: 'python', version: 1, text } }, `test_${i}.py`)
      documents.get(uriOf(i))!.source()
    }
    return documents
  }
  const awake = (documents: Documents) => many.filter((i) => documents.get(uriOf(i))?.rests() === false)

  test('all but the eight that were asked about last, an edit counting as a question', () => {
    const documents = openAll()
    expect(awake(documents)).toEqual(many)
    documents.get(uriOf(3))!.source()
    documents.change({ textDocument: { uri: uriOf(5), version: 2 }, contentChanges: [{ text: `# new\n${text}` }] })
    documents.restOthers()
    expect(awake(documents)).toEqual([3, 5, 14, 15, 16, 17, 18, 19])
  })

  test('one that rests has its text, takes edits, and is cut again for who asks', () => {
    const documents = openAll()
    documents.restOthers()
    const first = documents.get(uriOf(0))!
    expect([first.rests(), first.text(), first.length]).toEqual([true, text, text.length])
    const edited = documents.change({ textDocument: { uri: uriOf(0), version: 2 }, contentChanges: [{ range: rangeOf(text, '3'), text: '4' }] })!
    expect([edited.rests(), edited.text()]).toEqual([true, text.replace('3', '4')])
    expect(proctor.analyze(edited.source(), defaultSettings).findings.map(({ rule }) => rule.id)).toEqual(['assert-on-tuple'])
    expect(edited.rests()).toBe(false)
  })

  test('one is found however its URI is written, until it is closed', () => {
    const documents = openAll()
    expect(documents.find('file:///project/test%5F7.py')).toBe(documents.get(uriOf(7)))
    documents.close(uriOf(7))
    expect(documents.find('file:///project/test%5F7.py')).toBeUndefined()
  })

  test('long ones rest sooner, the latest never', () => {
    const documents = openAll()
    for (const i of [18, 19]) documents.change({ textDocument: { uri: uriOf(i), version: 2 }, contentChanges: [{ text: `${text}${'x = 1\n'.repeat(200_000)}` }] })
    documents.restOthers()
    expect(awake(documents)).toEqual([19])
  })
})

describe('over the protocol', () => {
  const uriOf = (i: number) => `file:///project/tests/test_${i}.py`

  test('findings, edits and actions of a document that rests are those of any other', async () => {
    const talk = await converse()
    const ids: (string | undefined)[] = []
    for (const i of many) {
      await talk.open(uriOf(i), text)
      ids.push((await talk.pull(uriOf(i))).resultId)
    }
    expect(await talk.pull(uriOf(0), ids[0])).toEqual({ kind: 'unchanged', resultId: ids[0] })
    expect(await talk.findings(uriOf(1))).toMatchObject([{ code: 'assert-on-tuple', range: rangeOf(text, '(1 + 1 == 3, "wrong")') }])
    const [action] = await talk.actions(uriOf(2), rangeOf(text, '1 + 1'))
    expect((await talk.resolve(action!)).edit).toBeDefined()
    await talk.change(uriOf(3), 2, { range: rangeOf(text, 'def'), text: '# moved\ndef' })
    expect(await talk.findings(uriOf(3))).toMatchObject([{ code: 'assert-on-tuple', range: { start: { line: 2 } } }])
    expect(talk.log).toEqual([])
    await talk.end()
  })

  const folder = 'memfs:///project'
  const conftest = `${folder}/tests/conftest.py`
  const asserting = 'import pytest\n\n\n@pytest.fixture\ndef server():\n    yield 1\n    assert not leaks()\n'
  const idle = asserting.replace('    assert not leaks()\n', '')
  const own = 'def test_adds_numbers(server):\n    server.add(1, 2)\n'
  const leaning = `${folder}/tests/test_leaning.py`

  test.each([
    ['a client that pulls is asked to pull again', editor],
    ['a client that does not gets the new findings', { workspace: {}, textDocument: { publishDiagnostics: {} } }],
  ])('when a file changes that one rests on, %s', async (_, capabilities) => {
    const talk = await converse({ folder, files: new Map([[conftest, asserting]]), capabilities, options: { providesFiles: true } })
    const published = (uri: string) => talk.published.filter((each) => each.uri === uri)
    await talk.open(leaning, own)
    const pulls = capabilities === editor
    const first = pulls ? await talk.pull(leaning) : await until(() => published(leaning).at(-1), (found) => found?.diagnostics.length === 0)
    // By now the conftest was read, or is being read.
    for (const i of many) {
      await talk.open(`${folder}/tests/test_${i}.py`, text)
      if (pulls) await talk.pull(`${folder}/tests/test_${i}.py`)
      else await until(() => published(`${folder}/tests/test_${i}.py`).length, (count) => count > 0)
    }
    const before = talk.refreshes()
    await talk.open(conftest, idle)
    if (!pulls) {
      await until(() => published(leaning).at(-1)!, ({ diagnostics }) => diagnostics.length === 1, 15_000)
    } else {
      await until(() => talk.refreshes(), (count) => count > before, 15_000)
      expect(await talk.pull(leaning, (first as { resultId?: string }).resultId)).toMatchObject({ kind: 'full', items: [{ code: 'test-without-assertion' }] })
    }
    await talk.end()
  })
})
