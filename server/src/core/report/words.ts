// The few phrases that all formats share: numbers with their nouns and the closing sentence of a run.

import type { Severity } from '../kit/index.ts'
import type { Summary } from './reported.ts'

/** `1 file`, `2 files`. */
export function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}

/** `1 error, 3 hints`: only what there is, the gravest first; empty where there is nothing. */
export function bySeverity(counts: Readonly<Record<Severity, number>>): string {
  return [
    counts.error > 0 ? counted(counts.error, 'error') : '',
    counts.warning > 0 ? counted(counts.warning, 'warning') : '',
    counts.information > 0 ? `${counts.information} information` : '',
    counts.hint > 0 ? counted(counts.hint, 'hint') : '',
  ]
    .filter((word) => word !== '')
    .join(', ')
}

/** One sentence, without a full stop. */
export function summarySentence(summary: Summary): string {
  const reviewed = summary.files - summary.unreadable
  const unreadable = summary.unreadable === 0 ? '' : `; ${counted(summary.unreadable, 'file')} could not be reviewed`
  if (summary.findings === 0) return `No findings in ${counted(reviewed, 'file')}${unreadable}`
  return `${counted(summary.findings, 'finding')} in ${counted(reviewed, 'file')} (${bySeverity(summary)})${fixSentence(summary)}${unreadable}`
}

function fixSentence({ fixable }: Summary): string {
  const safe = fixable.safe === 0 ? '' : `; ${fixable.safe} fixable with --fix`
  return fixable.suggested === 0 ? safe : `${safe}; ${fixable.suggested} ${fixable.safe === 0 ? 'fixable' : 'more'} with --fix --unsafe-fixes`
}
