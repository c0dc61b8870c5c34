// Settings from editor and files, hover, and the review.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { CancellationTokenSource, ErrorCodes, LSPErrorCodes, type Hover } from 'vscode-languageserver/node'
import { afterAll, describe, expect, test } from 'vitest'
import { reviewCommand, type ReviewAnswer } from '../../server/src/protocol/index.ts'
import { converse, editor, plainEditor, rangeOf, until, type Conversation } from './conversation.ts'

const onTuple = 'def test_adds_numbers():\n    assert (1 + 1 == 3, "wrong")\n'
const folders: string[] = []

afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })))

/** A workspace on disk: its folder's URI, and a way to write files. */
function workspace(files: Readonly<Record<string, string>> = {}) {
  const path = mkdtempSync(join(tmpdir(), 'proctor-'))
  folders.push(path)
  const write = (name: string, text: string) => {
    mkdirSync(join(path, name, '..'), { recursive: true })
    writeFileSync(join(path, name), text)
  }
  for (const [name, text] of Object.entries(files)) write(name, text)
  const uriOf = (name: string) => pathToFileURL(join(path, name)).toString()
  return { folder: pathToFileURL(path).toString(), uriOf, write, remove: (name: string) => rmSync(join(path, name)) }
}

async function codes(talk: Conversation, uri: string): Promise<unknown[]> {
  return (await talk.findings(uri)).map(({ code }) => code)
}

