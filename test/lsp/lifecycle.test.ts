// Start, end, order of events and nonsense, as any client may send it.

import { spawn } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ErrorCodes } from 'vscode-languageserver/node'
import { describe, expect, test } from 'vitest'
import { reviewCommand, rulesRequest, type RuleEntry } from '../../server/src/protocol/index.ts'
import { converse, plainEditor, serverPath, start, until } from './conversation.ts'

const uri = 'file:///project/test_sample.py'

describe('introduction', () => {
  test('names the capabilities that an editor with everything can use', async () => {
    const talk = await converse()
    expect(talk.initialized.serverInfo).toEqual({ name: 'proctor', version: expect.stringMatching(/^\d+\.\d+\.\d+/) })
    expect(talk.initialized.capabilities).toMatchObject({
      positionEncoding: 'utf-16',
      textDocumentSync: { openClose: true, change: 2 },
      diagnosticProvider: { identifier: 'proctor', interFileDependencies: false, workspaceDiagnostics: false },
      codeActionProvider: { resolveProvider: true, codeActionKinds: expect.arrayContaining(['quickfix', 'source.fixAll.proctor']) },
      hoverProvider: true,
      executeCommandProvider: { commands: [reviewCommand], workDoneProgress: true },
    })
    await until(() => talk.registrations.length, (count) => count === 2)
    expect(talk.registrations).toEqual(['workspace/didChangeConfiguration', 'workspace/didChangeWatchedFiles'])
    expect(await talk.end()).toBe(0)
  })

  test('offers no pull diagnostics, and registers nothing, where the client cannot', async () => {
    const talk = await converse({ capabilities: plainEditor })
    expect(talk.initialized.capabilities.diagnosticProvider).toBeUndefined()
    expect(await talk.end()).toBe(0)
    expect(talk.registrations).toEqual([])
  })

  test('agrees on the first encoding of the client that it knows, UTF-16 by default', async () => {
    for (const [positionEncodings, agreed] of [[['utf-8', 'utf-16'], 'utf-8'], [['utf-7', 'utf-32'], 'utf-32'], [undefined, 'utf-16']] as const) {
      const talk = await converse({ capabilities: { general: positionEncodings === undefined ? {} : { positionEncodings: [...positionEncodings] } } })
      expect(talk.initialized.capabilities.positionEncoding).toBe(agreed)
      await talk.end()
    }
  })

  test('takes a client that says nothing about itself', async () => {
    const { connection, ended } = start()
    const answer = await connection.sendRequest('initialize', { processId: null, rootUri: null, capabilities: {}, initializationOptions: 'nonsense' })
    expect(answer).toHaveProperty('capabilities')
    await connection.sendRequest('shutdown')
    await connection.sendNotification('exit')
    expect(await ended).toBe(0)
  })

  test('lists its rules by section', async () => {
    const talk = await converse()
    const rules = await talk.connection.sendRequest<RuleEntry[]>(rulesRequest)
    expect(rules.find(({ id }) => id === 'assert-on-tuple')).toMatchObject({ section: 'Effectiveness', summary: expect.stringContaining('tuple') })
    await talk.end()
  })

  test('answers `initialize` with what is wrong with the grammar', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'proctor-'))
    mkdirSync(join(folder, 'dist'))
    copyFileSync(serverPath, join(folder, 'dist', 'server.js'))
    const { connection, child } = start(join(folder, 'dist', 'server.js'))
    await expect(connection.sendRequest('initialize', { processId: null, rootUri: null, capabilities: {} })).rejects.toThrow(/tree-sitter\.wasm|python\.wasm/)
    child.kill()
  })
})

