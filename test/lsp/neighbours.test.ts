// Other files as the server reads them: after the first answer, from the editor before the disk, and again when they change.

import { expect, test } from 'vitest'
import { converse, editor, until, type Conversation } from './conversation.ts'

const folder = 'memfs:///project'
const uri = `${folder}/tests/test_server.py`
const conftest = `${folder}/tests/conftest.py`
const own = 'def test_adds_numbers(server):\n    server.add(1, 2)\n'
const asserting = 'import pytest\n\n\n@pytest.fixture\ndef server():\n    yield 1\n    assert not leaks()\n'
const idle = asserting.replace('    assert not leaks()\n', '')

function talkOver(files: ReadonlyMap<string, string>, capabilities = editor): Promise<Conversation> {
  return converse({ folder, files, capabilities, options: { providesFiles: true } })
}

const codes = async (talk: Conversation) => (await talk.findings(uri)).map(({ code }) => code)

test('the first answer waits for nobody; when the conftest is read the client is asked to pull again', async () => {
  const talk = await talkOver(new Map([[conftest, idle]]))
  await talk.open(uri, own)
  expect(await codes(talk)).toEqual([])
  await until(() => talk.refreshes(), (count) => count === 1)
  expect(await codes(talk)).toEqual(['test-without-assertion'])
  await talk.end()
})

test('a client that cannot be asked to pull again waits for the whole answer', async () => {
  const talk = await talkOver(new Map([[conftest, idle]]), { ...editor, workspace: {} })
  await talk.open(uri, own)
  expect(await codes(talk)).toEqual(['test-without-assertion'])
  await talk.end()
})

test('a conftest counts as it stands in the editor, and as on the disk once it is closed', async () => {
  const talk = await talkOver(new Map([[conftest, idle]]))
  await talk.open(conftest, asserting)
  await talk.open(uri, own)
  expect(await codes(talk)).toEqual([])
  await talk.change(conftest, 2, { text: idle })
  await until(() => codes(talk), (found) => found.length === 1)
  await talk.change(conftest, 3, { text: asserting })
  await until(() => codes(talk), (found) => found.length === 0)
  await talk.close(conftest)
  await until(() => codes(talk), (found) => found.length === 1)
  await talk.end()
})

test('a conftest that changes on the disk, and one that nobody rests on', async () => {
  const files = new Map([[conftest, asserting]])
  const talk = await talkOver(files)
  await talk.open(uri, own)
  expect(await codes(talk)).toEqual([])
  files.set(conftest, idle)
  await talk.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: `${folder}/other/conftest.py`, type: 1 }, { uri: conftest, type: 2 }] })
  await until(() => codes(talk), (found) => found.length === 1)
  files.delete(conftest)
  files.set(`${folder}/conftest.py`, asserting)
  await talk.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: conftest, type: 3 }, { uri: `${folder}/conftest.py`, type: 1 }] })
  await until(() => codes(talk), (found) => found.length === 0)
  await talk.end()
})
