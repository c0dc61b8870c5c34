// fileScopes(): a whole file linked: module names and class bodies across segments. Made when asked for, kept with the version.
// Not for keystrokes: it reads every segment.

import type { Node, Segment, Source } from '../syntax/index.ts'
import type { Binding, Definition, Scope, ScopeKind } from './model.ts'
import { outlineOf, type ClassOutline } from './outline.ts'
import { localScopes, type OutsideName } from './scopes.ts'
import { keyOf } from './draft.ts'

export interface FileScopes {
  /** Its bindings span the segments; so do their occurrences, in text order. `children` are the scopes of all segments' functions and classes. */
  readonly module: Scope
  /** The body of a module-level class, over its members; by header segment. */
  classScope(header: Segment): Scope | undefined
  /** What an identifier means anywhere in the file; undefined for names that the file does not bind, attributes and keywords of calls. */
  bindingOf(identifier: Node): Binding | undefined
  /** What `name` would mean, were it written where `node` is. */
  lookup(name: string, node: Node): Binding | undefined
  /**
   * The scopes in which a name at `node` is looked up, innermost first, the way Python does it: classes that are not visible are left
   * out, the scopes of a member's class and the module are the file's.
   */
  chain(node: Node): readonly Scope[]
}

const known = new WeakMap<Source, FileScopes>()

export function fileScopes(source: Source): FileScopes {
  let scopes = known.get(source)
  if (scopes === undefined) known.set(source, (scopes = link(source)))
  return scopes
}

class FileBinding implements Binding {
  readonly name: string
  readonly scope: Scope
  readonly definitions: Definition[] = []
  readonly occurrences: Node[] = []

  constructor(name: string, scope: Scope) {
    this.name = name
    this.scope = scope
  }
}

class FileScope implements Scope {
  readonly kind: ScopeKind
  readonly node: Node | undefined
  readonly parent: Scope | undefined
  readonly children: Scope[] = []
  readonly bindings = new Map<string, FileBinding>()
  readonly free = new Map<string, Node[]>()
  readonly mentions = new Map<string, Node[]>()
  isDynamic = false

  constructor(kind: ScopeKind, node: Node | undefined, parent: Scope | undefined) {
    this.kind = kind
    this.node = node
    this.parent = parent
  }
}

interface Outside extends OutsideName {
  /** The name, mangled with the class's name where it is private to it. */
  readonly key: string
}

function link(source: Source): FileScopes {
  const outline = outlineOf(source)
  const meanings = new Map<Node, FileBinding>()
  const module = new FileScope('module', undefined, undefined)
  const classes = new Map<Segment, FileScope>()
  const owners = new Map<Segment, ClassOutline>()
  for (const each of outline.classes) {
    classes.set(each.header, new FileScope('class', each.header.root.descendants('class_definition')[0], module))
    for (const member of each.members) owners.set(member, each)
  }

  // Type parameters of a class are seen by its members, which are segments of their own.
  const parameters = new Map<Segment, ReadonlyMap<string, FileBinding>>()
  for (const { header } of outline.classes) {
    const scope = localScopes(header).scopes.find((each) => each.kind === 'type-parameters')
    if (scope === undefined) continue
    const bindings = [...scope.bindings].map(([key, local]) => {
      const binding = new FileBinding(local.name, scope)
      binding.definitions.push(...local.definitions)
      binding.occurrences.push(...local.occurrences)
      for (const node of local.occurrences) meanings.set(node, binding)
      return [key, binding] as const
    })
    parameters.set(header, new Map(bindings))
  }

  const outside = new Map<Segment, readonly Outside[]>()
  for (const segment of source.segments) {
    if (segment.kind === 'trivia') continue
    const local = localScopes(segment)
    const owner = owners.get(segment)
    const names = local.outside.map((each) => ({ ...each, key: owner === undefined ? each.name : keyOf(each.name, owner.name) }))
    outside.set(segment, names)
    const scope = owner === undefined ? module : classes.get(owner.header)!
    scope.children.push(...local.root.children)
    if (local.root.isDynamic) {
      scope.isDynamic = true
      module.isDynamic = true
    }
    // First what is bound: a mention may come before it.
    for (const { key, written, from, isBound } of names) {
      if (!isBound) continue
      const at = from === 'body' ? scope : module
      if (!at.bindings.has(key)) at.bindings.set(key, new FileBinding(written, at))
    }
  }

  for (const [segment, names] of outside) {
    const owner = owners.get(segment)
    const body = owner === undefined ? undefined : classes.get(owner.header)
    for (const { key, from, isBound, nodes, definitions, scope } of names) {
      const isOwn = scope === localScopes(segment).root
      if (isOwn) append((body ?? module).mentions, key, nodes)
      const inBody = from === 'body' ? body?.bindings.get(key) : undefined
      const isGlobal = !isBound && from === 'module' && nodes.some((node) => node.parent?.kind === 'global_statement')
      const parameter = inBody !== undefined || isGlobal || owner === undefined ? undefined : parameters.get(owner.header)?.get(key)
      const binding = inBody ?? parameter ?? module.bindings.get(key)
      if (binding === undefined) {
        append(module.free, key, nodes)
        if (body !== undefined) append(body.free, key, nodes)
        continue
      }
      if (inBody === undefined && body !== undefined) append(body.free, key, nodes)
      binding.occurrences.push(...nodes)
      if (isBound || definitions.length > 0) binding.definitions.push(...definitions)
      for (const node of nodes) meanings.set(node, binding)
    }
  }
  const inText = (a: Node, b: Node): number => (a.segment === b.segment ? a.index - b.index : source.indexOf(a.segment) - source.indexOf(b.segment))
  for (const scope of [module, ...classes.values()]) {
    for (const binding of scope.bindings.values()) {
      binding.occurrences.sort(inText)
      binding.definitions.sort((a, b) => inText(a.node, b.node))
    }
  }

  const chain = (node: Node): readonly Scope[] => {
    const local = localScopes(node.segment)
    const owner = owners.get(node.segment)
    const scopes: Scope[] = []
    let isInside = false
    for (let scope: Scope | undefined = local.scopeOf(node); scope !== undefined; scope = scope.parent) {
      if (scope.kind === 'module') break
      const isRoot = scope === local.root
      if (scope.kind !== 'class' || !isInside) scopes.push(isRoot && owner !== undefined ? classes.get(owner.header)! : scope)
      isInside ||= scope.kind !== 'annotation' && scope.kind !== 'type-parameters'
    }
    scopes.push(module)
    return scopes
  }

  return {
    module,
    classScope: (header) => classes.get(header),
    bindingOf: (identifier) => meanings.get(identifier) ?? localScopes(identifier.segment).bindingOf(identifier),
    lookup: (name, node) => {
      const local = localScopes(node.segment)
      const found = local.lookup(name, local.scopeOf(node))
      if (found !== undefined && found.scope.kind !== 'module' && found.scope !== local.root) return found
      const owner = owners.get(node.segment)
      const key = owner === undefined ? name : keyOf(name, owner.name)
      const body = owner === undefined ? undefined : classes.get(owner.header)
      const seesBody = body !== undefined && chain(node).includes(body)
      return (seesBody ? body.bindings.get(key) : undefined) ?? (owner === undefined ? undefined : parameters.get(owner.header)?.get(key)) ?? module.bindings.get(key)
    },
    chain,
  }
}

function append(table: Map<string, Node[]>, key: string, nodes: readonly Node[]): void {
  const known = table.get(key)
  if (known === undefined) table.set(key, [...nodes])
  else known.push(...nodes)
}
