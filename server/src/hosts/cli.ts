// The command line on Node: reads the grammar beside the bundle, connects the standard streams, leaves with the exit code.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { main } from '../cli/main.ts'
import { createProctor, type Proctor } from '../core/index.ts'

/** Set by the bundler from package.json. */
declare const PROCTOR_VERSION: string

let proctor: Promise<Proctor> | undefined

// A reader that has seen enough (`proctor check . | head`) is no mistake.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0)
    throw error
  })
}

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
}).then((code) => {
  // Not process.exit: what is still in the pipe would be lost.
  process.exitCode = code
})

/** `grammars/` lies beside the folder of the bundle, in the repository as in the packages. */
async function load(): Promise<Proctor> {
  const grammars = join(__dirname, '..', 'grammars')
  return createProctor({ runtime: readFileSync(join(grammars, 'tree-sitter.wasm')), grammar: readFileSync(join(grammars, 'python.wasm')) })
}
