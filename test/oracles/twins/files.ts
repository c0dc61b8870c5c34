// The files that both sides read: real test files, copied without the comments that silence linters, so that both say all they have to say.

import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
// @ts-expect-error: a script without types
import { corpus, packages } from '../../support/corpora.mjs'

export interface Sample {
  /** Absolute, of the copy. */
  readonly path: string
  /** `nova-34.0.0/nova/tests/unit/test_x.py`. */
  readonly name: string
  readonly text: string
}

/** At most `count` test files, spread evenly over CPython's own suite and the packages of `corpora.mjs`; the same ones each time. */
export function samples(folder: string, count: number, warn: (line: string) => void): readonly Sample[] {
  const library = execFileSync('python3', ['-c', 'import os, test; print(os.path.dirname(test.__file__))'], { encoding: 'utf8' }).trim()
  const roots = [{ name: 'cpython', root: library }]
  for (const name of Object.keys(packages)) {
    try {
      roots.push({ name, root: corpus(name) as string })
    } catch (error) {
      warn(`${name} is left out: ${(error as Error).message.split('\n')[0]}`)
    }
  }
  const all = roots.flatMap(({ name, root }) => testFiles(root).map((path) => ({ path, name: `${name}/${relative(root, path)}` })))
  const step = Math.max(1, all.length / count)
  rmSync(folder, { recursive: true, force: true })
  const taken: Sample[] = []
  for (let i = 0; Math.floor(i) < all.length && taken.length < count; i += step) {
    const { path, name } = all[Math.floor(i)]!
    const text = plain(path)
    if (text === undefined) continue
    const copy = join(folder, name)
    mkdirSync(dirname(copy), { recursive: true })
    writeFileSync(copy, text)
    taken.push({ path: copy, name, text })
  }
  return taken
}

/** As a default configuration finds them; sorted. */
function testFiles(root: string): readonly string[] {
  if (!existsSync(root)) return []
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /^(?:test_.*|.*_test|tests|conftest)\.py$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

/** UTF-8 with `\n`, each silencing word replaced by one as long; undefined for other encodings, which the linters read differently. */
function plain(path: string): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path)).replace(/\r\n?/g, '\n')
    if (/^.*\n?.*coding[:=]\s*(?!utf)/i.test(text.split('\n', 2).filter((line) => line.startsWith('#')).join('\n'))) return undefined
    return text.replace(/(?<=#[^\n]*)\b(?:noqa|nosec|NOSONAR|pylint|ruff|flake8|proctor)(?=\b)/gi, (word) => 'x'.repeat(word.length))
  } catch {
    return undefined
  }
}
