// localScopes(): the scope tree of one segment, which depends on that segment alone and is kept with it.
// What the segment does not bind itself is left open (`free`, `outside`); file.ts links it across the file.

import type { Node, Segment } from '../syntax/index.ts'
import type { Binding, Definition, Scope, ScopeKind } from './model.ts'
import { walk } from './walk.ts'
import { keyOf, type Entry, type ScopeDraft, type Walked } from './draft.ts'

export interface LocalScopes {
  /**
   * The scope of the segment's own statements: the module's scope, for a `member` its class's (kind 'class', without a node,
   * whose parent is the module's). A class header's class scope is a child of `root` and empty.
   */
  readonly root: Scope
  /** The module's scope; for a `member` it binds only what a `global` statement in it declares and it assigns. */
  readonly module: Scope
  /** All of them, outer ones first. */
  readonly scopes: readonly Scope[]
  /** The scope in which the names at `node` are looked up; for a function, class, lambda or comprehension the scope it opens. */
  scopeOf(node: Node): Scope
  /** What an identifier means where this segment binds it; undefined for free names, attributes, keywords of calls. */
  bindingOf(identifier: Node): Binding | undefined
  /** What `name` would mean, were it written in `scope`; undefined where this segment does not bind it. */
  lookup(name: string, scope: Scope): Binding | undefined
  /** Names that mean something at module level, or in the class whose member this is, whether this segment binds them or not. */
  readonly outside: readonly OutsideName[]
  /** Modules behind `from … import *`, as written. */
  readonly starImports: readonly string[]
}

/** The mentions of one name in one scope that lead to the segment's root or out of it. */
export interface OutsideName {
  /** As Python keeps it: mangled where it is private to a class whose name the segment shows. */
  readonly name: string
  /** The name as it is written. */
  readonly written: string
  /** `body`: looked up in the root's own names first (they stand in the root or see it); `module`: module level only. */
  readonly from: 'body' | 'module'
  /** True where this scope binds it at the root (or as a `global`). */
  readonly isBound: boolean
  readonly scope: Scope
  readonly nodes: readonly Node[]
  readonly definitions: readonly Definition[]
}

const known = new WeakMap<Segment, LocalScopes>()

export function localScopes(segment: Segment): LocalScopes {
  let scopes = known.get(segment)
  if (scopes === undefined) known.set(segment, (scopes = build(segment)))
  return scopes
}

/** Scopes whose names nested scopes see. */
export function isFunctionLike(kind: ScopeKind): boolean {
  return kind !== 'module' && kind !== 'class'
}

/** A binding while entries are gathered for it; its nodes are made when somebody asks. */
class LocalBinding implements Binding {
  readonly name: string
  readonly scope: Scope
  readonly entries: Entry[] = []
  readonly #segment: Segment
  #definitions: readonly Definition[] | undefined
  #occurrences: readonly Node[] | undefined

  constructor(segment: Segment, name: string, scope: Scope) {
    this.#segment = segment
    this.name = name
    this.scope = scope
  }

