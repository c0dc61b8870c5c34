// Fresh copies of suites, and runs in them whose outcomes a Python file beside this one writes.

import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** One word for each test, by its id. */
export type Outcomes = ReadonlyMap<string, string>

/** Into `to`, or a folder of it. A project ends at its repository, so each copy is one. */
export function copied(from: string, to: string, folder = ''): string {
  rmSync(to, { recursive: true, force: true })
  cpSync(from, join(to, folder), { recursive: true, filter: (path) => !path.endsWith('__pycache__') })
  mkdirSync(join(to, '.git'), { recursive: true })
  return realpathSync(to)
}

/** Resolves with what was printed, however the run ended. */
export function ran(program: string, args: readonly string[], cwd: string, path: readonly string[], seconds: number, out: string): Promise<string> {
  const env = { ...process.env, PYTHONPATH: path.join(':'), PROCTOR_OUTCOMES: out, PYTHONDONTWRITEBYTECODE: '1', PYTHONHASHSEED: '0' }
  return new Promise((resolve) => {
    const child = execFile(program, args, { cwd, env, encoding: 'utf8', maxBuffer: 1 << 28, timeout: seconds * 1000, killSignal: 'SIGKILL' }, (_, stdout, stderr) => resolve(stdout + stderr))
    child.stdin?.end()
  })
}

export function read(out: string): Outcomes {
  return new Map(Object.entries(JSON.parse(readFileSync(out, 'utf8')) as Record<string, string>))
}
