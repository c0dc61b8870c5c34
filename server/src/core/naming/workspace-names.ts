// What the test files of a workspace say about names, as one vocabulary: files come, change and go one by one. The host decides which.

import type { Source } from '../syntax/index.ts'
import { answering, tablesOf, type NameTables, type Vocabulary } from './file-names.ts'

export interface WorkspaceNames {
  /** What all files say but the one at `path`. The answer lives on: it always says what is known when it is asked. */
  without(path: string): Vocabulary
  /** Counts a file, or counts it anew, in steps of a few milliseconds; nothing of it counts before the last. */
  learn(path: string, source: Source): Iterable<undefined>
  forget(path: string): void
  has(path: string): boolean
  /** How many files are counted. */
  readonly size: number
}

interface Counted extends NameTables {
  readonly uses: Map<string, number>
  readonly keys: Map<string, Map<string, number>>
  readonly parameters: Map<string, readonly (readonly string[])[]>
}

export function createWorkspaceNames(): WorkspaceNames {
  const files = new Map<string, Counted>()
  const total = empty()
  const all = answering(total)
  const forget = (path: string): void => {
    const own = files.get(path)
    if (own !== undefined) count(total, own, -1)
    files.delete(path)
  }
  return {
    get size() {
      return files.size
    },
    has: (path) => files.has(path),
    *learn(path, source) {
      const own = empty()
      for (const table of tablesOf(source)) {
        count(own, table, 1)
        yield undefined
      }
      forget(path)
      count(total, own, 1)
      files.set(path, own)
    },
    forget,
    without: (path) => ({
      usesOf: (name) => all.usesOf(name) - (files.get(path)?.uses.get(name) ?? 0),
      namesOf(key) {
        const names = all.namesOf(key)
        const mine = files.get(path)?.keys.get(key)
        if (mine === undefined) return names
        const rest = new Map(names)
        for (const [name, n] of mine) bump(rest, name, -n)
        return rest
      },
      parametersOf(callee) {
        const mine = new Set(files.get(path)?.parameters.get(callee))
        return mine.size === 0 ? all.parametersOf(callee) : all.parametersOf(callee).filter((each) => !mine.has(each))
      },
    }),
  }
}

function empty(): Counted {
  return { uses: new Map(), keys: new Map(), parameters: new Map() }
}

function count(into: Counted, table: NameTables, sign: 1 | -1): void {
  for (const [name, n] of table.uses) bump(into.uses, name, sign * n)
  for (const [key, names] of table.keys) {
    let counts = into.keys.get(key)
    if (counts === undefined) into.keys.set(key, (counts = new Map()))
    for (const [name, n] of names) bump(counts, name, sign * n)
    if (counts.size === 0) into.keys.delete(key)
  }
  for (const [callee, signatures] of table.parameters) {
    const known = into.parameters.get(callee) ?? []
    const rest = sign === 1 ? [...known, ...signatures] : known.filter((each) => !signatures.includes(each))
    if (rest.length === 0) into.parameters.delete(callee)
    else into.parameters.set(callee, rest)
  }
}

function bump(counts: Map<string, number>, name: string, by: number): void {
  const n = (counts.get(name) ?? 0) + by
  if (n === 0) counts.delete(name)
  else counts.set(name, n)
}
