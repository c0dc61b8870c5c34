// Which Pythons the proofs compare with, and where their standard libraries are.

import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

export interface Python {
  readonly path: string
  readonly minor: number
}

/** `python3` and, where pyenv or the path has a newer one, the newest of those: its library shows the newer syntax. */
export function pythons(): readonly Python[] {
  const found = new Map<number, Python>()
  for (const path of ['python3', 'python3.14', 'python3.13', ...pyenvPythons()]) {
    const minor = minorOf(path)
    if (minor !== undefined && minor >= 11 && !found.has(minor)) found.set(minor, { path, minor })
  }
  const first = minorOf('python3')
  const newest = Math.max(...found.keys())
  return [...found.values()].filter((each) => each.minor === first || each.minor === newest)
}

function pyenvPythons(): readonly string[] {
  const versions = join(process.env['PYENV_ROOT'] ?? join(homedir(), '.pyenv'), 'versions')
  return existsSync(versions) ? readdirSync(versions).filter((name) => name.startsWith('3.')).map((name) => join(versions, name, 'bin', 'python3')) : []
}

function minorOf(path: string): number | undefined {
  try {
    return Number(execFileSync(path, ['-c', 'import sys; print(sys.version_info[1])'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }))
  } catch {
    return undefined
  }
}

/** The Python files of `Lib` and `Lib/test`, in a fixed order; files that are made to be wrong (`bad*`, lib2to3's data) are left to the parsers. */
export function stdlibFiles({ path }: Python): readonly string[] {
  const script = 'import os, os.path\nroot = os.path.dirname(os.__file__)\nfor folder, folders, files in os.walk(root):\n  folders[:] = sorted(f for f in folders if f not in ("site-packages", "__pycache__"))\n  for f in sorted(files):\n    if f.endswith(".py"): print(os.path.join(folder, f))'
  return execFileSync(path, ['-c', script], { encoding: 'utf8', maxBuffer: 2 ** 28 }).trim().split('\n')
}
