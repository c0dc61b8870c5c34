// The language server as a Node process: over standard input and output, or over the channel to the process that forked it.
// `dist/server.js --stdio | --node-ipc`; ends with its client.

import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { createConnection } from 'vscode-languageserver/node'
import { startServer } from '../lsp/server.ts'

const grammars = join(__dirname, '..', 'grammars')
const connection = createConnection()

process.on('unhandledRejection', (reason) => connection.console.error(`Unhandled rejection: ${reason instanceof Error ? reason.stack : String(reason)}`))
// A forked process outlives its parent where something keeps its event loop busy.
process.once('disconnect', () => process.exit(1))

startServer(connection, {
  readGrammar: async () => {
    const [runtime, grammar] = await Promise.all([readFile(join(grammars, 'tree-sitter.wasm')), readFile(join(grammars, 'python.wasm'))])
    return { runtime, grammar }
  },
  readFile: (uri) => orUndefined(() => readFile(fileURLToPath(uri), 'utf8')),
  listDirectory: (uri) =>
    orUndefined(async () => {
      const entries = await readdir(fileURLToPath(uri), { withFileTypes: true })
      return entries.map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name))
    }),
  turn: () => setImmediate(),
})
connection.listen()

/** Undefined where the file does not exist, is none, or may not be read: to us that is all one. */
async function orUndefined<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read()
  } catch {
    return undefined
  }
}