describe('order of events', () => {
  test('a request before `initialize` is refused, and the server goes on', async () => {
    const { connection, ended } = start()
    await expect(connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } })).rejects.toMatchObject({ code: ErrorCodes.ServerNotInitialized })
    await expect(connection.sendRequest('some/other')).rejects.toMatchObject({ code: ErrorCodes.ServerNotInitialized })
    await connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'python', version: 1, text: '' } })
    await expect(connection.sendRequest('initialize', { processId: null, rootUri: null, capabilities: {} })).resolves.toHaveProperty('capabilities')
    await connection.sendRequest('shutdown')
    await connection.sendNotification('exit')
    expect(await ended).toBe(0)
  })

  test('a second `initialize` and a request after `shutdown` are refused', async () => {
    const talk = await converse()
    await expect(talk.connection.sendRequest('initialize', { processId: null, rootUri: null, capabilities: {} })).rejects.toMatchObject({ code: ErrorCodes.InvalidRequest })
    await talk.connection.sendRequest('shutdown')
    await expect(talk.pull(uri)).rejects.toMatchObject({ code: ErrorCodes.InvalidRequest })
    await talk.connection.sendNotification('exit')
    await until(() => talk.process.exitCode, (code) => code === 0)
  })
})

describe('the end', () => {
  test('`exit` without `shutdown` ends with 1', async () => {
    const { connection, ended } = start()
    await connection.sendNotification('exit')
    expect(await ended).toBe(1)
  })

  test('closing its input ends it', async () => {
    const { child, ended } = start()
    child.stdin.end()
    expect(await ended).toBe(1)
  })

  test('it does not outlive its client', async () => {
    const parent = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'])
    const { connection, ended } = start()
    await connection.sendRequest('initialize', { processId: parent.pid, rootUri: null, capabilities: {} })
    parent.kill()
    expect(await ended).toBe(1)
  })
})

describe('nonsense', () => {
  test('an unknown method is answered as such', async () => {
    const talk = await converse()
    await expect(talk.connection.sendRequest('textDocument/unheardOf', {})).rejects.toMatchObject({ code: ErrorCodes.MethodNotFound })
    await talk.end()
  })

  test('malformed parameters are answered with InvalidParams', async () => {
    const talk = await converse()
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }
    const malformed: [string, object][] = [
      ['textDocument/diagnostic', {}],
      ['textDocument/diagnostic', { textDocument: { uri: 7 } }],
      ['textDocument/codeAction', { textDocument: { uri } }],
      ['textDocument/codeAction', { textDocument: { uri }, range: { start: 3 } }],
      ['textDocument/hover', { textDocument: { uri }, position: { line: 'first' } }],
      ['codeAction/resolve', { data: {} }],
      ['workspace/executeCommand', { command: 'rm' }],
      ['workspace/executeCommand', { command: reviewCommand, arguments: [5] }],
    ]
    for (const [method, params] of malformed) await expect(talk.connection.sendRequest(method, params), method).rejects.toMatchObject({ code: ErrorCodes.InvalidParams })
    await expect(talk.connection.sendRequest('textDocument/codeAction', { textDocument: { uri }, range })).resolves.toEqual([])
    await talk.end()
  })

  test('malformed notifications and broken messages leave a line in the log, and the server goes on', async () => {
    const talk = await converse()
    await talk.connection.sendNotification('textDocument/didOpen', {})
    await talk.connection.sendNotification('textDocument/didOpen', { textDocument: { uri, text: 5, version: 1 } })
    await talk.connection.sendNotification('textDocument/didChange', { textDocument: { uri, version: 1 }, contentChanges: [{ range: 5 }] })
    await talk.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [null, { uri: 5 }] })
    await talk.connection.sendNotification('workspace/didChangeWorkspaceFolders', {})
    await talk.connection.sendNotification('workspace/didChangeConfiguration')
    await talk.connection.sendNotification('not/known', {})
    talk.process.stdin.write('Content-Length: 9\r\n\r\nnot json!')
    await until(() => talk.log.join('\n'), (log) => log.includes('didOpen') && log.includes('didChange'))
    await talk.open(uri, 'assert (1, "x")\n')
    expect(await talk.findings(uri)).toHaveLength(1)
    expect(await talk.end()).toBe(0)
  })
})
