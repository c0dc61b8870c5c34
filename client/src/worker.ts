// Talks to the server in a web worker, and notices a worker that cannot even start, which a bare connection would wait for forever.
import { BrowserMessageReader, BrowserMessageWriter, Emitter, type MessageTransports } from 'vscode-languageclient/browser'
import type { WorkerStart } from '../../server/src/protocol/index.ts'

/** Posts the start message and gives the two ends of the connection. */
export function startWorker(worker: Worker, start: WorkerStart): MessageTransports {
  const reader = new BrowserMessageReader(worker)
  const writer = new BrowserMessageWriter(worker)
  const closed = new Emitter<void>()
  let hasSpoken = false
  worker.addEventListener('message', () => (hasSpoken = true), { once: true })
  worker.addEventListener('error', (event) => {
    // An error later on is one request's, and the server answers that request with it.
    event.preventDefault()
    if (!hasSpoken) closed.fire()
  })
  worker.postMessage(start)
  return {
    reader: {
      onError: reader.onError,
      onClose: closed.event,
      onPartialMessage: reader.onPartialMessage,
      listen: (callback) => reader.listen(callback),
      dispose: () => reader.dispose(),
    },
    writer,
  }
}
