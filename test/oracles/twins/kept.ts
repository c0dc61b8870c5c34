// What a linter said about a file, kept below `.oracles/` by how the linter is run and by the file's name and text: a run asks only about
// what no earlier one asked, and one that was broken off goes on where it was.

import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Sample } from './files.ts'
import type { Answers, Said } from './tools.ts'

interface Store {
  /** Everything the answers rest on beside files and codes; another one, and nothing of the store is used. */
  readonly manner: string
  /** By the hash of a file's name and text. */
  readonly files: Record<string, Kept>
}

interface Kept {
  /** Codes that were asked about, sorted, joined by blanks. */
  codes: string
  unreadable: boolean
  /** Code, first line, last line. */
  said: (readonly [string, number, number])[]
}

/** `run` is called with at most `atOnce` files, each time with codes that are not yet known of any of them. */
export function kept(path: string, manner: string, files: readonly Sample[], codes: readonly string[], atOnce: number, run: (files: readonly string[], codes: readonly string[]) => Answers): Answers {
  const store = readStore(path, manner)
  const keys = new Map(files.map((file) => [file.path, createHash('sha256').update(`${file.name}\n${file.text}`).digest('hex')]))
  const open = new Map<string, Sample[]>()
  for (const file of files) {
    const known = new Set(store.files[keys.get(file.path)!]?.codes.split(' '))
    const unknown = codes.filter((code) => !known.has(code)).sort().join(' ')
    if (unknown !== '') open.set(unknown, [...(open.get(unknown) ?? []), file])
  }
  for (const [unknown, all] of open) {
    for (let at = 0; at < all.length; at += atOnce) {
      const some = all.slice(at, at + atOnce)
      const answers = run(some.map((file) => file.path), unknown.split(' '))
      for (const file of some) {
        const own = (store.files[keys.get(file.path)!] ??= { codes: '', unreadable: false, said: [] })
        own.codes = [...new Set([...own.codes.split(' '), ...unknown.split(' ')])].filter((code) => code !== '').sort().join(' ')
        own.unreadable = own.unreadable || answers.unreadable.has(file.path)
      }
      for (const { path: of, code, line, lastLine } of answers.said) {
        const key = keys.get(of)
        // Pylint speaks of other files as well, such as packages above.
        if (key !== undefined && some.some((file) => file.path === of)) store.files[key]!.said.push([code, line, lastLine])
      }
      writeStore(path, store)
    }
  }
  const said = files.flatMap((file): readonly Said[] => store.files[keys.get(file.path)!]!.said.filter(([code]) => codes.includes(code)).map(([code, line, lastLine]) => ({ path: file.path, code, line, lastLine })))
  return { said, unreadable: new Set(files.filter((file) => store.files[keys.get(file.path)!]!.unreadable).map((file) => file.path)) }
}

function readStore(path: string, manner: string): Store {
  const empty: Store = { manner, files: {} }
  if (!existsSync(path)) return empty
  try {
    const store = JSON.parse(readFileSync(path, 'utf8')) as Store
    return store.manner === manner ? store : empty
  } catch {
    return empty
  }
}

/** Whole or not at all, and with what another run learned meanwhile. */
function writeStore(path: string, store: Store): void {
  mkdirSync(dirname(path), { recursive: true })
  const other = readStore(path, store.manner).files
  writeFileSync(`${path}.${process.pid}`, JSON.stringify({ ...store, files: { ...other, ...store.files } }))
  renameSync(`${path}.${process.pid}`, path)
}
