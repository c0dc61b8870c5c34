// Names on request: the lightbulb's entry, the list with its evidence, what other test files add, and the rename that follows.

import { expect, test } from 'vitest'
import type { WorkspaceEdit } from 'vscode-languageserver'
import { suggestNamesRequest, type NameSuggestions } from '../../server/src/protocol/index.ts'
import { converse, until, type Conversation } from './conversation.ts'

const folder = 'memfs:///project'
const uri = `${folder}/tests/test_server.py`
const text = 'def test_boots(api):\n    x = api.make_server()\n    boot(server=x)\n    assert x.server\n\n\ndef test_other(server):\n    assert server\n'
const place = { line: 1, character: 4 }

/** Longer than the server's idle time: each question is work that it puts before the gathering. */
const pause = 2_800

const namesAt = (talk: Conversation, position = place, document = uri) => talk.connection.sendRequest<NameSuggestions | null>(suggestNamesRequest, { textDocument: { uri: document }, position })

test('the lightbulb leads to the list, the list to a rename', async () => {
  const talk = await converse({ folder, files: new Map() })
  await talk.open(uri, text)
  const action = (await talk.actions(uri, { start: place, end: place })).find(({ title }) => title === 'Suggest names…')
  expect((await talk.resolve(action!)).command).toEqual({ title: 'Suggest names', command: 'test.suggestNames', arguments: [uri, place] })
  const answer = await namesAt(talk)
  expect(answer).toMatchObject({ name: 'x', range: { start: place, end: { line: 1, character: 5 } } })
  expect(answer!.suggestions.length).toBeLessThanOrEqual(5)
  const lines = (from: number, to: number, last: number) => ({ start: { line: from, character: from === 0 ? 0 : 4 }, end: { line: to, character: last } })
  expect(answer!.about).toEqual([lines(0, 0, 20), lines(1, 1, 25), lines(2, 2, 18), lines(3, 3, 19)])
  expect(answer!.suggestions[0]).toEqual({ name: 'server', evidence: expect.stringContaining('passed as server') as string })
  const edit = await talk.connection.sendRequest<WorkspaceEdit>('textDocument/rename', { textDocument: { uri }, position: place, newName: answer!.suggestions[0]!.name })
  expect(JSON.stringify(edit).match(/"newText":"server"/g)).toHaveLength(3)
  await talk.end()
})

test('no variable, no list; a variable for which nothing speaks has an empty one; bad parameters are refused', async () => {
  const talk = await converse({ folder, files: new Map() })
  await talk.open(uri, 'import os\n\n\ndef test_a():\n    zz = call()\n    assert zz\n')
  expect(await namesAt(talk, { line: 0, character: 8 })).toBeNull()
  expect(await namesAt(talk, { line: 4, character: 4 })).toMatchObject({ name: 'zz', suggestions: [] })
  expect(await namesAt(talk, place, `${folder}/closed.py`)).toBeNull()
  await expect(talk.connection.sendRequest(suggestNamesRequest, { textDocument: {} })).rejects.toThrow()
  await talk.end()
})

test('a client that cannot show the list is not offered it', async () => {
  const talk = await converse({ folder, files: new Map(), options: {} })
  await talk.open(uri, text)
  expect((await talk.actions(uri, { start: place, end: place })).map(({ title }) => title)).not.toContain('Suggest names…')
  await talk.end()
})

test('what other test files say joins in once the server has been idle, and goes with them; findings stay as they are', async () => {
  const neighbour = `${folder}/tests/unit/test_broker.py`
  const habit = (name: string) => Array.from({ length: 4 }, (_, i) => `def test_${i}(broker):\n    ${name} = broker.acquire()\n    assert ${name}\n`).join('\n\n')
  const files = new Map([[neighbour, habit('channel')], [`${folder}/broker.py`, habit('production_word')]])
  const talk = await converse({ folder, files, options: { providesFiles: true } })
  await talk.open(uri, 'def test_it(broker):\n    x = broker.acquire()\n    y = 1\n    z = 2\n    assert y < z\n    assert x\n')
  const before = await talk.findings(uri)
  expect((await namesAt(talk))!.suggestions).toEqual([])
  const first = await until(() => namesAt(talk), (answer) => answer!.suggestions.length > 0, 30_000, pause)
  expect(first!.suggestions).toEqual([{ name: 'channel', evidence: 'as in other test files for acquire()' }])
  expect(await talk.findings(uri)).toEqual(before)
  files.set(neighbour, habit('connection'))
  await talk.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: neighbour, type: 2 }] })
  await until(() => namesAt(talk), (answer) => answer!.suggestions[0]?.name === 'connection', 30_000, pause)
  files.delete(neighbour)
  await talk.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: neighbour, type: 3 }] })
  await until(() => namesAt(talk), (answer) => answer!.suggestions.length === 0, 30_000, pause)
  await talk.end()
}, 100_000)
