// Classes of a file, their families by inheritance, and where attributes of their instances are read and set.
// Whole-file and lazy, as file.ts is.

import type { Node, Source } from '../syntax/index.ts'
import { fileScopes } from './file.ts'
import type { Binding, Scope } from './model.ts'
import { qualifiedName } from './names.ts'
import { outlineOf } from './outline.ts'
import { localScopes } from './scopes.ts'

/** A class anywhere in the file. */
export interface FileClass {
  readonly name: string
  /** The `class_definition`; without a body where its members are segments of their own. */
  readonly node: Node
  readonly scope: Scope
  /** Arguments of the class statement that are bases. */
  readonly bases: readonly Node[]
  /** `metaclass=…` and other keywords. */
  readonly keywords: readonly Node[]
  readonly decorators: readonly Node[]
}

/** Classes of one file that inherit from each other, however far; and the bases that lie elsewhere. */
export interface ClassFamily {
  readonly classes: readonly FileClass[]
  /** Bases that are no class of this file, as they are written. */
  readonly outsideBases: readonly Node[]
}

export interface AttributeUse {
  /** The identifier of the attribute's name. */
  readonly node: Node
  /** The class on whose own object it is used. */
  readonly cls: FileClass
  /** `self`: on a method's first parameter, `super()` or the class itself; `body`: a name of the class body. */
  readonly through: 'self' | 'body'
}

interface ClassTable {
  readonly classes: readonly FileClass[]
  readonly byNode: ReadonlyMap<Node, FileClass>
  readonly families: ReadonlyMap<FileClass, ClassFamily>
  readonly parents: ReadonlyMap<FileClass, readonly FileClass[]>
}

const tables = new WeakMap<Source, ClassTable>()
const attributes = new WeakMap<Source, ReadonlyMap<string, readonly Node[]>>()

export function classesOf(source: Source): readonly FileClass[] {
  return tableOf(source).classes
}

export function familyOf(source: Source, cls: FileClass): ClassFamily {
  return tableOf(source).families.get(cls)!
}

/** The class whose body the scope is. */
export function classOfScope(source: Source, scope: Scope): FileClass | undefined {
  return tableOf(source).classes.find((cls) => cls.scope === scope)
}

/** The class of which `node`, the object of an attribute, is an instance or the class itself: `self`, `cls`, `super()`, `type(self)`, a class's name. */
export function classBehind(source: Source, object: Node): FileClass | undefined {
  if (object.kind === 'identifier') return firstParameterOf(source, object) ?? namedClass(source, object)
  if (object.kind === 'attribute') {
    const inner = object.field('object')
    return object.field('attribute')?.text === '__class__' && inner?.kind === 'identifier' ? firstParameterOf(source, inner) : undefined
  }
  if (object.kind !== 'call') return undefined
  const called = object.field('function')
  const list = object.field('arguments')?.children ?? []
  if (called?.kind !== 'identifier' || localScopes(object.segment).bindingOf(called) !== undefined) return undefined
  if (called.text === 'super' && list.length === 0) return enclosingClass(source, object)
  const [argument] = list
  if (called.text === 'type' && list.length === 1 && argument?.kind === 'identifier') return firstParameterOf(source, argument)
  return undefined
}

/** The class whose method has the node in it: the nearest class around its function. */
export function enclosingClass(source: Source, node: Node): FileClass | undefined {
  const { byNode } = tableOf(source)
  const inside = node.ancestor('class_definition')
  if (inside !== undefined && inside.field('body') !== undefined) return byNode.get(inside)
  const header = outlineOf(source).classOf(node.segment)
  return header === undefined || header === node.segment ? undefined : byNode.get(header.root.descendants('class_definition')[0]!)
}

/** Every attribute of that name in the file: the identifiers behind the dots. */
export function attributesNamed(source: Source, name: string): readonly Node[] {
  let table = attributes.get(source)
  if (table === undefined) {
    const found = new Map<string, Node[]>()
    for (const segment of source.segments) {
      if (segment.kind === 'trivia') continue
      for (const node of segment.root.descendants('attribute')) {
        const identifier = node.field('attribute')
        if (identifier === undefined) continue
        const nodes = found.get(identifier.text)
        if (nodes === undefined) found.set(identifier.text, [identifier])
        else nodes.push(identifier)
      }
    }
    attributes.set(source, (table = found))
  }
  return table.get(name) ?? []
}

/**
 * Where `cls` and the classes that share the attribute with it set or read it on themselves, and where the same name is an attribute of
 * an object of unknown class. Two classes share it where some class of the file inherits from both: a base and its subclass do, two
 * subclasses of one base only if the base uses it too.
 */
export function attributeUses(source: Source, cls: FileClass, name: string): { readonly own: readonly AttributeUse[]; readonly others: readonly Node[] } {
  const family = familyOf(source, cls)
  const all: AttributeUse[] = []
  const others: Node[] = []
  for (const each of family.classes) for (const node of each.scope.bindings.get(name)?.occurrences ?? []) all.push({ node, cls: each, through: 'body' })
  for (const node of attributesNamed(source, name)) {
    const owner = classBehind(source, node.parent!.field('object')!)
    if (owner !== undefined && family.classes.includes(owner)) all.push({ node, cls: owner, through: 'self' })
    else if (owner === undefined) others.push(node)
  }
  const sharing = new Set([cls])
  const users = new Set(all.map((use) => use.cls))
  for (let size = 0; size !== sharing.size; ) {
    size = sharing.size
    for (const each of family.classes) {
      const lineage = lineageOf(source, each)
      if (lineage.some((one) => sharing.has(one))) for (const one of lineage) if (users.has(one)) sharing.add(one)
    }
  }
  return { own: all.filter((use) => sharing.has(use.cls)), others }
}

