// The façade: the only file of core that outsiders import. Texts and settings in; findings, fixes, reviews out.

import type { Analysis, Finding, Fix } from './engine/finding.ts'
import type { Refusal, Rule } from './kit/index.ts'
import type { Review } from './review/review.ts'
import type { Settings } from './settings/settings.ts'
import type { Source } from './syntax/index.ts'
import type { Range, TextEdit } from './text/range.ts'

export type { Analysis, Finding, Fix, Gap } from './engine/finding.ts'
export { sections, type Action, type Preset, type Refusal, type Rule, type Safety, type SectionId, type Severity } from './kit/index.ts'
export type { Review } from './review/review.ts'
export { defaultSettings, type Settings } from './settings/settings.ts'
export type { Source } from './syntax/index.ts'
export type { Position } from './text/lines.ts'
export { applyEdits, type Range, type TextEdit } from './text/range.ts'

/** An action that can be offered at a selection; asked for its edits only when it is chosen. */
export interface Offer {
  readonly id: string
  readonly title: string
  readonly kind: 'refactor.rewrite' | 'source'
  /** Why it can't be done here; shown greyed where somebody asks for this kind. */
  readonly disabled: string | undefined
}

/** What a suppression comment (`# proctor: ignore[rule]`) under the cursor is about. */
export interface RuleMention {
  readonly rule: Rule
  readonly range: Range
}

/**
 * Everything that the doors need. All methods are synchronous and pure but for caches, which follow the identity of `source`
 * (and its segments) and of `settings`: hand in the same objects while nothing changed. Offsets are UTF-16 units in the file.
 */
export interface Proctor {
  readonly rules: readonly Rule[]
  open(path: string, text: string): Source
  edit(source: Source, edits: readonly TextEdit[]): Source
  /** True where the path is a test file by the settings' patterns and not excluded; `path` is relative to the project, with slashes. */
  isTestFile(path: string, settings: Settings): boolean
  analyze(source: Source, settings: Settings): Analysis
  /** The repairs of one finding of `analyze(source, settings)`, best first; refusals say why there is none. */
  fixesFor(finding: Finding, source: Source, settings: Settings): readonly (Fix | Refusal)[]
  /** The edits that apply every fix of this safety (`safe`: only those), repeated until nothing changes; of one rule where named. Idempotent. */
  fixAll(source: Source, settings: Settings, options?: { readonly unsafe?: boolean; readonly rule?: string }): { readonly edits: readonly TextEdit[]; readonly fixed: number }
  /** Adds or extends a suppression comment for the finding. */
  suppress(finding: Finding, source: Source, where: 'line' | 'file'): readonly TextEdit[]
  /** The rule named in a suppression comment at the offset. */
  ruleAt(source: Source, offset: number): RuleMention | undefined
  offers(source: Source, range: Range, settings: Settings): readonly Offer[]
  perform(id: string, source: Source, range: Range, settings: Settings): Fix | { readonly renameAt: number } | Refusal | undefined
  review(source: Source, settings: Settings): Review
  /** Edits that rename what the identifier at `offset` means, or why that is not safe. */
  rename(source: Source, offset: number, newName: string, settings: Settings): readonly TextEdit[] | Refusal
  /** Ids of the tests that pytest or unittest would collect, `path::Class::test` with `source.path`, in text order. */
  collect(source: Source, settings: Settings): readonly string[]
}
