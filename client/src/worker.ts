// The server as a web worker: one at a time. Notices a worker that cannot even start, which a bare connection would wait for forever.
import { BrowserMessageReader, BrowserMessageWriter, Emitter, type MessageTransports } from 'vscode-languageclient/browser'
import type { WorkerStart } from '../../server/src/protocol/index.ts'

export interface WorkerHost {
  /** Starts a worker in place of the last one, and gives the two ends of the connection to it. */
  readonly start: () => Promise<MessageTransports>
  readonly end: () => void
}

/** `load` reads the program of the worker and what it needs to start. */
export function createWorkerHost(load: () => Promise<{ readonly script: Uint8Array; readonly start: WorkerStart }>): WorkerHost {
  let end = () => {}
  const start = async () => {
    const loaded = await load()
    end()
    // Not from the file's own address: the editor refuses that where the extension lies on a remote machine.
    const address = URL.createObjectURL(new Blob([loaded.script as Uint8Array<ArrayBuffer>], { type: 'text/javascript' }))
    const worker = new Worker(address, { name: 'Proctor' })
    end = () => {
      worker.terminate()
      URL.revokeObjectURL(address)
    }
    worker.postMessage(loaded.start)
    return connect(worker)
  }
  return { start, end: () => end() }
}

function connect(worker: Worker): MessageTransports {
  const reader = new BrowserMessageReader(worker)
  const closed = new Emitter<void>()
  let hasSpoken = false
  worker.addEventListener('message', () => (hasSpoken = true), { once: true })
  worker.addEventListener('error', (event) => {
    event.preventDefault()
    // An error later on is one request's, and the server answers that request with it.
    if (!hasSpoken) closed.fire()
  })
  return {
    reader: {
      onError: reader.onError,
      onClose: closed.event,
      onPartialMessage: reader.onPartialMessage,
      listen: (callback) => reader.listen(callback),
      dispose: () => reader.dispose(),
    },
    writer: new BrowserMessageWriter(worker),
  }
}
