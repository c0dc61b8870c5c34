// The diagnostics of each open document as they were last computed, with the result ids of pulled ones.

import type { Diagnostic } from 'vscode-languageserver'
import type { Footing } from '../core/index.ts'
import type { Resolved } from './configuration.ts'
import type { Document } from './documents.ts'
import type { Held } from './held.ts'

export interface Report {
  readonly resultId: string
  readonly diagnostics: readonly Diagnostic[]
}

export interface Kept extends Report {
  readonly document: Document
  readonly resolved: Resolved
  /** What it rests on in other files; undefined where nothing was looked for. */
  readonly footing: Footing | undefined
  /** Where a string stands open. */
  readonly held: Held | undefined
  readonly content: string
}

export interface Reports {
  readonly get: (uri: string) => Kept | undefined
  readonly keep: (uri: string, report: Omit<Kept, 'resultId'>) => Kept
  readonly closed: (uri: string) => void
}

/** Result ids are never used twice, so that one of a closed document can't be taken for one of its successor's. */
export function createReports(): Reports {
  const reports = new Map<string, Kept>()
  let count = 0
  return {
    get: (uri) => reports.get(uri),
    keep: (uri, report) => {
      const before = reports.get(uri)
      const resultId = before !== undefined && before.content === report.content ? before.resultId : String(++count)
      const kept = { ...report, resultId }
      reports.set(uri, kept)
      return kept
    },
    closed: (uri) => void reports.delete(uri),
  }
}
