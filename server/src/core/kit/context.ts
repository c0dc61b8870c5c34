// What a rule can ask about the file around its unit. Every answer that depends on other segments is tracked by the engine.

import type { Binding, Scope } from '../semantic/model.ts'
import type { ForeignMethod } from '../semantic/neighbours.ts'
import type { Cases } from '../suite/cases.ts'
import type { Mark } from '../suite/marks.ts'
import type { AssertionSummary, ClassUnit, FixtureUnit, FunctionUnit, Round } from '../suite/model.ts'
import type { Patch as EffectivePatch } from '../suite/patches.ts'
import type { Node, Segment, Source } from '../syntax/index.ts'

export interface Context<Options = Readonly<Record<string, never>>> {
  readonly options: Options
  /** True where the rule was selected by another tool's code alone: then findings with the preset `twin` are shown, and worth looking for. */
  readonly asTwin: boolean
  readonly source: Source
  /** Version of Python that the project supports at least, as [3, minor]. */
  readonly python: readonly [number, number]
  /** What the project's configuration says of coroutines without a mark: see `Settings.asyncioMode`. */
  readonly asyncioMode: 'auto' | 'strict' | undefined
  /** What the project's configuration says of expected failures that pass: see `Settings.xfailStrict`. */
  readonly xfailStrict: boolean | undefined
  /** The dotted name of a (called) name or attribute chain with import aliases resolved: `m.patch` → `unittest.mock.patch`; a local variable gives undefined. */
  qualifiedName(node: Node): string | undefined
  /** What an identifier means, where a scope of its own segment binds it. */
  bindingOf(identifier: Node): Binding | undefined
  /** The scope in which the names at `node` are looked up; for a function or class node the scope it opens. */
  scopeOf(node: Node): Scope
  /** The function unit whose body holds the node, the innermost. */
  functionOf(node: Node): FunctionUnit | undefined
  /** The last method of that name in the class's own body; asks about this name alone, where `unit.functions` rests on every member. */
  methodNamed(unit: ClassUnit, name: string): FunctionUnit | undefined
  /** The classes of this file that the class derives from, nearest first (C3 order). */
  ancestorsOf(unit: ClassUnit): readonly ClassUnit[]
  /** What the class inherits from other files: the nearest method of that name, and the dotted names of bases behind it that no file of the workspace holds. */
  inheritedElsewhere(unit: ClassUnit, name: string): { readonly method: ForeignMethod | undefined; readonly outside: readonly string[] }
  /** The function that a call leads to, where it is one of this file's: `helper()`, `self._check()`, `super().setUp()`. */
  calleeOf(call: Node): FunctionUnit | undefined
  assertionsOf(unit: FunctionUnit): AssertionSummary
  roundsOf(unit: FunctionUnit): readonly Round[]
  /** pytest's marks and unittest's skips that hold for the function, nearest first: its own, of its classes and their bases in this file, of the module. */
  marksOf(unit: FunctionUnit): readonly Mark[]
  /** The fixture of this file that the function gets by that name: its class's, a base's, the module's. */
  fixtureRequested(unit: FunctionUnit, name: string): FixtureUnit | undefined
  /** What `parametrize` runs the function with, from the same places. */
  casesOf(unit: FunctionUnit): readonly (Cases & Pick<Mark, 'on'>)[]
  /** What the function puts in place of something else, from its class, its decorators and its body. */
  patchesOf(unit: FunctionUnit): readonly EffectivePatch[]
  /** Calls of this function's own body, nested functions and lambdas left out, in text order. */
  callsOf(unit: FunctionUnit): readonly Node[]
  /** The comments on the lines from..to of the node's segment or on the line above; texts without the hash. */
  commentsNear(node: Node, linesAbove?: number): readonly string[]
  /** All segments of this file that bind the module-level name. */
  definitionsOf(name: string): readonly Segment[]
}
