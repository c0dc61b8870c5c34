// Both ends of a worker thread that reviews files: it is started with a setup, posted targets, and answers each.

import { Worker, type MessagePort } from 'node:worker_threads'
import type { Proctor } from '../core/index.ts'
import type { Target } from './files.ts'
import { createReviewer, type Reviewed, type Setup } from './reviewer.ts'
import type { StartThread } from './threads.ts'

type Answer = 'ready' | Reviewed

/** `script`: absolute path of JavaScript that calls {@link reviewPosted} where it is no main thread. */
export function startsWorker(script: string, setup: Setup): StartThread {
  return ({ ready, reviewed, died }) => {
    const worker = new Worker(script, { workerData: setup })
    let reason: unknown
    worker.on('message', (answer: Answer) => (answer === 'ready' ? ready() : reviewed(answer)))
    worker.on('error', (error) => (reason = error))
    worker.on('exit', () => died(reason))
    return { post: (target) => worker.postMessage(target), stop: () => void worker.terminate() }
  }
}

/** What is thrown in here ends the thread: nobody knows what state it left behind. */
export async function reviewPosted(port: MessagePort, setup: Setup, load: () => Promise<Proctor>): Promise<void> {
  const reviewer = createReviewer(await load(), setup)
  port.on('message', (target: Target) => port.postMessage(reviewer.review(target)))
  port.postMessage('ready')
}
