// The command line on Node: reads the grammar beside the bundle, connects the standard streams, leaves with the exit code. In a worker
// thread the same bundle reviews the files that it is posted.

import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { isMainThread, parentPort, workerData } from 'node:worker_threads'
import type { StopCode } from '../cli/door.ts'
import { main } from '../cli/main.ts'
import type { Setup } from '../cli/reviewer.ts'
import { reviewPosted, startsWorker } from '../cli/workers.ts'
import { createProctor, type Proctor } from '../core/index.ts'

/** Set by the bundler from package.json. */
declare const PROCTOR_VERSION: string

let proctor: Promise<Proctor> | undefined

if (isMainThread) run()
else void reviewPosted(parentPort!, workerData as Setup, load)

function run(): void {
  // A reader that has seen enough (`proctor check . | head`) is no mistake.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0)
      throw error
    })
  }
  // What looks like a terminal to a program is often a log to people.
  const isWatched = process.stderr.isTTY && process.env['TERM'] !== 'dumb' && (process.env['CI'] ?? '') === ''
  void main(process.argv.slice(2), {
    cwd: process.cwd(),
    version: PROCTOR_VERSION,
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    readStdin: () => readFileSync(0),
    proctor: () => (proctor ??= load()),
    serve: async () => {
      await import('./node.ts')
      // The server ends the process itself when its client is gone.
      await new Promise<never>(() => {})
    },
    threads: { parallelism: availableParallelism(), starterFor: (setup) => startsWorker(__filename, setup) },
    ...(isWatched ? { terminal: { columns: () => process.stderr.columns } } : {}),
    onStop,
    build: hashOfBuild,
  }).then((code) => {
    // Not process.exit: what is still in the pipe would be lost.
    process.exitCode = code
  })
}

/** `grammars/` lies beside the folder of the bundle, in the repository as in the packages. */
function grammar(name: string): Uint8Array {
  return readFileSync(join(__dirname, '..', 'grammars', name))
}

async function load(): Promise<Proctor> {
  return createProctor({ runtime: grammar('tree-sitter.wasm'), grammar: grammar('python.wasm') })
}

/** The version alone would take two builds of a working copy for one. */
function hashOfBuild(): string {
  return createHash('sha256').update(readFileSync(__filename)).update(grammar('python.wasm')).digest('base64url')
}

function onStop(stop: (code: StopCode) => void): () => void {
  const codes = { SIGINT: 130, SIGTERM: 143 } as const
  const heard = (signal: NodeJS.Signals): void => stop(codes[signal as keyof typeof codes])
  for (const signal of Object.keys(codes)) process.on(signal, heard)
  return () => {
    for (const signal of Object.keys(codes)) process.off(signal, heard)
  }
}
