// `--format github`: workflow commands, which GitHub shows beside the changed lines.

import type { Severity } from '../kit/index.ts'
import { summaryOf, type ReportedFinding, type ReportedRun } from './reported.ts'
import { textLine } from './text.ts'
import { summarySentence } from './words.ts'

/** GitHub shows so many annotations of each level per step and drops the rest; the rest is printed as plain text. */
const shownPerLevel = 10

const levels: Readonly<Record<Severity, 'error' | 'warning' | 'notice'>> = { error: 'error', warning: 'warning', information: 'notice', hint: 'notice' }

export function github(run: ReportedRun): string {
  const used = { error: 0, warning: 0, notice: 0 }
  const rest: string[] = []
  const lines: string[] = []
  for (const file of run.files) {
    if (file.error !== null) {
      if (used.error++ < shownPerLevel) lines.push(`::error file=${property(file.path)},title=Proctor::${data(file.error)}`)
      else rest.push(`${file.path}: ${file.error}`)
    }
    for (const finding of file.findings) {
      if (used[levels[finding.severity]]++ < shownPerLevel) lines.push(command(file.path, finding))
      else rest.push(textLine(file.path, finding))
    }
  }
  const more = rest.length === 0 ? [] : [`GitHub shows ${shownPerLevel} of each level; the others:`, ...rest]
  return [...lines, ...more, summarySentence(summaryOf(run)), ''].join('\n')
}

function command(path: string, { range: { start, end }, severity, rule, message }: ReportedFinding): string {
  // Columns are only allowed where the place is on one line; GitHub's end column is the last that counts, but not before the first.
  const columns = start.line === end.line ? `,col=${start.column},endColumn=${Math.max(start.column, end.column - 1)}` : ''
  return `::${levels[severity]} file=${property(path)},line=${start.line},endLine=${end.line}${columns},title=${property(`Proctor (${rule})`)}::${data(message)}`
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