/** The class and those of the file that it inherits from. */
export function lineageOf(source: Source, cls: FileClass): readonly FileClass[] {
  const { parents } = tableOf(source)
  const lineage = new Set<FileClass>()
  const climb = (each: FileClass): void => {
    if (lineage.has(each)) return
    lineage.add(each)
    parents.get(each)?.forEach(climb)
  }
  climb(cls)
  return [...lineage]
}

/** The class of a method whose first parameter the identifier means (static methods have none). */
function firstParameterOf(source: Source, identifier: Node): FileClass | undefined {
  const binding = localScopes(identifier.segment).bindingOf(identifier)
  if (binding === undefined || binding.scope.kind !== 'function' || binding.definitions.length !== 1) return undefined
  return methodOwner(source, binding)
}

function methodOwner(source: Source, { scope, definitions }: Binding): FileClass | undefined {
  const method = scope.node
  const [definition] = definitions
  if (method === undefined || definition?.kind !== 'parameter') return undefined
  if (method.field('parameters')?.firstChild?.contains(definition.node) !== true) return undefined
  const decorated = method.parent?.kind === 'decorated_definition' ? method.parent.children : []
  if (decorated.some((each) => each.kind === 'decorator' && each.firstChild?.text === 'staticmethod')) return undefined
  let outer = scope.parent
  while (outer?.kind === 'type-parameters') outer = outer.parent
  if (outer?.kind !== 'class') return undefined
  return outer.node === undefined ? enclosingClass(source, method) : tableOf(source).byNode.get(outer.node)
}

function namedClass(source: Source, identifier: Node): FileClass | undefined {
  const definitions = fileScopes(source).bindingOf(identifier)?.definitions ?? []
  if (definitions.length !== 1 || definitions[0]!.kind !== 'class') return undefined
  return tableOf(source).byNode.get(definitions[0]!.node.parent!)
}

function tableOf(source: Source): ClassTable {
  let table = tables.get(source)
  if (table === undefined) tables.set(source, (table = read(source)))
  return table
}

function read(source: Source): ClassTable {
  const scopes = fileScopes(source)
  const classes: FileClass[] = []
  for (const segment of source.segments) {
    if (segment.kind === 'trivia') continue
    for (const node of segment.root.descendants('class_definition')) {
      const list = node.field('superclasses')?.children ?? []
      const outer = node.parent?.kind === 'decorated_definition' ? node.parent : undefined
      classes.push({
        name: node.field('name')?.text ?? '',
        node,
        scope: (segment.kind === 'class' ? scopes.classScope(segment) : undefined) ?? localScopes(segment).scopeOf(node),
        bases: list.filter((each) => each.kind !== 'keyword_argument'),
        keywords: list.filter((each) => each.kind === 'keyword_argument'),
        decorators: (outer?.children ?? []).filter((each) => each.kind === 'decorator'),
      })
    }
  }
  const byNode = new Map(classes.map((cls) => [cls.node, cls]))
  return { classes, byNode, ...familiesOf(source, classes, byNode) }
}

function familiesOf(source: Source, classes: readonly FileClass[], byNode: ReadonlyMap<Node, FileClass>): Pick<ClassTable, 'families' | 'parents'> {
  const scopes = fileScopes(source)
  const leaders = new Map<FileClass, FileClass>(classes.map((cls) => [cls, cls]))
  const leader = (cls: FileClass): FileClass => {
    let at = cls
    while (leaders.get(at) !== at) at = leaders.get(at)!
    return at
  }
  const outside = new Map<FileClass, Node[]>()
  const bases = new Map<FileClass, FileClass[]>()
  for (const cls of classes) {
    for (const base of cls.bases) {
      // Generic[T], a parametrized base of this file.
      const named = base.kind === 'subscript' ? (base.field('value') ?? base) : base
      const definitions = named.kind === 'identifier' ? (scopes.bindingOf(named)?.definitions ?? []) : []
      const parents = definitions.map((each) => (each.kind === 'class' ? byNode.get(each.node.parent!) : undefined))
      bases.set(cls, [...(bases.get(cls) ?? []), ...parents.filter((each) => each !== undefined)])
      if (parents.length === 0 || parents.includes(undefined)) outside.set(cls, [...(outside.get(cls) ?? []), named])
      for (const parent of parents) if (parent !== undefined) leaders.set(leader(cls), leader(parent))
    }
  }
  const families = new Map<FileClass, { readonly classes: FileClass[]; readonly outsideBases: Node[] }>()
  for (const cls of classes) {
    const head = leader(cls)
    let family = families.get(head)
    if (family === undefined) families.set(head, (family = { classes: [], outsideBases: [] }))
    family.classes.push(cls)
    family.outsideBases.push(...(outside.get(cls) ?? []))
  }
  return { families: new Map(classes.map((cls) => [cls, families.get(leader(cls))!])), parents: bases }
}

/** The dotted name of a base that lies outside the file. */
export function baseName(source: Source, base: Node): string | undefined {
  return qualifiedName(source, base)
}
