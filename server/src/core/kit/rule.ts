// rule(): how a rule is written down. A rule is find → say → repair over one small record of facts.

import type { Node, Segment } from '../syntax/index.ts'
import type { Range } from '../text/range.ts'
import type { Context } from './context.ts'
import type { OptionShapes, OptionValues } from './options.ts'
import type { SectionId } from './sections.ts'
import type { ModuleUnit, NodeKind, Units } from './units.ts'

export type Severity = 'error' | 'warning' | 'information' | 'hint'
export type Preset = 'essential' | 'recommended' | 'strict'
/** `safe`: the suite behaves as before; `suggested`: a person should look. */
export type Safety = 'safe' | 'suggested'

/** A place in one segment; offsets count from the start of the segment's text. A node is one. */
export interface Place extends Range {
  readonly segment: Segment
}

/** Replaces a place by text. */
export interface PlaceEdit extends Place {
  readonly text: string
}

export interface Related {
  readonly at: Place
  readonly message: string
}

/** What every finding has beside the facts of its rule. */
export interface Located {
  /** What is underlined: the smallest thing that is wrong. */
  readonly at: Place | Node
  /** Overrides the rule's severity where this finding is surer or less sure. */
  readonly severity?: Severity
  /** The least strict preset that shows this finding, where that is stricter than the rule's own; whoever names the rule gets it anyway. `named`: nobody else does; `twin`: nobody but who selects it by the code of another tool, since this rule advises otherwise. */
  readonly preset?: Preset | 'named' | 'twin'
  /** Those of the rule's twins that report this finding too, where not all of them do; whoever names another twin does not get it. */
  readonly twins?: readonly string[]
  readonly related?: readonly Related[]
  /** `unnecessary` fades the text: code that never runs. */
  readonly tag?: 'unnecessary' | 'deprecated'
}

export interface Repair {
  /** An imperative: "Call assert_called_once()". */
  readonly title: string
  readonly edits: readonly PlaceEdit[]
  /** Where it differs from the rule's `fix`. */
  readonly safety?: Safety
  /** True where `${1:…}` stops stand in the edits' texts; a client without snippets gets the text without them. */
  readonly isSnippet?: boolean
}

/** Why a fix that the rule has otherwise can't be made here; shown where somebody asks. */
export interface Refusal {
  readonly refusal: string
}

interface RuleBase<Facts extends Located, Shapes extends OptionShapes> {
  /** kebab-case, names the smell, equals the file's name, never reused. */
  readonly id: string
  /** One sentence, without a full stop inside a code span. */
  readonly summary: string
  /** One short paragraph. */
  readonly why: string
  readonly section: SectionId
  readonly severity: Severity
  readonly preset: Preset
  /** The best that its repairs are; undefined where it has none. */
  readonly fix: Safety | undefined
  readonly since: string
  /** The same finding in other tools: `ruff:PT018`, `pylint:W0199`, `sonar:S5905`, `flake8:B011` … */
  readonly twins: readonly string[]
  /** When one turns it off; for its page. */
  readonly whenNotToUse?: string
  readonly options?: Shapes
  /** One line, names the thing, no full stop at its end. */
  readonly message: (facts: Facts) => string
  /** Called only when somebody wants the fix. Several repairs: the first is the best. */
  readonly repair?: (facts: Facts, context: Context<OptionValues<Shapes>>) => Repair | Refusal | readonly (Repair | Refusal)[] | undefined
}

export interface UnitRule<U extends keyof Units, Facts extends Located, Shapes extends OptionShapes> extends RuleBase<Facts, Shapes> {
  readonly on: U
  /** For `on: 'node'`: the kinds that are visited. */
  readonly kinds?: readonly NodeKind[]
  /**
   * Of calls, attributes and keyword arguments among the kinds only those whose last name fits: `m.assert_called()` has `assert_called`;
   * what has no name has ''. The engine looks each name up once, so the many calls that concern nobody cost nothing.
   */
  readonly called?: RegExp | ((name: string) => boolean)
  /** Of expression statements among the kinds only those with nothing but a node of these kinds in them, parentheses apart. */
  readonly holding?: readonly NodeKind[]
  readonly check: (unit: Units[U], context: Context<OptionValues<Shapes>>) => Iterable<Facts>
}

/** A rule across segments. `gather` runs once per segment and is kept with it, so it may look at that segment only. */
export interface GatheringRule<Gathered, Facts extends Located, Shapes extends OptionShapes> extends RuleBase<Facts, Shapes> {
  readonly on: 'module'
  readonly gather?: (segment: Segment, options: OptionValues<Shapes>) => Gathered
  /**
   * What another segment's facts must have in common with these for a finding to come of them; undefined where they matter otherwise
   * and nobody can share anything with them. While nobody shares the keys of a segment that changes, `check` need not run again; a key
   * that stands in one list twice is shared.
   */
  readonly keysOf?: (gathered: NonNullable<Gathered>) => readonly string[] | undefined
  readonly check: (module: ModuleUnit<Gathered>, context: Context<OptionValues<Shapes>>) => Iterable<Facts>
}

/** A rule as the engine sees it, its own types forgotten. */
export type Rule = RuleBase<Located, OptionShapes> & {
  readonly on: keyof Units | 'module'
  readonly kinds?: readonly NodeKind[]
  readonly called?: RegExp | ((name: string) => boolean)
  readonly holding?: readonly NodeKind[]
  readonly gather?: (segment: Segment, options: never) => unknown
  readonly keysOf?: (gathered: never) => readonly string[] | undefined
  readonly check: (unit: never, context: never) => Iterable<Located>
}

export function rule<U extends keyof Units, Facts extends Located, const Shapes extends OptionShapes = {}>(definition: UnitRule<U, Facts, Shapes>): Rule
export function rule<Facts extends Located, Gathered = undefined, const Shapes extends OptionShapes = {}>(definition: GatheringRule<Gathered, Facts, Shapes>): Rule
export function rule(definition: unknown): Rule {
  return definition as Rule
}
