// What real sessions do to a server: any edits with any requests among them, huge files, and clients that go away.

import { fork } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { once } from 'node:events'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CodeAction, Diagnostic, Position } from 'vscode-languageserver/node'
import { openSource } from '../../server/src/core/syntax/source.ts'
import { testParser } from '../support/parser.ts'
import { applied, converse, serverPath, start, until } from './conversation.ts'

const sample = readFileSync(new URL('../samples/test_resize_cleanup.py', import.meta.url), 'utf8')
const lineCount = sample.split('\n').length

const position = fc.record({ line: fc.integer({ min: 0, max: lineCount + 2 }), character: fc.integer({ min: 0, max: 60 }) })
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('edit' as const), start: position, end: position, text: fc.constantFrom('', 'x', '"""', '\n', '(', ')', '\'', '#', '    ', 'def test_a(self):\n', '@', 'assert (1, 2)\n', '\u{1D11E}', '# proctor: ignore[') }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('pull' as const, 'actions' as const, 'hover' as const, 'review' as const), start: position, end: position }) },
)

test('any edits leave the findings of a fresh open once no string stands open, and any request among them is answered', { timeout: 120_000 }, async () => {
  const talk = await converse()
  const parser = await testParser()
  const compare = (a: Diagnostic, b: Diagnostic) => JSON.stringify(a).localeCompare(JSON.stringify(b))
  let count = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
      const uri = `file:///project/test_edited_${++count}.py`
      const fresh = `file:///project/test_fresh_${count}.py`
      let text = sample
      let version = 1
      await talk.open(uri, text)
      for (const { kind, start: from, end: to, ...rest } of steps) {
        const textDocument = { uri }
        if (kind === 'edit') {
          const change = { range: inside(text, from, to), newText: 'text' in rest ? rest.text : '' }
          await talk.change(uri, ++version, { range: change.range, text: change.newText })
          text = applied(text, { changes: { [uri]: [change] } }, uri)
        } else if (kind === 'pull') await talk.pull(uri)
        else if (kind === 'hover') await talk.connection.sendRequest('textDocument/hover', { textDocument, position: from })
        else if (kind === 'review') await talk.connection.sendRequest('workspace/executeCommand', { command: 'proctor.server.review', arguments: [uri] })
        else await resolveAll(await talk.actions(uri, { start: from, end: to }), talk.resolve)
      }
      // While quotes are missing, what was found behind them before is shown: a fresh open knows nothing of it.
      if (openSource(parser, 'test_x.py', text).open !== undefined) {
        await talk.findings(uri)
        await talk.change(uri, ++version, { range: inside(text, { line: 0, character: 0 }, { line: Number.MAX_SAFE_INTEGER, character: Number.MAX_SAFE_INTEGER }), text: sample })
        text = sample
      }
      await talk.open(fresh, text)
      const renamed = (await talk.findings(fresh)).map((item) => JSON.parse(JSON.stringify(item).replaceAll(fresh, uri)) as Diagnostic)
      expect((await talk.findings(uri)).sort(compare)).toEqual(renamed.sort(compare))
      await talk.close(uri)
      await talk.close(fresh)
    }),
    { numRuns: 25 },
  )
  expect(talk.log.filter((line) => /failed|broke down|not applied/.test(line))).toEqual([])
  expect(await talk.end()).toBe(0)
})

/** Positions that are in the text, in order: what an editor would send. */
function inside(text: string, a: Position, b: Position): { start: Position; end: Position } {
  const lines = text.split('\n')
  const clamp = ({ line, character }: Position) => {
    const row = Math.min(line, lines.length - 1)
    return { line: row, character: Math.min(character, lines[row]!.length) }
  }
  const [start, end] = [clamp(a), clamp(b)]
  return start.line < end.line || (start.line === end.line && start.character <= end.character) ? { start, end } : { start: end, end: start }
}

async function resolveAll(actions: readonly CodeAction[], resolve: (action: CodeAction) => Promise<CodeAction>): Promise<void> {
  for (const action of actions.filter(({ disabled }) => disabled === undefined)) {
    const { edit, command, disabled } = await resolve(action)
    expect([edit, command, disabled].filter((one) => one !== undefined), action.title).not.toEqual([])
  }
}

describe('huge and strange texts', () => {
  test.each([
    ['20 MB', 'x = [1, 2, 3]\n'.repeat(1_500_000)],
    ['one line of 1 MB', `assert (${'1, '.repeat(350_000)})`],
    ['nothing but brackets', '['.repeat(200_000)],
    ['zeros', '\0'.repeat(10_000)],
    ['lone surrogates', 'assert (1, "\ud800")\n'],
  ])('%s: an answer, and the next document is reviewed', { timeout: 120_000 }, async (_, text) => {
    const talk = await converse()
    await talk.open('file:///project/test_strange.py', text)
    expect(await talk.findings('file:///project/test_strange.py')).toEqual(expect.any(Array))
    await talk.change('file:///project/test_strange.py', 2, { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: 'y' })
    expect(await talk.findings('file:///project/test_strange.py')).toEqual(expect.any(Array))
    await talk.open('file:///project/test_next.py', 'assert (1, "x")\n')
    expect(await talk.findings('file:///project/test_next.py')).toHaveLength(1)
    expect(await talk.end()).toBe(0)
  })
})

describe('clients that go away', () => {
  test('one that stops reading', async () => {
    const { child, connection, ended } = start()
    await connection.sendRequest('initialize', { processId: null, rootUri: null, capabilities: {} })
    child.stdout.destroy()
    child.stdin.write('x'.repeat(10))
    child.stdin.end()
    expect(await ended).not.toBeNull()
  })

  test('a parent that forked it and disconnects', async () => {
    const child = fork(serverPath, ['--node-ipc'])
    child.send({ jsonrpc: '2.0', id: 1, method: 'initialize', params: { processId: process.pid, rootUri: null, capabilities: {} } })
    const [answer] = (await once(child, 'message')) as [{ id: number; result: object }]
    expect(answer).toMatchObject({ id: 1, result: { serverInfo: { name: 'proctor' } } })
    child.disconnect()
    await until(() => child.exitCode, (code) => code === 1)
  })
})
