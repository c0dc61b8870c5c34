// Asks CPython whether texts are Python: one process for a whole test run, started when the first text comes.

import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'

const program = `
import ast, json, sys, warnings
warnings.simplefilter('ignore')
for line in sys.stdin:
    try:
        ast.parse(json.loads(line))
        print('null')
    except (SyntaxError, ValueError) as error:
        print(json.dumps(f'{error}'))
    sys.stdout.flush()
`

let running: { readonly child: ChildProcess; readonly waiting: { readonly resolve: (answer: string | undefined) => void; readonly reject: (error: Error) => void }[] } | undefined

/** What `ast.parse` says against the text, in its words; undefined where it takes it. Rejects where there is no python3. */
export function complaintOfPython(text: string): Promise<string | undefined> {
  running ??= start()
  const { child, waiting } = running
  return new Promise((resolve, reject) => {
    waiting.push({ resolve, reject })
    child.stdin!.write(JSON.stringify(text) + '\n')
  })
}

/** Ends the process. */
export function stopPython(): void {
  running?.child.stdin!.end()
  running = undefined
}

function start(): NonNullable<typeof running> {
  const child = spawn('python3', ['-c', program], { stdio: ['pipe', 'pipe', 'inherit'] })
  const waiting: NonNullable<typeof running>['waiting'] = []
  createInterface({ input: child.stdout }).on('line', (line) => waiting.shift()?.resolve((JSON.parse(line) as string | null) ?? undefined))
  const fail = (reason: string) => {
    for (const { reject } of waiting.splice(0)) reject(new Error(reason))
  }
  child.on('error', (error) => fail(`the specs need python3 on the PATH: ${error.message}`))
  child.on('exit', (code) => fail(`python3 ended with ${code}`))
  // A pipe that breaks is reported by 'exit'.
  child.stdin.on('error', () => undefined)
  return { child, waiting }
}
