// Entry of the desktop (and remote) extension host: the server is a process of its own.
import { type ExtensionContext, Uri } from 'vscode'
import { LanguageClient, TransportKind } from 'vscode-languageclient/node'
import { type ProctorApi, startExtension } from './client.ts'

export function activate(context: ExtensionContext): Promise<ProctorApi> {
  const module = Uri.joinPath(context.extensionUri, 'dist', 'server.js').fsPath
  const run = { module, transport: TransportKind.ipc }
  const debug = { ...run, options: { execArgv: ['--nolazy', '--inspect=6009'] } }
  return startExtension(context, {
    createClient: (id, name, options) => new LanguageClient(id, name, { run, debug }, options),
    // The client ends the process itself when it stops.
    release: () => undefined,
  })
}
