// Puts the findings of one file into the order and words of a review. It finds nothing itself.

import type { Analysis, Finding } from '../engine/finding.ts'
import { sections, type Rule, type SectionId, type Severity } from '../kit/index.ts'
import type { Source } from '../syntax/index.ts'
import type { Review, ReviewSection, Suggestion } from './review.ts'
import { verdictOf } from './verdict.ts'

/** `rules`: every rule that exists, whether it ran or not. `suggestions`: better names that are only likely, in text order. */
export function buildReview(source: Source, analysis: Analysis, rules: readonly Rule[], suggestions: readonly Suggestion[]): Review {
  const counts = countsOf(analysis.findings)
  return {
    path: source.path,
    sections: sections.map((section): ReviewSection => {
      const findings = analysis.findings.filter((finding) => finding.rule.section === section.id)
      return {
        id: section.id,
        title: section.title,
        findings,
        suggestions: section.id === 'variable-naming' ? suggestions : [],
        clean: findings.length > 0 ? undefined : cleanSentence(section, analysis, rules),
      }
    }),
    verdict: verdictOf(counts, analysis.gaps.length, suggestions.length),
    counts,
    first: mostPressing(analysis.findings),
    gaps: analysis.gaps,
    notes: notesOf(analysis, rules),
  }
}

/**
 * The section's own claim only where all of its rules ran (those for the strict preset apart), the whole file could be read and no comment hid a finding; else a
 * sentence that claims no more than what was done.
 */
function cleanSentence(section: (typeof sections)[number], analysis: Analysis, rules: readonly Rule[]): string {
  // What only the strict preset asks is a matter of taste and no part of a claim; of security every rule is.
  const own = rules.filter((rule) => rule.section === section.id && (rule.preset !== 'strict' || section.id === 'security'))
  const ran = own.filter((rule) => analysis.ran.includes(rule))
  if (ran.length === 0 && own.length > 0) return 'Not checked: all its rules are off'
  if (analysis.gaps.length > 0) return 'No findings in the parts of the file that could be read'
  // Sections without a claim of their own say "No findings" about the rules that are on, which is what every linter means by it.
  if (ran.length === own.length && analysis.suppressed === 0 && analysis.leftFindings === 0) return section.clean
  if (section.clean === 'No findings') return section.clean
  if (analysis.leftFindings > 0) return 'No findings beside what is left to other tools'
  return ran.length === own.length ? 'No findings beside what comments suppress' : `No findings; ${ran.length} of ${own.length} rules ran`
}

function countsOf(findings: readonly Finding[]): Review['counts'] {
  const count = (severity: Severity): number => findings.filter((finding) => finding.severity === severity).length
  return { error: count('error'), warning: count('warning'), information: count('information'), hint: count('hint') }
}

const gravity: Readonly<Record<Severity, number>> = { error: 0, warning: 1, information: 2, hint: 3 }

/** Three at most, by severity, then by section; findings of one kind stay in the order of the text. */
function mostPressing(findings: readonly Finding[]): readonly Finding[] {
  const order = new Map<SectionId, number>(sections.map((section, i) => [section.id, i]))
  return [...findings].sort((a, b) => gravity[a.severity] - gravity[b.severity] || order.get(a.rule.section)! - order.get(b.rule.section)!).slice(0, 3)
}

function notesOf(analysis: Analysis, rules: readonly Rule[]): readonly string[] {
  const broken = analysis.breakdowns.map(({ rule, message }) => `The rule ${rule.id} broke down (${message}), so it was not checked everywhere; please report it`)
  const off = rules.length - analysis.ran.length - analysis.breakdowns.length
  return [
    ...broken,
    ...(off > 0 ? [`${off === 1 ? '1 rule is' : `${off} rules are`} off in these settings`] : []),
    ...leftNotes(analysis),
    ...(analysis.suppressed > 0 ? [`${analysis.suppressed === 1 ? '1 finding is' : `${analysis.suppressed} findings are`} suppressed by comments`] : []),
  ]
}

/** One for each tool: `3 rules are left to Ruff: a, b, c`. */
function leftNotes({ left }: Analysis): readonly string[] {
  return [...new Set(left.map(({ to }) => to))].map((tool) => {
    const ids = left.filter(({ to }) => to === tool).map(({ rule }) => rule.id)
    return `${ids.length === 1 ? '1 rule is' : `${ids.length} rules are`} left to ${tool}: ${ids.join(', ')}`
  })
}
