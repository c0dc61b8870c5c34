// The language server in a web worker. It has no disk: the first message brings the grammar, and files come from the client.

import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser'
import { startServer } from '../lsp/server.ts'
import type { WorkerStart } from '../protocol/index.ts'

const scope = self as unknown as DedicatedWorkerGlobalScope

scope.onmessage = ({ data }: MessageEvent<WorkerStart>) => {
  if (data?.type !== 'proctor/start') return
  // The reader takes the place of this handler, so that everything from here on is LSP.
  const connection = createConnection(new BrowserMessageReader(scope), new BrowserMessageWriter(scope))
  connection.onExit(() => scope.close())
  startServer(connection, {
    readGrammar: async () => ({ runtime: data.runtime, grammar: data.grammar }),
    turn: () => new Promise((resolve) => setTimeout(resolve, 0)),
  })
  connection.listen()
}
