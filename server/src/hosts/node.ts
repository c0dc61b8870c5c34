// The language server as a Node process: over standard input and output, or over the channel to the process that forked it.
// `dist/server.js --stdio | --node-ipc`; ends with its client.

import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import { createConnection } from 'vscode-languageserver/node'
import { startServer } from '../lsp/server.ts'

// Left alone, V8 lets four times what is in use pile up before it cleans, and keeps 48 MB for what is young. VS Code passes these as
// arguments, as an Electron may not take them from inside.
if (process.versions.electron === undefined) for (const flag of ['--semi-space-growth-factor=1', '--heap-growing-percent=50']) setFlagsFromString(flag)

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