describe('settings', () => {
  test('of the editor count, and a change is noticed', async () => {
    let settings: unknown = { rules: { 'assert-on-tuple': 'hint' } }
    const talk = await converse({ settings: () => settings })
    const uri = 'file:///project/test_sample.py'
    await talk.open(uri, onTuple)
    expect(await talk.findings(uri)).toMatchObject([{ code: 'assert-on-tuple', severity: 4 }])
    settings = { rules: { 'assert-on-tuple': 'off' } }
    await talk.connection.sendNotification('workspace/didChangeConfiguration', { settings: null })
    await until(() => talk.refreshes(), (count) => count === 1)
    expect(await talk.findings(uri)).toEqual([])
    // The same settings again refresh nothing.
    await talk.connection.sendNotification('workspace/didChangeConfiguration', { settings: null })
    expect(await talk.findings(uri)).toEqual([])
    expect(talk.refreshes()).toBe(1)
    await talk.end()
  })

  test('are taken from initializationOptions and notifications where the client cannot be asked', async () => {
    const talk = await converse({ capabilities: plainEditor, options: { settings: { rules: { 'assert-on-tuple': 'information' } } } })
    const uri = 'file:///project/test_sample.py'
    await talk.open(uri, onTuple)
    await until(() => talk.published.at(-1)?.diagnostics, (diagnostics) => diagnostics?.[0]?.severity === 3)
    await talk.connection.sendNotification('workspace/didChangeConfiguration', { settings: { proctor: { rules: { 'assert-on-tuple': 'off' } } } })
    await until(() => talk.published.at(-1)?.diagnostics, (diagnostics) => diagnostics?.length === 0)
    await talk.end()
  })

  test('of pyproject.toml above the file count; a watched change is noticed, and nothing else is', async () => {
    const { folder, uriOf, write, remove } = workspace({ 'pyproject.toml': '[tool.proctor.rules]\nassert-on-tuple = "off"\n' })
    const talk = await converse({ folder })
    const uri = uriOf('tests/unit/test_sample.py')
    await talk.open(uri, onTuple)
    expect(await talk.findings(uri)).toEqual([])
    expect(talk.statuses.at(-1)).toEqual({ uri, state: 'ok', findings: 0, configuration: uriOf('pyproject.toml') })
    const changed = (name: string, type: number) => talk.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: uriOf(name), type }] })

    write('tests/pyproject.toml', '[tool.proctor.rules]\nassert-on-tuple = "warning"\n')
    await changed('tests/pyproject.toml', 1)
    await until(() => talk.refreshes(), (count) => count === 1)
    expect(await talk.findings(uri)).toMatchObject([{ code: 'assert-on-tuple', severity: 2 }])

    remove('tests/pyproject.toml')
    await changed('tests/pyproject.toml', 3)
    await until(() => talk.refreshes(), (count) => count === 2)
    expect(await talk.findings(uri)).toEqual([])

    // Neither a file that is not ours nor one that says the same as before.
    write('pyproject.toml', '[tool.proctor.rules]\nassert-on-tuple = "hint"\n')
    await changed('README.md', 2)
    expect(await talk.findings(uri)).toEqual([])
    await changed('pyproject.toml', 2)
    await until(() => talk.refreshes(), (count) => count === 3)
    expect(await talk.findings(uri)).toMatchObject([{ severity: 4 }])
    await changed('pyproject.toml', 2)
    expect(await talk.findings(uri)).toMatchObject([{ severity: 4 }])
    expect(talk.refreshes()).toBe(3)
    await talk.end()
  })

  test('are read again on saving where the client does not watch files', async () => {
    const { folder, uriOf, write } = workspace()
    const talk = await converse({ folder, capabilities: plainEditor })
    const uri = uriOf('test_sample.py')
    await talk.open(uri, onTuple)
    await until(() => talk.published.at(-1)?.diagnostics.length, (count) => count === 1)
    write('pyproject.toml', '[tool.proctor.rules]\nassert-on-tuple = "off"\n')
    await talk.connection.sendNotification('textDocument/didSave', { textDocument: { uri } })
    await until(() => talk.published.at(-1)?.diagnostics.length, (count) => count === 0)
    await talk.end()
  })

  test('a mistake is told in the status with the file it is in, and the rest counts', async () => {
    const { folder, uriOf } = workspace({ 'pyproject.toml': '[tool.proctor]\nprest = "strict"\n\n[tool.proctor.rules]\nassert-on-tuple = "hint"\n' })
    const talk = await converse({ folder })
    const uri = uriOf('test_sample.py')
    await talk.open(uri, onTuple)
    expect(await talk.findings(uri)).toMatchObject([{ code: 'assert-on-tuple', severity: 4 }])
    expect(talk.statuses.at(-1)).toEqual({ uri, state: 'configuration-error', findings: 1, configuration: uriOf('pyproject.toml'), message: expect.stringMatching(/^pyproject\.toml:2 prest: .*did you mean/) })
    await talk.end()
  })

  test('broken TOML is told as well', async () => {
    const { folder, uriOf } = workspace({ 'pyproject.toml': '[tool.proctor\n' })
    const talk = await converse({ folder })
    const uri = uriOf('test_sample.py')
    await talk.open(uri, onTuple)
    expect(await codes(talk, uri)).toEqual(['assert-on-tuple'])
    expect(talk.statuses.at(-1)).toMatchObject({ state: 'configuration-error', configuration: uriOf('pyproject.toml'), message: expect.stringContaining('TOML') })
    await talk.end()
  })

  test('a workspace folder that is added or removed changes where a file\'s path starts', async () => {
    const { folder, uriOf } = workspace({ 'pyproject.toml': '[tool.proctor]\nexclude = ["generated/*.py"]\n' })
    const talk = await converse({ folder })
    const uri = uriOf('generated/test_sample.py')
    await talk.open(uri, onTuple)
    expect(await talk.findings(uri)).toEqual([])
    const inner = uriOf('generated')
    await talk.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event: { added: [{ uri: inner, name: 'generated' }], removed: [] } })
    expect(await codes(talk, uri)).toEqual(['assert-on-tuple'])
    await talk.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event: { added: [], removed: [{ uri: inner, name: 'generated' }] } })
    expect(await talk.findings(uri)).toEqual([])
    await talk.end()
  })

  test('files that only the client can read are asked from it', async () => {
    const files = new Map([['memfs:/project/pyproject.toml', '[tool.proctor.rules]\nassert-on-tuple = "hint"\n']])
    const talk = await converse({ folder: 'memfs:/project', files, options: { providesFiles: true } })
    const uri = 'memfs:/project/tests/test_sample.py'
    await talk.open(uri, onTuple)
    expect(await talk.findings(uri)).toMatchObject([{ severity: 4 }])
    expect(talk.statuses.at(-1)).toMatchObject({ configuration: 'memfs:/project/pyproject.toml' })
    await talk.end()
  })
})

