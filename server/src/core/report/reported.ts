// A run of `proctor check` as plain data: what every format is made from, and the JSON that other tools read.

import type { Finding, Fix } from '../engine/finding.ts'
import type { SectionId, Severity } from '../kit/index.ts'
import type { Source } from '../syntax/index.ts'
import type { Range } from '../text/range.ts'

/** Lines and columns from 1; columns count Unicode code points, a byte order mark at the start of the file none. */
export interface ReportedPosition {
  readonly line: number
  readonly column: number
}

/** The end is behind the last character. */
export interface ReportedRange {
  readonly start: ReportedPosition
  readonly end: ReportedPosition
}

export interface ReportedFix {
  readonly title: string
  readonly safety: 'safe' | 'suggested'
  readonly edits: readonly { readonly range: ReportedRange; readonly text: string }[]
}

export interface ReportedFinding {
  readonly rule: string
  readonly section: SectionId
  readonly severity: Severity
  readonly message: string
  readonly twins: readonly string[]
  readonly range: ReportedRange
  /** Other places that the finding speaks of. */
  readonly related: readonly { readonly range: ReportedRange; readonly message: string }[]
  readonly fix: ReportedFix | null
}

export interface ReportedFile {
  readonly path: string
  readonly findings: readonly ReportedFinding[]
  /** Why the file could not be reviewed; null where it was. */
  readonly error: string | null
}

export interface ReportedRun {
  /** Proctor's version. */
  readonly version: string
  readonly files: readonly ReportedFile[]
}

export interface Summary {
  readonly files: number
  /** Files that could not be reviewed. */
  readonly unreadable: number
  readonly findings: number
  readonly error: number
  readonly warning: number
  readonly information: number
  readonly hint: number
  /** Findings with a safe fix, and with one that a person should look at. */
  readonly fixable: { readonly safe: number; readonly suggested: number }
}

/** `fix`: the best fix of the finding, where there is one. The finding belongs to this version of the source. */
export function reported(finding: Finding, fix: Fix | undefined, source: Source): ReportedFinding {
  return {
    rule: finding.rule.id,
    section: finding.rule.section,
    severity: finding.severity,
    message: finding.message,
    twins: finding.twins,
    range: reportedRange(source.rangeOf(finding.at), source),
    related: finding.related.map(({ at, message }) => ({ range: reportedRange(source.rangeOf(at), source), message })),
    fix: fix === undefined ? null : reportedFix(fix, source),
  }
}

export function reportedRange(range: Range, source: Source): ReportedRange {
  return { start: reportedPosition(range.start, source), end: reportedPosition(range.end, source) }
}

export function reportedPosition(offset: number, source: Source): ReportedPosition {
  const { line, column } = source.positionAt(offset)
  const start = source.offsetAt({ line, column: 0 })
  let points = 0
  for (const character of source.text.slice(start, start + column)) if (start + points > 0 || character !== '\uFEFF') points++
  return { line: line + 1, column: points + 1 }
}

export function summaryOf(run: ReportedRun): Summary {
  const findings = run.files.flatMap((file) => file.findings)
  const count = (severity: Severity): number => findings.filter((finding) => finding.severity === severity).length
  const fixable = (safety: Fix['safety']): number => findings.filter((finding) => finding.fix?.safety === safety).length
  return {
    files: run.files.length,
    unreadable: run.files.filter((file) => file.error !== null).length,
    findings: findings.length,
    error: count('error'),
    warning: count('warning'),
    information: count('information'),
    hint: count('hint'),
    fixable: { safe: fixable('safe'), suggested: fixable('suggested') },
  }
}

function reportedFix(fix: Fix, source: Source): ReportedFix {
  const edits = fix.edits.map((edit) => ({ range: reportedRange(edit, source), text: fix.isSnippet ? withoutStops(edit.text) : edit.text }))
  return { title: fix.title, safety: fix.safety, edits }
}

/** A snippet's text as it would stand if nobody filled in its stops: `${1:name}` → `name`, `$0` → nothing, `\$` → `$`. */
function withoutStops(snippet: string): string {
  return snippet.replace(/\\([\\$}])|\$\{\d+:((?:\\.|[^}\\])*)\}|\$\{\d+\}|\$\d+/g, (_, escaped: string | undefined, name: string | undefined) => escaped ?? (name === undefined ? '' : withoutStops(name)))
}
