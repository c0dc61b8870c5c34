// textDocument/rename over a workspace: texts of the editor before the disk, versions, a preview, and what is said when it can't be.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver/node'
import { applied, converse, editor, plainEditor, rangeOf, type Conversation, type Setup } from './conversation.ts'

const conftest = 'import pytest\n\n\n@pytest.fixture\ndef db():\n    return 1\n'
const own = 'def test_a(db):\n    assert db\n'
const other = 'import pytest\n\n\n@pytest.mark.usefixtures("db")\nclass TestOther:\n    def test_b(self):\n        assert 1\n'
const previewing = { ...editor, workspace: { ...editor.workspace, workspaceEdit: { documentChanges: true, changeAnnotationSupport: {} } } }

interface Place {
  readonly talk: Conversation
  readonly uri: (path: string) => string
}

async function onDisk(files: Readonly<Record<string, string>>, setup: Setup = {}): Promise<Place> {
  const root = mkdtempSync(join(tmpdir(), 'proctor rename-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  const folder = pathToFileURL(root).href
  return { talk: await converse({ folder, capabilities: previewing, ...setup }), uri: (path) => `${folder}/${path}` }
}

function rename({ talk, uri }: Place, path: string, text: string, part: string, newName: string): Promise<WorkspaceEdit> {
  return talk.connection.sendRequest<WorkspaceEdit>('textDocument/rename', { textDocument: { uri: uri(path) }, position: rangeOf(text, part).start, newName })
}

const files = {
  'tests/conftest.py': conftest,
  'tests/test_own.py': own,
  'tests/unit/test_other.py': other,
  'tests/unit/test_none.py': 'def test_c():\n    db = 1\n    assert db\n',
  '.venv/lib/test_d.py': own,
  'env/pyvenv.cfg': '',
  'env/test_d.py': own,
}

describe('a fixture', () => {
  test('is renamed in all files as one change that is looked at first, with the versions of those that are open', async () => {
    const place = await onDisk(files)
    const { talk, uri } = place
    await talk.open(uri('tests/test_own.py'), own, 7)
    const edit = await rename(place, 'tests/test_own.py', own, 'db', 'database')
    const changes = edit.documentChanges as TextDocumentEdit[]
    expect(new Map(changes.map(({ textDocument }) => [textDocument.uri, textDocument.version]))).toEqual(new Map([[uri('tests/conftest.py'), null], [uri('tests/test_own.py'), 7], [uri('tests/unit/test_other.py'), null]]))
    expect(applied(conftest, edit, uri('tests/conftest.py'))).toBe(conftest.replace('db', 'database'))
    expect(applied(own, edit, uri('tests/test_own.py'))).toBe(own.replaceAll('db', 'database'))
    expect(applied(other, edit, uri('tests/unit/test_other.py'))).toBe(other.replace('db', 'database'))
    expect(edit.changeAnnotations).toEqual({ rename: { label: "Rename fixture 'db' to 'database'", description: '4 places in 3 files', needsConfirmation: true } })
    expect(changes.flatMap((each) => each.edits).every((each) => 'annotationId' in each && each.annotationId === 'rename')).toBe(true)
    await talk.end()
  })

  test('counts as it stands in the editor, unsaved files included', async () => {
    const place = await onDisk(files)
    const { talk, uri } = place
    const open = `# above\n${other}`
    const fresh = 'def test_new(db):\n    assert db\n'
    await talk.open(uri('tests/test_own.py'), own)
    await talk.open(uri('tests/unit/test_other.py'), other)
    await talk.change(uri('tests/unit/test_other.py'), 2, { text: open })
    await talk.open(uri('tests/unit/test_fresh.py'), fresh)
    const edit = await rename(place, 'tests/test_own.py', own, 'db', 'database')
    expect(applied(open, edit, uri('tests/unit/test_other.py'))).toBe(open.replace('db', 'database'))
    expect(applied(fresh, edit, uri('tests/unit/test_fresh.py'))).toBe(fresh.replaceAll('db', 'database'))
    expect((edit.documentChanges as TextDocumentEdit[]).find(({ textDocument }) => textDocument.uri.endsWith('test_other.py'))?.textDocument.version).toBe(2)
    await talk.end()
  })

  test('a client without versions gets plain changes; in a worker the client lists and reads', async () => {
    const folder = 'memfs:///project'
    const texts = new Map(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]))
    const talk = await converse({ folder, files: texts, capabilities: plainEditor, options: { providesFiles: true } })
    talk.connection.onRequest('proctor/listDirectory', ({ uri }: { uri: string }) => {
      const below = [...texts.keys()].filter((each) => each.startsWith(`${uri}/`)).map((each) => each.slice(uri.length + 1))
      return [...new Set(below.map((each) => (each.includes('/') ? each.slice(0, each.indexOf('/') + 1) : each)))]
    })
    const place = { talk, uri: (path: string) => `${folder}/${path}` }
    await talk.open(place.uri('tests/test_own.py'), own)
    const edit = await rename(place, 'tests/test_own.py', own, 'db', 'database')
    expect(Object.keys(edit.changes ?? {}).sort()).toEqual([place.uri('tests/conftest.py'), place.uri('tests/test_own.py'), place.uri('tests/unit/test_other.py')])
    expect(applied(other, edit, place.uri('tests/unit/test_other.py'))).toBe(other.replace('db', 'database'))
    await talk.end()
  })

  test('one file that refuses refuses the whole, by its name', async () => {
    const place = await onDisk({ ...files, 'tests/unit/test_other.py': 'def test_b(db):\n    database = db\n    assert database\n' })
    await place.talk.open(place.uri('tests/test_own.py'), own)
    await expect(rename(place, 'tests/test_own.py', own, 'db', 'database')).rejects.toThrow("tests/unit/test_other.py: 'database' is already a name of this function")
    await place.talk.end()
  })

  test('a text that changes meanwhile ends it', async () => {
    const folder = 'memfs:///project'
    const texts = new Map(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]))
    const talk = await converse({ folder, files: texts, options: { providesFiles: true } })
    const uri = (path: string) => `${folder}/${path}`
    talk.connection.onRequest('proctor/listDirectory', async (params: { uri: string }) => {
      if (params.uri === folder) await talk.change(uri('tests/test_own.py'), 2, { text: `\n${own}` })
      return params.uri === folder ? ['tests/'] : ['conftest.py', 'test_own.py']
    })
    await talk.open(uri('tests/test_own.py'), own)
    await expect(rename({ talk, uri }, 'tests/test_own.py', own, 'db', 'database')).rejects.toThrow('A file was changed while the rename was looked into; ask again')
    await talk.end()
  })

  test('is offered on the lightbulb, and the box opens at its name', async () => {
    const place = await onDisk(files)
    const { talk, uri } = place
    await talk.open(uri('tests/test_own.py'), own)
    const actions = await talk.actions(uri('tests/test_own.py'), rangeOf(own, 'db'), { only: ['refactor.rewrite'] })
    expect(actions.map((each) => each.title).filter((title) => title.startsWith('Rename'))).toEqual(["Rename fixture 'db' across the workspace…"])
    const action = actions.find((each) => each.title.startsWith('Rename'))!
    expect((await talk.resolve(action)).command).toMatchObject({ command: 'test.rename', arguments: [uri('tests/test_own.py'), { line: 0, character: 11 }] })
    await talk.end()
  })
})

test('is announced to whom it is wanted by', async () => {
  const [quiet, asked] = await Promise.all([converse(), converse({ options: { announcesRename: true } })])
  expect([quiet.initialized.capabilities.renameProvider, asked.initialized.capabilities.renameProvider]).toEqual([undefined, true])
  await Promise.all([quiet.end(), asked.end()])
})

test('a helper is renamed with its imports; a local variable reads no other file', async () => {
  const helpers = 'def boot():\n    x = 1\n    return x\n'
  const user = 'from helpers import boot\n\n\ndef test_a():\n    assert boot()\n'
  const place = await onDisk({ 'tests/helpers.py': helpers, 'tests/test_user.py': user })
  await place.talk.open(place.uri('tests/helpers.py'), helpers)
  const edit = await rename(place, 'tests/helpers.py', helpers, 'boot', 'start')
  expect(applied(user, edit, place.uri('tests/test_user.py'))).toBe(user.replaceAll('boot', 'start'))
  const local = await rename(place, 'tests/helpers.py', helpers, 'x', 'number')
  expect(applied(helpers, local, place.uri('tests/helpers.py'))).toBe(helpers.replaceAll('x', 'number'))
  expect(local.changeAnnotations).toBeUndefined()
  await place.talk.end()
})
