// Entry of the web extension host: the server is a worker, which is handed the bytes of both wasm modules first.
import { type ExtensionContext, Uri, workspace } from 'vscode'
import { LanguageClient } from 'vscode-languageclient/browser'
import { type ProctorApi, startExtension } from './client.ts'
import { startWorker } from './worker.ts'

export function activate(context: ExtensionContext): Promise<ProctorApi> {
  const file = (...path: string[]) => Uri.joinPath(context.extensionUri, ...path)
  const read = (name: string) => workspace.fs.readFile(file('grammars', name))
  let worker: Worker | undefined
  const release = () => worker?.terminate()
  return startExtension(context, {
    createClient: (id, name, options) =>
      new LanguageClient(id, name, async () => {
        const [runtime, grammar] = await Promise.all([read('tree-sitter.wasm'), read('python.wasm')])
        release()
        worker = new Worker(file('dist', 'server-worker.js').toString(true))
        return startWorker(worker, { type: 'proctor/start', runtime, grammar })
      }, options),
    release,
  })
}