describe('hover', () => {
  const uri = 'file:///project/test_sample.py'
  const text = 'def test_adds():\n    assert (1, "x")  # proctor: ignore[assert-on-tuple] on purpose\n'
  const ask = (talk: Conversation, part: string) => talk.connection.sendRequest<Hover | null>('textDocument/hover', { textDocument: { uri }, position: rangeOf(text, part).start })

  test('explains a rule in a suppression comment, and nothing else', async () => {
    const talk = await converse()
    await talk.open(uri, text)
    const answer = await ask(talk, 'on-tuple]')
    expect(answer!.range).toEqual(rangeOf(text, 'assert-on-tuple'))
    expect(answer!.contents).toMatchObject({ kind: 'markdown', value: expect.stringMatching(/^\*\*assert-on-tuple\*\*.*\n\n.*Parentheses.*\n\n.*fix.*\n\n\[Documentation\]\(https:\/\/docs\.example\/rules\/assert-on-tuple\.md\)$/s) })
    expect(await ask(talk, 'on purpose')).toBeNull()
    expect(await ask(talk, 'assert')).toBeNull()
    await talk.end()
  })

  test('in plain text where the client shows no Markdown', async () => {
    const talk = await converse({ capabilities: { ...editor, textDocument: { ...editor.textDocument, hover: { contentFormat: ['plaintext'] } } } })
    await talk.open(uri, text)
    expect((await ask(talk, 'on-tuple]'))!.contents).toMatchObject({ kind: 'plaintext', value: expect.stringMatching(/^assert-on-tuple: [^*]*$/) })
    await talk.end()
  })
})

describe('the review', () => {
  const uri = 'file:///project/test_sample.py'
  const review = (talk: Conversation, uriOf = uri, more: object = {}) => talk.connection.sendRequest<ReviewAnswer>('workspace/executeCommand', { command: reviewCommand, arguments: [uriOf], ...more })

  test('of an open document: its sections, with links to its lines, with progress', async () => {
    const talk = await converse()
    const progress: unknown[] = []
    talk.connection.onNotification('$/progress', (params: unknown) => void progress.push(params))
    await talk.open(uri, onTuple, 7)
    const answer = await review(talk, uri, { workDoneToken: 'token' })
    expect(answer).toMatchObject({ uri, version: 7 })
    expect(answer.markdown).toMatch(/^# Review of test\\?_sample\.py\n/)
    expect(answer.markdown).toContain(`[Line 2](${uri}#L2)`)
    expect(answer.markdown).toContain('https://docs.example/rules/assert-on-tuple.md')
    expect(answer.markdown).toContain('## Overall summary')
    expect(progress).toMatchObject([{ token: 'token', value: { kind: 'begin', title: 'Reviewing test_sample.py' } }, { token: 'token', value: { kind: 'end' } }])
    await talk.end()
  })

  test('of a file on disk that is not open, even one that is no test', async () => {
    const { folder, uriOf } = workspace({ 'helper.py': onTuple.replace('test_', 'check_') })
    const talk = await converse({ folder })
    const answer = await review(talk, uriOf('helper.py'))
    expect(answer).toMatchObject({ version: 0, markdown: expect.stringContaining('assert-on-tuple') })
    await expect(review(talk, uriOf('absent.py'))).rejects.toMatchObject({ code: LSPErrorCodes.RequestFailed, message: expect.stringContaining('cannot be read') })
    await talk.end()
  })

  test('is refused for a file over the limit', async () => {
    const talk = await converse({ settings: () => ({ maxFileSize: 40 }) })
    await talk.open(uri, onTuple)
    await expect(review(talk)).rejects.toMatchObject({ code: LSPErrorCodes.RequestFailed, message: expect.stringContaining('40 characters') })
    await talk.end()
  })

  test('is answered as cancelled when nobody waits for it any more', async () => {
    let answerSettings: (() => void) | undefined
    const talk = await converse({ settings: () => new Promise((resolve) => (answerSettings = () => resolve(null))) })
    await talk.open(uri, onTuple)
    const cancelled = new CancellationTokenSource()
    const answer = talk.connection.sendRequest('workspace/executeCommand', { command: reviewCommand, arguments: [uri] }, cancelled.token)
    const answered = await until(() => answerSettings, (given) => given !== undefined)
    cancelled.cancel()
    answered!()
    await expect(answer).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled })
    await talk.end()
  })

  test('an unknown command is answered with the commands that there are', async () => {
    const talk = await converse()
    await expect(talk.connection.sendRequest('workspace/executeCommand', { command: 'proctor.unheardOf' })).rejects.toMatchObject({ code: ErrorCodes.InvalidParams, message: expect.stringContaining(reviewCommand) })
    await talk.end()
  })
})
