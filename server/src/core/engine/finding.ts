// What the engine answers: findings with offsets in the file, and the promise of a fix.

import type { Related, Rule, Severity } from '../kit/index.ts'
import type { Located, Place } from '../kit/rule.ts'
import type { Range, TextEdit } from '../text/range.ts'

export interface Finding {
  readonly rule: Rule
  readonly severity: Severity
  readonly message: string
  /** Where it is, in its segment's own offsets; `Source.rangeOf` gives the file's. */
  readonly at: Place
  readonly related: readonly Related[]
  /** The same finding in other tools. */
  readonly twins: readonly string[]
  readonly tag: 'unnecessary' | 'deprecated' | undefined
  /** What its rule's `repair` wants back. */
  readonly facts: Located
}

/** A fix with offsets in the file, ready to apply to the version it was computed for. */
export interface Fix {
  readonly title: string
  readonly safety: 'safe' | 'suggested'
  readonly edits: readonly TextEdit[]
  readonly isSnippet: boolean
}

/** A part of the file that was not reviewed. */
export interface Gap {
  readonly at: Range
  readonly reason: string
}

export interface Analysis {
  /** By place, then by rule id. */
  readonly findings: readonly Finding[]
  readonly gaps: readonly Gap[]
  /** Rules that ran, enabled and without a breakdown. */
  readonly ran: readonly Rule[]
  /** Rules that threw, each once, with the message. */
  readonly breakdowns: readonly { readonly rule: Rule; readonly message: string }[]
  /** Findings that a comment hid, Proctor's own or one for another linter. */
  readonly suppressed: number
  /** Rules some or all of whose findings another linter of the project reports, by its name. */
  readonly left: readonly { readonly rule: Rule; readonly to: string }[]
  /** Findings that were left to another linter. */
  readonly leftFindings: number
}
