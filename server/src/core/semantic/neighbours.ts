// neighboursOf(): what other files of the workspace say to the file at hand. Here is the contract; project/ gives the answers.
// A file that nobody attached neighbours to stands alone, and everything elsewhere stays unknown.

import type { Source } from '../syntax/index.ts'

/**
 * Bases are dotted names as `qualifiedName` gives them in the file at hand (relative ones keep their dots), in the order of the class
 * statement. Every answer is the same object as before while it says the same, so that it can be the answer of a tracked read.
 */
export interface Neighbours {
  /** Another number whenever an answer may be another one than before. */
  readonly knowledge: number
  /** The classes of other files behind these bases, nearest first, and what remains unread behind them. */
  ancestry(bases: readonly string[]): ForeignAncestry
  /** What calling the imported function or class does. */
  checksOf(dotted: string): ForeignChecks
  /** What calling the method does that a class with these bases inherits. */
  checksOfMethod(bases: readonly string[], name: string): ForeignChecks
  /** The method of that name of the nearest class behind these bases. */
  methodOf(bases: readonly string[], name: string): ForeignMethod | undefined
  /** Where the classes behind these bases read or define the attribute; `unread` where that can't be told, with the reason. */
  attributeOf(bases: readonly string[], name: string): ForeignAttribute | undefined
  /** What the fixture of that name checks which the conftest files above give, or plugins of the workspace; `missing` where none does. */
  fixture(name: string): FixtureChecks
  /** The same of what an import of the file brings: the dotted name behind it. `byStar`: a star import, which takes only what the module gives away. */
  importedFixture(dotted: string, byStar?: boolean): FixtureChecks
  /** The same of what a class with these bases inherits. */
  inheritedFixture(bases: readonly string[], name: string): FixtureChecks
  /**
   * Whether a fixture that runs unasked for every test of the file checks: of conftest files, plugins, and of what the file imports
   * (dotted names; a star import's ends in `.*`). `unread` only until these files were read.
   */
  unasked(imported: readonly string[]): Exclude<FixtureChecks, 'missing'>
  /** The same of what a class with these bases inherits. */
  unaskedOf(bases: readonly string[]): Exclude<FixtureChecks, 'missing'>
  /** What an absolute dotted name leads to, as `mock.patch` would look it up. Only for names that a test writes out: each may have modules read. */
  target(dotted: string): ForeignTarget
  /** The names that a module binds by imports at its top level, each with the absolute dotted name behind it; undefined where it could not be read. */
  importsOf(module: string): readonly (readonly [name: string, dotted: string])[] | undefined
}

export type FixtureChecks = 'asserts' | 'none' | 'unread' | 'missing'

export interface ForeignAncestry {
  readonly classes: readonly ForeignClass[]
  /** Dotted names of bases that no file of the workspace holds, or that were not read yet. */
  readonly outside: readonly string[]
}

export interface ForeignClass {
  /** In the workspace, with slashes. */
  readonly path: string
  readonly name: string
  /** It makes its instances by an `__init__` or `__new__` of its own. */
  readonly hasInit: boolean
  /** What its own `__test__` says to pytest; undefined without one. */
  readonly isOff: boolean | undefined
  /** It has methods called `test…`. */
  readonly hasTests: boolean
}

/** The verdict, and for `none` the names that were looked up on `self` on the way: a subclass that has them of its own may check there. */
export type ForeignChecks = readonly [verdict: 'asserts' | 'unread' | 'none', ...onSelf: string[]]

export interface ForeignMethod {
  /** The class that has it. */
  readonly base: string
  readonly path: string
  /** From 1. */
  readonly line: number
  /** Its body does nothing, or raises NotImplementedError. */
  readonly isEmpty: boolean
  /** Attributes of `self` or `cls` that it names. */
  readonly attributes: readonly string[]
}

export type ForeignTarget =
  /** Outside the workspace, not read yet, or nobody can tell. */
  | { readonly is: 'unread' }
  /** `own`: the module that it names makes it; `imported`: the module has it from another. A module and what a class has are `inner`. */
  | { readonly is: 'own' | 'imported' | 'inner' }
  /** `owner` (a module's path, or a class's name) was read and has no such name; `near`: one that it has and that is written alike. */
  | { readonly is: 'missing'; readonly owner: string; readonly name: string; readonly near: string | undefined }

export type ForeignAttribute =
  | { readonly how: 'reads' | 'defines'; readonly base: string; readonly path: string; /** From 1. */ readonly line: number }
  | { readonly how: 'unread'; readonly reason: string }

const byLineage = new WeakMap<object, Neighbours>()

/** For all versions of the file. */
export function attachNeighbours(source: Source, neighbours: Neighbours): void {
  byLineage.set(source.lineage, neighbours)
}

/** Undefined for a file that stands alone. Whoever asks wraps the question in `peek`. */
export function neighboursOf(source: Source): Neighbours | undefined {
  return byLineage.get(source.lineage)
}

const seenWith = new WeakMap<Source, number>()

/** What the neighbours knew when this version was first looked at: versions with different numbers may differ in anything that lies elsewhere. */
export function knowledgeOf(source: Source): number {
  let knowledge = seenWith.get(source)
  if (knowledge === undefined) seenWith.set(source, (knowledge = neighboursOf(source)?.knowledge ?? 0))
  return knowledge
}
