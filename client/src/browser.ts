// Entry of the web extension host: the server is a worker, which is handed the bytes of both wasm modules first.
import { type ExtensionContext, Uri, workspace } from 'vscode'
import { LanguageClient } from 'vscode-languageclient/browser'
import { type ProctorApi, startExtension } from './client.ts'
import { createWorkerHost } from './worker.ts'

export function activate(context: ExtensionContext): Promise<ProctorApi> {
  const read = (...path: string[]) => workspace.fs.readFile(Uri.joinPath(context.extensionUri, ...path))
  const worker = createWorkerHost(async () => {
    const [script, runtime, grammar] = await Promise.all([
      read('dist', 'server-worker.js'),
      read('grammars', 'tree-sitter.wasm'),
      read('grammars', 'python.wasm'),
    ])
    return { script, start: { type: 'proctor/start', runtime, grammar } }
  })
  return startExtension(context, {
    createClient: (id, name, options) => new LanguageClient(id, name, worker.start, options),
    release: worker.end,
  })
}
