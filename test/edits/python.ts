// Asks CPython whether two texts are one program: one process for a whole test file.

import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'

const program = `
import ast, json, sys, warnings
warnings.simplefilter('ignore')

def tree(text, bare):
    module = ast.parse(text)
    if bare:
        for node in ast.walk(module):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) and ast.get_docstring(node, False) is not None:
                del node.body[0]
    return ast.dump(module)

for line in sys.stdin:
    before, after, bare = json.loads(line)
    try:
        old = tree(before, bare)
    except (SyntaxError, ValueError):
        print(json.dumps('same'))
    else:
        try:
            print(json.dumps('same' if tree(after, bare) == old else 'another program'))
        except (SyntaxError, ValueError) as error:
            print(json.dumps(f'{error}'))
    sys.stdout.flush()
`

let running: { readonly child: ChildProcess; readonly waiting: ((answer: string) => void)[] } | undefined

/** 'same' where Python reads the same program in both (or takes `before` for none); `bare` leaves docstrings out of the comparison. */
export function sameProgram(before: string, after: string, bare = false): Promise<string> {
  running ??= start()
  const { child, waiting } = running
  return new Promise((resolve) => {
    waiting.push(resolve)
    child.stdin!.write(JSON.stringify([before, after, bare]) + '\n')
  })
}

export function stopComparing(): void {
  running?.child.stdin!.end()
  running = undefined
}

function start(): NonNullable<typeof running> {
  const child = spawn('python3', ['-c', program], { stdio: ['pipe', 'pipe', 'inherit'] })
  const waiting: ((answer: string) => void)[] = []
  createInterface({ input: child.stdout }).on('line', (line) => waiting.shift()?.(JSON.parse(line) as string))
  child.on('exit', (code) => waiting.splice(0).forEach((resolve) => resolve(`python3 ended with ${code}`)))
  child.on('error', (error) => waiting.splice(0).forEach((resolve) => resolve(`no python3: ${error.message}`)))
  child.stdin.on('error', () => undefined)
  return { child, waiting }
}
