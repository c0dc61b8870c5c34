// Real Python files on the machine: CPython's own test suite, found by asking `python3`.

import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Path of CPython's `Lib/test`. Throws where there is no python3 or it ships no tests (Debian: package libpython3-testsuite). */
export function libTest(): string {
  try {
    return execFileSync('python3', ['-c', 'import test, os; print(os.path.dirname(test.__file__))'], { encoding: 'utf8' }).trim()
  } catch (error) {
    throw new Error(`python3 with its own test suite is needed (Debian: python3 and libpython3-testsuite): ${String(error)}`)
  }
}

/** Paths of all `.py` files below a folder, in a fixed order. */
export function pythonFiles(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) return pythonFiles(path)
      return entry.name.endsWith('.py') ? [path] : []
    })
}

/** The text where the file is UTF-8, without its byte order mark; undefined otherwise. */
export function readUtf8(path: string): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path))
  } catch {
    return undefined
  }
}
