// Entry of the desktop (and remote) extension host: the server is a process of its own.
import { type ExtensionContext, Uri } from 'vscode'
import { LanguageClient, TransportKind } from 'vscode-languageclient/node'
import { type ProctorApi, startExtension } from './client.ts'

export function activate(context: ExtensionContext): Promise<ProctorApi> {
  const module = Uri.joinPath(context.extensionUri, 'dist', 'server.js').fsPath
  const run = { module, transport: TransportKind.ipc, options: { execArgv: frugal } }
  const debug = { ...run, options: { execArgv: [...frugal, '--nolazy', '--inspect=6009'] } }
  return startExtension(context, {
    createClient: (id, name, options) => new LanguageClient(id, name, { run, debug }, options),
    // The client ends the process itself when it stops.
    release: () => undefined,
  })
}

/** V8 cleans up before what is no longer in use is several times what is; measured, it takes no longer in all. */
const frugal = ['--max-semi-space-size=4', '--heap-growing-percent=50']
