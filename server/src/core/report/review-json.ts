// `proctor review --format json`: the review as data, with the same findings, ranges and fixes as `check --format json`.

import type { Finding, Fix } from '../engine/finding.ts'
import type { Refusal } from '../kit/index.ts'
import type { Review } from '../review/review.ts'
import type { Source } from '../syntax/index.ts'
import { reported, reportedRange } from './reported.ts'

export function reviewJson(review: Review, version: string, { source, fixesFor }: { readonly source: Source; readonly fixesFor: (finding: Finding) => readonly (Fix | Refusal)[] }): string {
  const written = (finding: Finding) => reported(finding, fixesFor(finding).find((answer): answer is Fix => 'edits' in answer), source)
  const data = {
    version,
    path: review.path,
    sections: review.sections.map(({ id, title, findings, suggestions, clean }) => ({
      id,
      title,
      findings: findings.map(written),
      suggestions: suggestions.map((suggestion) => ({ ...suggestion, refusal: suggestion.refusal ?? null })),
      clean: clean ?? null,
    })),
    verdict: review.verdict,
    counts: review.counts,
    first: review.first.map(written),
    gaps: review.gaps.map(({ at, reason }) => ({ range: reportedRange(at, source), reason })),
    notes: review.notes,
  }
  return `${JSON.stringify(data, undefined, 2)}\n`
}
