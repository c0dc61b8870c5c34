// `--format json`: the data itself. Its shape is a contract that other tools read; see {@link ReportedRun}.

import { summaryOf, type ReportedRun } from './reported.ts'

export function json(run: ReportedRun): string {
  return `${JSON.stringify({ ...run, summary: summaryOf(run) }, undefined, 2)}\n`
}