  get definitions(): readonly Definition[] {
    return (this.#definitions ??= definitionsOf(this.entries, this.#segment))
  }

  get occurrences(): readonly Node[] {
    return (this.#occurrences ??= nodesOf(this.entries, this.#segment))
  }
}

class LocalScope implements Scope {
  readonly draft: ScopeDraft
  readonly parent: LocalScope | undefined
  readonly children: LocalScope[] = []
  readonly bindings = new Map<string, LocalBinding>()
  readonly #segment: Segment
  readonly #meanings: ReadonlyMap<Entry, LocalBinding>
  #free: ReadonlyMap<string, readonly Node[]> | undefined
  #mentions: ReadonlyMap<string, readonly Node[]> | undefined

  constructor(draft: ScopeDraft, parent: LocalScope | undefined, segment: Segment, meanings: ReadonlyMap<Entry, LocalBinding>) {
    this.draft = draft
    this.parent = parent
    this.#segment = segment
    this.#meanings = meanings
    parent?.children.push(this)
  }

  get kind(): ScopeKind {
    return this.draft.kind
  }

  get node(): Node | undefined {
    return this.draft.opener < 0 ? undefined : this.#segment.node(this.draft.opener)
  }

  get isDynamic(): boolean {
    return this.draft.isDynamic
  }

  get mentions(): ReadonlyMap<string, readonly Node[]> {
    return (this.#mentions ??= new Map([...this.draft.table].map(([key, entry]) => [key, nodesOf([entry], this.#segment)])))
  }

  get free(): ReadonlyMap<string, readonly Node[]> {
    return (this.#free ??= this.#readFree())
  }

  #readFree(): ReadonlyMap<string, readonly Node[]> {
    const entries = new Map<string, Entry[]>()
    const inside = new Set<Scope>()
    const gather = (scope: LocalScope): void => {
      inside.add(scope)
      for (const [key, entry] of scope.draft.table) {
        const meaning = this.#meanings.get(entry)
        if (meaning !== undefined && (inside.has(meaning.scope) || isFunctionLike(meaning.scope.kind))) continue
        if (key === '__class__' && ownerOf(scope.draft, key, entry) === 'class-cell') continue
        const others = entries.get(key)
        if (others === undefined) entries.set(key, [entry])
        else others.push(entry)
      }
      scope.children.forEach(gather)
    }
    gather(this)
    return new Map([...entries].map(([key, list]) => [key, nodesOf(list, this.#segment)]))
  }
}

function nodesOf(entries: readonly Entry[], segment: Segment): readonly Node[] {
  const indexes = entries.length === 1 ? [...entries[0]!.mentions] : entries.flatMap((entry) => entry.mentions)
  return indexes.sort((a, b) => a - b).map((index) => segment.node(index))
}

function definitionsOf(entries: readonly Entry[], segment: Segment): readonly Definition[] {
  return entries
    .flatMap((entry) => entry.definitions)
    .sort((a, b) => a.node - b.node)
    .map(({ kind, node, value }) => ({ kind, node: segment.node(node), value: value < 0 ? undefined : segment.node(value) }))
}

function build(segment: Segment): LocalScopes {
  const walked = walk(segment)
  const meanings = new Map<Entry, LocalBinding>()
  const scopes = new Map<ScopeDraft, LocalScope>()
  for (const draft of walked.scopes) scopes.set(draft, new LocalScope(draft, draft.parent && scopes.get(draft.parent), segment, meanings))
  const module = scopes.get(walked.module)!
  const root = scopes.get(walked.root)!
  const reaching = link(walked, segment, scopes, meanings)

  let byNode: Map<number, Entry> | undefined
  const entryAt = (index: number): Entry | undefined => {
    if (byNode === undefined) {
      byNode = new Map()
      for (const draft of walked.scopes) for (const entry of draft.table.values()) for (const node of entry.mentions) byNode.set(node, entry)
    }
    return byNode.get(index)
  }
  let openers: Map<number, LocalScope> | undefined
  let outside: readonly OutsideName[] | undefined

  return {
    root,
    module,
    scopes: [...scopes.values()],
    starImports: walked.starImports,
    bindingOf: (identifier) => {
      const entry = identifier.segment === segment ? entryAt(identifier.index) : undefined
      return entry && meanings.get(entry)
    },
    scopeOf: (node) => {
      openers ??= new Map([...scopes.values()].filter((scope) => scope.draft.opener >= 0 && scope.kind !== 'type-parameters' && scope.kind !== 'annotation').map((scope) => [scope.draft.opener, scope]))
      const opened = openers.get(node.index)
      if (opened !== undefined) return opened
      for (let i = walked.regions.length - 1; i >= 0; i--) {
        const region = walked.regions[i]!
        if (region.from <= node.index && node.index < region.to) return scopes.get(region.scope)!
      }
      return root
    },
    lookup: (name, scope) => {
      const draft = (scope as LocalScope).draft
      const key = keyOf(name, draft.privateTo)
      const owner = ownerOf(draft, key, draft.table.get(key))
      return typeof owner === 'object' ? scopes.get(owner)!.bindings.get(key) : owner === 'module' ? module.bindings.get(key) : undefined
    },
    get outside() {
      return (outside ??= reaching.map(({ key, entry, from }) => ({
        name: key,
        written: entry.name,
        from,
        isBound: entry.isBound,
        scope: scopes.get(entry.scope)!,
        nodes: nodesOf([entry], segment),
        definitions: definitionsOf([entry], segment),
      })))
    },
  }
}

interface Reaching {
  readonly key: string
  readonly entry: Entry
  readonly from: 'body' | 'module'
}

/** Gives every entry its binding; answers those that lead to the root or out of the segment. */
function link(walked: Walked, segment: Segment, scopes: ReadonlyMap<ScopeDraft, LocalScope>, meanings: Map<Entry, LocalBinding>): readonly Reaching[] {
  const reaching: Reaching[] = []
  // Entries that end at module level mean one binding as soon as one of them binds the name.
  const atModule = new Map<string, Entry[]>()
  const join = (key: string, entry: Entry, owner: ScopeDraft): void => {
    const scope = scopes.get(owner)!
    let binding = scope.bindings.get(key)
    if (binding === undefined) scope.bindings.set(key, (binding = new LocalBinding(segment, entry.name, scope)))
    binding.entries.push(entry)
    meanings.set(entry, binding)
  }
  for (const draft of walked.scopes) {
    for (const [key, entry] of draft.table) {
      const owner = ownerOf(draft, key, entry)
      if (owner === 'class-cell') continue
      if (owner === 'module') {
        const others = atModule.get(key)
        if (others === undefined) atModule.set(key, [entry])
        else others.push(entry)
      } else join(key, entry, owner)
      if (owner === 'module') reaching.push({ key, entry, from: entry.declared !== 'global' && seesRoot(draft, walked.root) ? 'body' : 'module' })
      else if (owner === walked.root) reaching.push({ key, entry, from: 'body' })
    }
  }
  for (const [key, entries] of atModule) if (entries.some((entry) => entry.isBound)) for (const entry of entries) join(key, entry, walked.module)
  return reaching
}

/**
 * The scope whose name a mention means. `module`: module level, or unknown to this segment; `class-cell`: `__class__`, which every
 * class gives to the scopes in it.
 */
function ownerOf(draft: ScopeDraft, key: string, entry: Entry | undefined): ScopeDraft | 'module' | 'class-cell' {
  if (entry?.declared === 'global' || draft.kind === 'module') return 'module'
  if (entry?.declared !== 'nonlocal' && entry?.isBound === true) return draft
  let seesClass = draft.seesClass
  for (let outer = draft.parent; outer !== undefined; outer = outer.parent) {
    if (outer.kind === 'module') return 'module'
    if (outer.kind === 'class') {
      if (key === '__class__') return 'class-cell'
      if (!seesClass) continue
      seesClass = false
    }
    const other = outer.table.get(key)
    if (other === undefined) continue
    if (other.declared === 'global') return 'module'
    if (other.declared !== 'nonlocal' && other.isBound) return outer
  }
  return 'module'
}

/** True where names of `root` are visible in `draft`: in itself, and through annotation and type-parameter scopes. */
function seesRoot(draft: ScopeDraft, root: ScopeDraft): boolean {
  if (root.kind === 'module') return true
  let scope = draft
  while (scope !== root && scope.seesClass && scope.parent !== undefined) scope = scope.parent
  return scope === root
}
