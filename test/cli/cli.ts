// The command line in this process: a folder of files for each test, what it printed, how it ended.

import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Door } from '../../server/src/cli/door.ts'
import { main } from '../../server/src/cli/main.ts'
import { createProctor, type Proctor } from '../../server/src/core/index.ts'

const grammars = new URL('../../grammars/', import.meta.url)
let shared: Promise<Proctor> | undefined

export function testProctor(): Promise<Proctor> {
  return (shared ??= newProctor())
}

/** One that has not read any file yet, as in a new process. */
export function newProctor(): Promise<Proctor> {
  return createProctor({ runtime: readFileSync(new URL('tree-sitter.wasm', grammars)), grammar: readFileSync(new URL('python.wasm', grammars)) })
}

export interface Ended {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** A new folder that holds a repository of these files, and is gone when the test is. */
export function project(files: Readonly<Record<string, string | Uint8Array>>) {
  const cwd = realpathSync(mkdtempSync(join(tmpdir(), 'proctor-cli-')))
  onTestFinished(() => rmSync(cwd, { recursive: true, force: true }))
  mkdirSync(join(cwd, '.git'))
  const write = (path: string, content: string | Uint8Array): void => {
    mkdirSync(dirname(join(cwd, path)), { recursive: true })
    writeFileSync(join(cwd, path), content)
  }
  for (const [path, content] of Object.entries(files)) write(path, content)

  const run = async (args: readonly string[], rest: Partial<Door> & { readonly stdin?: string | Uint8Array } = {}): Promise<Ended> => {
    const output = { out: '', err: '' }
    const code = await main(args, {
      cwd,
      version: '1.2.3',
      out: (text) => void (output.out += text),
      err: (text) => void (output.err += text),
      readStdin: () => Buffer.from(rest.stdin ?? ''),
      proctor: testProctor,
      serve: () => Promise.reject(new Error('not here')),
      ...rest,
    })
    return { code, ...output }
  }
  return { cwd, write, run, read: (path: string) => readFileSync(join(cwd, path)) }
}

export const tuple = 'def test_total():\n    assert (1 == 2, "sum")\n'
export const fixedTuple = 'def test_total():\n    assert 1 == 2, "sum"\n'
export const fine = 'def test_total():\n    assert sum([1, 2]) == 3\n'
