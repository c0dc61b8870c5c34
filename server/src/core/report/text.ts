// `--format text`: one line per finding, `path:line:column: severity rule message`, then a summary. For people and problem matchers.

import { summaryOf, type ReportedFinding, type ReportedRun } from './reported.ts'
import { summarySentence } from './words.ts'

export function text(run: ReportedRun): string {
  const lines = run.files.flatMap((file) => (file.error !== null ? [`${file.path}: ${file.error}`] : file.findings.map((finding) => textLine(file.path, finding))))
  return [...lines, ...(lines.length > 0 ? [''] : []), summarySentence(summaryOf(run)), ''].join('\n')
}

export function textLine(path: string, { range, related, severity, rule, message }: ReportedFinding): string {
  const others = related.map((place) => place.range.start.line)
  const see = others.length === 0 ? '' : ` (see line${others.length > 1 ? 's' : ''} ${others.join(', ')})`
  return `${path}:${range.start.line}:${range.start.column}: ${severity} ${rule} ${oneLine(message)}${see}`
}

function oneLine(message: string): string {
  return message.replace(/[\r\n\u2028\u2029]+/g, ' ')
}
