// The shape of what is kept of a module: enough to answer for its classes, functions and fixtures, without its text and trees.

export interface ModuleSummary {
  readonly path: string
  /** By name, nested ones as `Outer.Inner`. */
  readonly classes: ReadonlyMap<string, ClassSummary>
  /** Functions at module level by name. */
  readonly functions: ReadonlyMap<string, FunctionSummary>
  /** By the name under which they are requested. */
  readonly fixtures: ReadonlyMap<string, FixtureSummary>
  /** Alias → dotted name; relative ones keep their dots. */
  readonly imports: ReadonlyMap<string, string>
  /** Names that are assigned another name: `TestCase = base.TestCase`. */
  readonly aliases: ReadonlyMap<string, string>
  /** Modules behind `from … import *`. */
  readonly stars: readonly string[]
  /** What its `__all__` lists, where that is written as a literal once; undefined where a star import takes all names without underscore. */
  readonly exports?: readonly string[]
  /** Modules that its `pytest_plugins` lists. */
  readonly plugins: readonly string[]
  /** Of a configuration file of pytest's instead of a module: the folders of `pythonpath`, from its own. Undefined where it does not configure pytest. */
  readonly pythonPath?: readonly string[]
  /** Names bound at module level, whatever the statement, that are none of the above. */
  readonly names: readonly string[]
  /** It may have names that no statement shows: `__getattr__`, `globals()[…] = …`, another object in `sys.modules`. */
  readonly isOpen: boolean
}

/**
 * What code checks, as far as its own text tells, and where the rest leads:
 * `f NAME` a function or class by its dotted name in this module, `m NAME` a method of whatever `self` is, `s CLASS NAME` the next
 * method of that name behind a class of this module (`super()`), `c CLASS NAME` a method of a class of this module.
 */
export interface Checks {
  readonly verdict: 'asserts' | 'unread' | 'none'
  readonly leads: readonly string[]
}

export interface FunctionSummary {
  /** From 1. */
  readonly line: number
  readonly checks: Checks
}

export interface MethodSummary extends FunctionSummary {
  readonly isEmpty: boolean
  /** Attributes of `self` or `cls` that a hook (`setUp`, `tearDown` …) names; empty for other methods. */
  readonly attributes: readonly string[]
}

export interface FixtureSummary extends FunctionSummary {
  readonly scope: 'function' | 'class' | 'module' | 'package' | 'session' | 'dynamic'
  readonly isAutouse: boolean
  readonly requests: readonly string[]
}

export interface ClassSummary {
  readonly name: string
  /** Dotted names in order; `''` for a base that is no name. */
  readonly bases: readonly string[]
  readonly methods: ReadonlyMap<string, MethodSummary>
  /** By the name under which they are requested. */
  readonly fixtures: ReadonlyMap<string, FixtureSummary>
  /** Attributes of its instances and names of its body, with the line (from 1) that reads each, or else the one that defines it. */
  readonly attributes: ReadonlyMap<string, { readonly how: 'reads' | 'defines'; readonly line: number }>
  /** Why other attributes than these may be read, too: `__getattr__`, `self` handed to somebody. */
  readonly reach: string | undefined
  readonly hasInit: boolean
  readonly isOff: boolean | undefined
}

const nothing: readonly never[] = []
const noneAtAll: ReadonlyMap<unknown, unknown> = new Map<unknown, unknown>()
const idle: Checks = { verdict: 'none', leads: nothing }

/**
 * The same summary by itself: its strings are copies, since a part of a text keeps the whole text in memory, each only once over all
 * summaries that share `strings`; what is empty is shared.
 */
export function compact<T>(value: T, strings: Map<string, string>): T {
  const copy = (each: unknown): unknown => {
    if (typeof each === 'string') {
      let known = strings.get(each)
      if (known === undefined) {
        known = JSON.parse(JSON.stringify(each)) as string
        strings.set(known, known)
      }
      return known
    }
    if (typeof each !== 'object' || each === null) return each
    if (each instanceof Map) return each.size === 0 ? noneAtAll : new Map([...each].map(([key, item]) => [copy(key), copy(item)]))
    if (Array.isArray(each)) return each.length === 0 ? nothing : each.map(copy)
    const { verdict, leads } = each as Partial<Checks>
    if (verdict === 'none' && leads?.length === 0) return idle
    const made: Record<string, unknown> = { ...each }
    for (const key of Object.keys(made)) made[key] = copy(made[key])
    return made
  }
  return copy(value) as T
}
