// The units a rule can subscribe to: what `on` may say and what `check` then gets.

import type { Assertion, ClassUnit, FixtureUnit, FunctionUnit, SuiteFile, TestUnit } from '../suite/model.ts'
import type { Node, NodeKind, Segment, Source } from '../syntax/index.ts'

/** The whole file; such a rule runs on every change, so it reads facts that {@link GatheringRule.gather} kept per segment. */
export interface ModuleUnit<Gathered = undefined> {
  readonly source: Source
  readonly suite: SuiteFile
  /** What `gather` gave for each segment of code that is not broken, in text order; what was undefined or an empty list is left out. */
  readonly gathered: readonly { readonly segment: Segment; readonly facts: Exclude<Gathered, undefined> }[]
}

export interface AssertionUnit extends Assertion {
  /** The innermost function around it that is a unit. */
  readonly within: FunctionUnit
}

export interface Units {
  readonly test: TestUnit
  readonly fixture: FixtureUnit
  readonly helper: FunctionUnit
  readonly hook: FunctionUnit
  /** Any of the four above. */
  readonly function: FunctionUnit
  readonly class: ClassUnit
  /** Each assertion in a function unit, helpers' calls included. */
  readonly assertion: AssertionUnit
  /** Each node of the kinds that the rule's `kinds` names, anywhere in the file. */
  readonly node: Node
}

export type UnitName = keyof Units | 'module'

export type { NodeKind }
