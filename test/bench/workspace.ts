// Benchmark of the command line over a real suite: all test files of nova, once from nothing and once again; beside it the bare parse of the
// same files in one thread, and other linters.

import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Parser } from 'web-tree-sitter'
import { median } from './times.ts'

export interface Lint {
  readonly name: string
  readonly command: string
  readonly args: readonly string[]
  /** Only so much of the files is given to it, and its time is taken for the rest as well. */
  readonly share: number
}

export interface WorkspaceRow {
  readonly name: string
  readonly files: number
  readonly seconds: number
  /** True where the time was computed from a part of the files. */
  readonly isEstimate: boolean
}

export function measureWorkspace(cli: string, files: readonly string[], bare: Parser, lints: readonly Lint[], rounds: number): readonly WorkspaceRow[] {
  const rows: WorkspaceRow[] = []
  const add = (name: string, share: number, seconds: number): void => void rows.push({ name, files: files.length, seconds: seconds / share, isEstimate: share < 1 })
  const texts = files.map((file) => readFileSync(file, 'utf8'))
  add('bare parse, one thread', 1, medianOf(rounds, () => texts.forEach((text) => bare.parse(text)!.delete())))
  const cache = mkdtempSync(join(tmpdir(), 'proctor-bench-'))
  try {
    // Exit code 1 says that there were findings.
    const check = (...more: string[]): void => run('proctor check', process.execPath, [cli, 'check', ...files, '--isolated', '--format', 'json', ...more], [0, 1])
    add('proctor check', 1, medianOf(rounds, () => check('--no-cache')))
    add('proctor check, one job', 1, medianOf(1, () => check('--no-cache', '--jobs', '1')))
    check('--cache-location', cache)
    add('proctor check, nothing changed', 1, medianOf(rounds, () => check('--cache-location', cache)))
  } finally {
    rmSync(cache, { recursive: true, force: true })
  }
  for (const { name, command, args, share } of lints) {
    const some = files.filter((_, i) => i % Math.round(1 / share) === 0)
    add(name, some.length / files.length, medianOf(share === 1 ? rounds : 1, () => run(name, command, [...args, ...some], undefined)))
  }
  return rows
}

/** Seconds. */
function medianOf(rounds: number, measured: () => void): number {
  return median(
    Array.from({ length: rounds }, () => {
      const start = performance.now()
      measured()
      return (performance.now() - start) / 1000
    }),
  )
}

function run(name: string, command: string, args: readonly string[], expected: readonly number[] | undefined): void {
  const { status, signal, stderr } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 30, stdio: ['ignore', 'ignore', 'pipe'] })
  if (status === null || (expected !== undefined && !expected.includes(status))) throw new Error(`${name} ended with ${status ?? signal}: ${stderr.slice(0, 500)}`)
}
