// `--format markdown` of `check`: a table of counts, then the findings of each file; for a job summary or a merge request.

import { link, plain, severityWords } from './markdown-text.ts'
import { summaryOf, type ReportedRun } from './reported.ts'
import { summarySentence } from './words.ts'

export function markdown(run: ReportedRun): string {
  const parts = run.files.flatMap((file) => {
    if (file.error !== null) return [`## ${plain(file.path)}`, `Not reviewed: ${plain(file.error)}`]
    if (file.findings.length === 0) return []
    const items = file.findings.map(({ range, severity, rule, message, fix }) => {
      const note = fix === null ? '' : ` *Fix: ${plain(fix.title)}${fix.safety === 'safe' ? '' : ' (suggestion)'}.*`
      return `- ${link(`line ${range.start.line}`, `${file.path}#L${range.start.line}`)} **${severityWords[severity]}** \`${rule}\`: ${plain(message)}.${note}`
    })
    return [`## ${plain(file.path)}`, items.join('\n')]
  })
  return ['# Proctor', `${summarySentence(summaryOf(run))}.`, ...parts].join('\n\n') + '\n'
}
