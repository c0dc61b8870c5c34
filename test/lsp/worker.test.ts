// The worker's bundle in a context that has what a web worker has and nothing of Node's.

import { existsSync, readFileSync } from 'node:fs'
import { createContext, runInContext } from 'node:vm'
import { expect, test } from 'vitest'
import type { WorkerStart } from '../../server/src/protocol/index.ts'
import { plainEditor, until } from './conversation.ts'

interface Message {
  readonly id?: number
  readonly method?: string
  readonly params?: { readonly uri?: string; readonly diagnostics?: readonly unknown[] }
  readonly result?: unknown
}

const root = new URL('../../', import.meta.url)
const bundle = new URL('dist/server-worker.js', root)

function startWorker(files: ReadonlyMap<string, string>) {
  if (!existsSync(bundle)) throw new Error('dist/server-worker.js is missing; run: npm run build')
  const received: Message[] = []
  let isClosed = false
  // A worker gets its messages copied into its own world; here both worlds share what bytes are.
  const bytes = { ArrayBuffer, Uint8Array, Int8Array, Uint16Array, Int16Array, Uint32Array, Int32Array, Float32Array, Float64Array }
  const scope: Record<string, unknown> & { onmessage?: (event: { data: unknown }) => void } = {
    ...bytes,
    ...{ setTimeout, clearTimeout, setInterval, clearInterval, queueMicrotask, WebAssembly, TextDecoder, TextEncoder, URL, console, performance, crypto: globalThis.crypto },
    addEventListener: () => undefined,
    location: { href: 'https://editor.example/worker.js' },
    close: () => (isClosed = true),
    postMessage: (message: Message) => {
      received.push(message)
      if (message.method === 'proctor/readFile') send({ id: message.id, result: files.get(message.params!.uri!) ?? null })
    },
  }
  scope.self = scope
  const send = (data: object) => setTimeout(() => scope.onmessage!({ data: 'type' in data ? data : { jsonrpc: '2.0', ...data } }), 0)
  runInContext(readFileSync(bundle, 'utf8'), createContext(scope))
  const start: WorkerStart = { type: 'proctor/start', runtime: readFileSync(new URL('grammars/tree-sitter.wasm', root)), grammar: readFileSync(new URL('grammars/python.wasm', root)) }
  send(start)
  return { send, received, isClosed: () => isClosed, answerTo: (id: number) => until(() => received.find((message) => message.id === id && message.method === undefined), (found) => found !== undefined) }
}

test('it starts from the bytes that it is handed, reads files through the client, and closes', async () => {
  const worker = startWorker(new Map([['vscode-vfs://github/project/pyproject.toml', '[tool.proctor.rules]\nassert-on-tuple = "hint"\n']]))
  const uri = 'vscode-vfs://github/project/test_sample.py'
  worker.send({ id: 1, method: 'initialize', params: { processId: null, rootUri: 'vscode-vfs://github/project', capabilities: plainEditor, initializationOptions: { providesFiles: true } } })
  expect(await worker.answerTo(1)).toMatchObject({ result: { capabilities: { codeActionProvider: { resolveProvider: true } } } })
  worker.send({ method: 'initialized', params: {} })
  worker.send({ method: 'textDocument/didOpen', params: { textDocument: { uri, languageId: 'python', version: 1, text: 'assert (1, "x")\n' } } })
  const published = await until(() => worker.received.find(({ method }) => method === 'textDocument/publishDiagnostics'), (found) => found !== undefined)
  expect(published!.params!.diagnostics).toMatchObject([{ code: 'assert-on-tuple', severity: 4 }])
  worker.send({ id: 2, method: 'shutdown' })
  await worker.answerTo(2)
  worker.send({ method: 'exit' })
  await until(worker.isClosed, (closed) => closed)
})

test('what comes before the start message is not taken for it', async () => {
  const worker = startWorker(new Map())
  worker.send({ type: 'something/else' })
  worker.send({ id: 1, method: 'textDocument/hover', params: {} })
  expect((await worker.answerTo(1)) as object).toMatchObject({ error: { code: -32002 } })
})
