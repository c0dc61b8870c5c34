// What the test files of a workspace say about names, as one vocabulary: files come, change and go one by one. The host decides which.

import type { Source } from '../syntax/index.ts'
import { answering, tablesOf, type NameTables, type Vocabulary } from './file-names.ts'

export interface WorkspaceNames {
  /** What all files say but the one at `path`. The answer lives on: it always says what is known when it is asked. */
  without(path: string): Vocabulary
  /** Counts a file, or counts it anew. True where it says something else than before. */
  learn(path: string, source: Source): boolean
  forget(path: string): void
  /** How many files are counted. */
  readonly size: number
}

export function createWorkspaceNames(): WorkspaceNames {
  const files = new Map<string, readonly NameTables[]>()
  const uses = new Map<string, number>()
  const keys = new Map<string, Map<string, number>>()
  const parameters = new Map<string, (readonly string[])[]>()
  const all = answering({ uses, keys, parameters })

  const count = (table: NameTables, sign: 1 | -1): void => {
    for (const [name, n] of table.uses) bump(uses, name, sign * n)
    for (const [key, names] of table.keys) {
      let counts = keys.get(key)
      if (counts === undefined) keys.set(key, (counts = new Map()))
      for (const [name, n] of names) bump(counts, name, sign * n)
      if (counts.size === 0) keys.delete(key)
    }
    for (const [callee, signatures] of table.parameters) {
      const known = parameters.get(callee) ?? []
      const rest = sign === 1 ? [...known, ...signatures] : known.filter((each) => !signatures.includes(each))
      if (rest.length === 0) parameters.delete(callee)
      else parameters.set(callee, rest)
    }
  }
  const forget = (path: string): void => {
    files.get(path)?.forEach((table) => count(table, -1))
    files.delete(path)
  }

  return {
    get size() {
      return files.size
    },
    learn(path, source) {
      const tables = tablesOf(source)
      const before = files.get(path)
      forget(path)
      tables.forEach((table) => count(table, 1))
      files.set(path, tables)
      return before === undefined || !isSame(before, tables)
    },
    forget,
    without(path) {
      const own = (): readonly NameTables[] => files.get(path) ?? []
      return {
        usesOf: (name) => own().reduce((rest, table) => rest - (table.uses.get(name) ?? 0), all.usesOf(name)),
        namesOf(key) {
          const names = all.namesOf(key)
          const mine = own().flatMap((table) => table.keys.get(key) ?? [])
          if (names.size === 0 || mine.length === 0) return names
          const rest = new Map(names)
          for (const counts of mine) for (const [name, n] of counts) bump(rest, name, -n)
          return rest
        },
        parametersOf(callee) {
          const mine = new Set(own().flatMap((table) => table.parameters.get(callee) ?? []))
          return mine.size === 0 ? all.parametersOf(callee) : all.parametersOf(callee).filter((each) => !mine.has(each))
        },
      }
    },
  }
}

function bump(counts: Map<string, number>, name: string, by: number): void {
  const n = (counts.get(name) ?? 0) + by
  if (n === 0) counts.delete(name)
  else counts.set(name, n)
}

function isSame(before: readonly NameTables[], after: readonly NameTables[]): boolean {
  const text = (tables: readonly NameTables[]): string => JSON.stringify(tables.map(({ uses, keys, parameters }) => [[...uses], [...keys].map(([key, names]) => [key, [...names]]), [...parameters]]))
  return text(before) === text(after)
}
