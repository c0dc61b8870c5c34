// remembered(): what follows from one variable and what its file says is kept until the file says something else about what was asked.

import type { Source } from '../syntax/index.ts'
import { fileNamesOf, sayingsOf, type Contributor, type FileNames, type Vocabulary } from './file-names.ts'

/** The names of one file's versions in the order in which they were asked for, each with a number. */
interface Journal {
  last: FileNames
  number: number
  /** Question → number of the version that was the last to answer it otherwise than the one before. */
  readonly changes: Map<string, number>
  /** The highest of these numbers: most keystrokes change no answer at all. */
  lastChange: number
  /** Changes up to this version were forgotten. */
  forgotten: number
  readonly numbers: WeakMap<FileNames, number>
}

interface Remembered {
  readonly result: unknown
  readonly asked: readonly string[]
  number: number
}

/** So many changed questions are remembered; then all is computed once more. */
const longest = 10_000

const journals = new WeakMap<object, Journal>()

/** Questions are kept apart for each caller by the memo that it brings; the holder is something that lives as long as its segment. */
export type Memo = WeakMap<object, Remembered>

export function remembered<T>(source: Source, memo: Memo, holder: object, compute: (file: Vocabulary) => T): T {
  const { journal, number, names } = versionOf(source)
  const known = memo.get(holder)
  if (known !== undefined) {
    const since = Math.min(number, known.number)
    if (known.number === number || (since >= journal.forgotten && (journal.lastChange <= since || known.asked.every((question) => (journal.changes.get(question) ?? 0) <= since)))) {
      known.number = number
      return known.result as T
    }
  }
  const asked = new Set<string>()
  const result = compute(listening(names.vocabulary, asked))
  memo.set(holder, { result, asked: [...asked], number })
  return result
}

function listening(vocabulary: Vocabulary, asked: Set<string>): Vocabulary {
  return {
    usesOf: (name) => (asked.add(`use ${name}`), vocabulary.usesOf(name)),
    namesOf: (key) => (asked.add(`key ${key}`), vocabulary.namesOf(key)),
    parametersOf: (callee) => (asked.add(`parameters ${callee}`), vocabulary.parametersOf(callee)),
  }
}

function versionOf(source: Source): { readonly journal: Journal; readonly number: number; readonly names: FileNames } {
  const names = fileNamesOf(source)
  let journal = journals.get(source.lineage)
  if (journal === undefined) {
    journal = { last: names, number: 1, changes: new Map(), lastChange: 0, forgotten: 0, numbers: new WeakMap([[names, 1]]) }
    journals.set(source.lineage, journal)
  }
  let number = journal.numbers.get(names)
  if (number === undefined) {
    number = ++journal.number
    if (journal.changes.size > longest) {
      journal.changes.clear()
      journal.forgotten = number
    }
    for (const question of differences(journal.last.contributors, names.contributors)) {
      journal.changes.set(question, number)
      journal.lastChange = number
    }
    journal.last = names
    journal.numbers.set(names, number)
  }
  return { journal, number, names }
}

/** Questions to which the two answer otherwise, or in another order: those of the segments between what both begin and end with. */
function differences(before: readonly Contributor[], after: readonly Contributor[]): Iterable<string> {
  const shorter = Math.min(before.length, after.length)
  let head = 0
  while (head < shorter && isSame(before[head]!, after[head]!)) head++
  let tail = 0
  while (tail < shorter - head && isSame(before[before.length - 1 - tail]!, after[after.length - 1 - tail]!)) tail++
  const gone = saidBy(before.slice(head, before.length - tail))
  const come = saidBy(after.slice(head, after.length - tail))
  return new Set([...[...gone].flatMap(([question, said]) => (come.get(question) === said ? [] : [question])), ...[...come.keys()].filter((question) => !gone.has(question))])
}

function isSame(one: Contributor, other: Contributor): boolean {
  return one.segment === other.segment && one.className === other.className
}

function saidBy(contributors: readonly Contributor[]): ReadonlyMap<string, string> {
  const said = new Map<string, string>()
  for (const contributor of contributors) for (const [question, saying] of sayingsOf(contributor)) said.set(question, `${said.get(question) ?? ''}${saying}\n`)
  return said
}
