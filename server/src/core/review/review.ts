// The structured review of one file: sections in a fixed order, a verdict, what to do first, what was not checked.

import type { Finding, Gap } from '../engine/finding.ts'
import type { SectionId } from '../kit/index.ts'
import type { Suggestion } from '../naming/index.ts'

export type { Suggestion } from '../naming/index.ts'

export interface ReviewSection {
  readonly id: SectionId
  readonly title: string
  readonly findings: readonly Finding[]
  readonly suggestions: readonly Suggestion[]
  /** Where there are no findings: "No findings", "No security defects found" (only when every rule of it ran on a file that parsed). */
  readonly clean: string | undefined
}

export interface Review {
  readonly path: string
  readonly sections: readonly ReviewSection[]
  /** One sentence. */
  readonly verdict: string
  readonly counts: Readonly<Record<'error' | 'warning' | 'information' | 'hint', number>>
  /** At most three findings: by severity, then by section. */
  readonly first: readonly Finding[]
  readonly gaps: readonly Gap[]
  /** What else was not checked or not shown, one sentence each, without a full stop: rules that are off or broke down, suppressed findings. */
  readonly notes: readonly string[]
}
