// Scopes and names as the walk over a segment leaves them, before anything is resolved.

import type { DefinitionKind, ScopeKind } from './model.ts'

/** A scope as the walk leaves it; nodes are preorder indexes in the segment's tree. */
export interface ScopeDraft {
  readonly kind: ScopeKind
  /** The node that opens it; -1 for the module and the class of a member segment. */
  readonly opener: number
  readonly parent: ScopeDraft | undefined
  readonly children: ScopeDraft[]
  readonly table: Map<string, Entry>
  /** The class whose private names (`__x`) are mangled here; '' inside the class of a member segment, whose name is elsewhere. */
  readonly privateTo: string | undefined
  /** True where names of a class right above are visible: in annotation and type-parameter scopes and what is nested in them. */
  readonly seesClass: boolean
  isDynamic: boolean
}

/** One name as one scope's own text shows it. */
export interface Entry {
  readonly name: string
  readonly scope: ScopeDraft
  readonly mentions: number[]
  /** In the order of the walk. */
  readonly definitions: DefinitionDraft[]
  declared: 'global' | 'nonlocal' | undefined
  isBound: boolean
}

export interface DefinitionDraft {
  readonly kind: DefinitionKind
  readonly node: number
  /** -1 for none. */
  readonly value: number
}

/** Nodes from..to belong to `scope`; of several regions that hold a node the last one counts. */
export interface Region {
  readonly from: number
  readonly to: number
  readonly scope: ScopeDraft
}

export interface Walked {
  /** The module's scope; in a member segment it holds only what `global` declares. */
  readonly module: ScopeDraft
  /** The scope of the segment's own statements: the module's, or a class's for a member segment. */
  readonly root: ScopeDraft
  readonly scopes: readonly ScopeDraft[]
  readonly regions: readonly Region[]
  /** Module names as they stand behind `from … import *`, with leading dots. */
  readonly starImports: readonly string[]
}

/** The name under which `name` is kept in a scope's table: mangled where it is private to a class whose name is known. */
export function keyOf(name: string, privateTo: string | undefined): string {
  if (privateTo === undefined || privateTo === '' || !name.startsWith('__') || name.endsWith('__')) return name
  const stripped = privateTo.replace(/^_+/, '')
  return stripped === '' ? name : `_${stripped}${name}`
}

/** An empty, dynamic module (and class, for a member): for code that could not be read. */
export function nothingKnown(isMember: boolean): Walked {
  const scope = (kind: ScopeKind, parent: ScopeDraft | undefined): ScopeDraft => ({
    kind, opener: -1, parent, children: [], table: new Map(), privateTo: parent && '', seesClass: false, isDynamic: true,
  })
  const module = scope('module', undefined)
  if (!isMember) return { module, root: module, scopes: [module], regions: [], starImports: [] }
  const root = scope('class', module)
  module.children.push(root)
  return { module, root, scopes: [module, root], regions: [], starImports: [] }
}
