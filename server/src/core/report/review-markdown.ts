// The review as Markdown: what *Review test file* shows and `proctor review` prints. Stable: no dates, so that two reviews can be compared.

import type { Finding, Fix, Gap } from '../engine/finding.ts'
import type { Refusal } from '../kit/index.ts'
import type { Review, ReviewSection, Suggestion } from '../review/review.ts'
import type { Source } from '../syntax/index.ts'
import { code, link, plain, severityWords } from './markdown-text.ts'

export interface ReviewContext {
  /** The version that was reviewed. */
  readonly source: Source
  /** Target of a link to a line, from 1. */
  readonly lineLink: (line: number) => string
  /** Target of a link to a rule's page; undefined: the rule is only named. */
  readonly ruleLink?: (rule: string) => string | undefined
  /** The repairs of a finding, best first. */
  readonly fixesFor: (finding: Finding) => readonly (Fix | Refusal)[]
}

export function reviewMarkdown(review: Review, context: ReviewContext): string {
  const name = review.path.slice(Math.max(review.path.lastIndexOf('/'), review.path.lastIndexOf('\\')) + 1)
  return [
    `# Review of ${plain(name)}`,
    ...review.sections.flatMap((section) => sectionParts(section, context)),
    '## Overall summary',
    `${plain(review.verdict)}.`,
    countsTable(review),
    ...(review.first.length === 0
      ? []
      : [review.first.length === 3 ? '### Three things to do first' : '### What to do first', review.first.map((finding, i) => `${i + 1}. ${findingLine(finding, context)}`).join('\n')]),
    '### What was not checked',
    notChecked(review, context),
  ].join('\n\n') + '\n'
}

function sectionParts(section: ReviewSection, context: ReviewContext): readonly string[] {
  return [
    `## ${section.title}`,
    section.findings.length === 0 ? `${section.clean ?? 'No findings'}.` : section.findings.map((finding) => `- ${findingLine(finding, context)}${fixNote(finding, context)}`).join('\n'),
    ...(section.suggestions.length === 0 ? [] : ['*Suggestions, likely but not certain:*', section.suggestions.map((suggestion) => `- ${suggestionLine(suggestion, context)}`).join('\n')]),
  ]
}

function findingLine(finding: Finding, context: ReviewContext): string {
  const { start, end } = context.source.rangeOf(finding.at)
  const first = context.source.positionAt(start).line + 1
  const last = context.source.positionAt(Math.max(start, end - 1)).line + 1
  const page = context.ruleLink?.(finding.rule.id)
  const rule = page === undefined ? code(finding.rule.id) : `[${code(finding.rule.id)}](${page})`
  return `${link(first === last ? `Line ${first}` : `Lines ${first}–${last}`, context.lineLink(first))} · **${severityWords[finding.severity]}** · ${plain(finding.message)} (${rule}).${relatedNote(finding, context)}`
}

/** The other places that a finding speaks of: the rounds of a test, the first definition of a duplicate. */
function relatedNote({ related }: Finding, { source, lineLink }: ReviewContext): string {
  const places = related.map(({ at, message }) => {
    const line = source.positionAt(source.rangeOf(at).start).line + 1
    return `${link(`line ${line}`, lineLink(line))} (${plain(message)})`
  })
  return places.length === 0 ? '' : ` See ${places.join(', ')}.`
}

function fixNote(finding: Finding, { fixesFor }: ReviewContext): string {
  const answers = fixesFor(finding)
  const fixes = answers.filter((answer): answer is Fix => 'edits' in answer)
  if (fixes.length > 0) {
    const titles = fixes.slice(0, 3).map((fix) => `*${plain(fix.title)}*`)
    return ` Fix${fixes[0]!.safety === 'safe' ? '' : ' (suggestion)'}: ${titles.join(' or ')}.`
  }
  const refusal = answers.find((answer): answer is Refusal => 'refusal' in answer)
  return refusal === undefined ? '' : ` No fix here: ${plain(refusal.refusal)}.`
}

function suggestionLine({ line, name, candidates, refusal }: Suggestion, { lineLink }: ReviewContext): string {
  const place = `${link(`Line ${line}`, lineLink(line))} · ${code(name)}`
  if (refusal !== undefined) return `${place} cannot be renamed: ${plain(refusal)}.`
  return `${place} → ${candidates.map((candidate) => `${code(candidate.name)} (${plain(candidate.evidence)})`).join(', or ')}.`
}

function countsTable(review: Review): string {
  const rows = review.sections.flatMap(({ title, findings }) => {
    if (findings.length === 0) return []
    const cells = (['error', 'warning', 'information', 'hint'] as const).map((severity) => findings.filter((finding) => finding.severity === severity).length || '')
    return [`| ${title} | ${cells.join(' | ')} |`]
  })
  const { error, warning, information, hint } = review.counts
  return ['| | Errors | Warnings | Information | Hints |', '| --- | ---: | ---: | ---: | ---: |', ...rows, `| **All** | ${error} | ${warning} | ${information} | ${hint} |`].join('\n')
}

function notChecked({ gaps, notes }: Review, context: ReviewContext): string {
  const lines = [...gaps.map((gap) => gapLine(gap, context)), ...notes.map((note) => `${plain(note)}.`)]
  return lines.length === 0 ? 'Everything that Proctor has rules for was checked.' : lines.map((line) => `- ${line}`).join('\n')
}

function gapLine({ at, reason }: Gap, { source, lineLink }: ReviewContext): string {
  const first = source.positionAt(at.start).line + 1
  const last = source.positionAt(Math.max(at.start, at.end - 1)).line + 1
  return `${link(first === last ? `Line ${first}` : `Lines ${first}–${last}`, lineLink(first))}: ${plain(reason)}.`
}
