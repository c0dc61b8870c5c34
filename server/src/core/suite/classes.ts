// The classes of a file across its segments: who owns a function, what a class derives from, which method a name leads to.
// Every answer that depends on other segments is a tracked read.

import { neighboursOf, type ForeignClass } from '../semantic/neighbours.ts'
import { outlineOf } from '../semantic/outline.ts'
import { qualifiedName } from '../semantic/names.ts'
import { localScopes } from '../semantic/scopes.ts'
import { peek, type Node, type Segment, type Source } from '../syntax/index.ts'
import { linearize } from './c3.ts'
import { draftsOf, functionsIn, type ClassDraft, type FunctionDraft } from './drafts.ts'
import { familyOf } from './families.ts'

/** The class whose header the segment is; undefined for other segments. */
export function headerClass(segment: Segment): ClassDraft | undefined {
  return segment.kind === 'class' ? draftsOf(segment).classes[0] : undefined
}

/** The class a function is a method of; undefined at module level and inside functions. */
export function ownerDraft(source: Source, draft: FunctionDraft | ClassDraft): ClassDraft | undefined {
  if (draft.within === 'function') return undefined
  if (draft.within !== 'body') return draft.within
  if (draft.segment.kind !== 'member') return undefined
  const header = outlineOf(source).classOf(draft.segment)
  return header === undefined ? undefined : headerClass(header)
}

/** The segments that make up a class's body; for one with a body of its own, its segment. */
export function bodySegments(source: Source, draft: ClassDraft): readonly Segment[] {
  return draft.body === undefined ? outlineOf(source).membersOf(draft.segment) : [draft.segment]
}

/** The functions of a class's own body, in text order. */
export function methodsOf(source: Source, draft: ClassDraft): readonly FunctionDraft[] {
  if (draft.body !== undefined) return functionsIn(draft)
  const members = outlineOf(source).membersOf(draft.segment)
  let methods = methodLists.get(members)
  if (methods === undefined) methodLists.set(members, (methods = members.flatMap((member) => draftsOf(member).functions.filter((each) => each.within === 'body'))))
  return methods
}

/** By the list of members, which stays the same object as long as they do. */
const methodLists = new WeakMap<readonly Segment[], readonly FunctionDraft[]>()

/** The statements of a class's own body, in text order. */
export function statementsOf(source: Source, draft: ClassDraft): readonly Node[] {
  if (draft.body !== undefined) return draft.body.children
  return outlineOf(source)
    .membersOf(draft.segment)
    .flatMap((member) => member.root.children)
}

/** The last method of that name in the class's own body. */
export function ownMethod(source: Source, draft: ClassDraft, name: string): FunctionDraft | undefined {
  if (draft.body !== undefined) return functionsIn(draft).findLast((each) => each.name === name)
  for (const member of outlineOf(source).membersNamed(draft.segment, name).toReversed()) {
    const found = draftsOf(member).functions.findLast((each) => each.within === 'body' && each.name === name)
    if (found !== undefined) return found
  }
  return undefined
}

/** What stands behind the bases of a class. */
export interface Ancestry {
  /** Classes of this file, nearest first. */
  readonly inFile: readonly ClassDraft[]
  /** Classes of other files of the workspace behind these, nearest first. */
  readonly elsewhere: readonly ForeignClass[]
  /** What could not be read behind all of them: dotted names, `''` where the base is no name. */
  readonly outside: readonly string[]
  /** Bases that are no class of this file, as it names them. */
  readonly written: readonly string[]
}

const ancestries = new WeakMap<Source, Map<ClassDraft, Ancestry>>()

/** The classes behind a class. Tracked as one read per class: its answer changes when a header on the way does. */
export function ancestryOf(source: Source, draft: ClassDraft): Ancestry {
  return peek(source, `ancestry ${identify(draft)}`, (version) => {
    let known = ancestries.get(version)
    if (known === undefined) ancestries.set(version, (known = new Map()))
    let ancestry = known.get(draft)
    if (ancestry === undefined) known.set(draft, (ancestry = interned(draft, readAncestry(version, draft))))
    return ancestry
  }, 'surface')
}

/** One object for equal ancestries of a class in several versions, so that a read compares equal; the latest two, so that an undo brings back the one before. */
const lastAncestries = new WeakMap<ClassDraft, readonly Ancestry[]>()

function interned(draft: ClassDraft, ancestry: Ancestry): Ancestry {
  const last = lastAncestries.get(draft) ?? []
  const known = last.find((one) => equal(one.inFile, ancestry.inFile) && equal(one.outside, ancestry.outside) && equal(one.written, ancestry.written) && equal(one.elsewhere, ancestry.elsewhere))
  const latest = known ?? ancestry
  if (last[0] !== latest) lastAncestries.set(draft, [latest, ...last.filter((one) => one !== latest)].slice(0, 2))
  return latest
}

function equal(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, i) => item === b[i])
}

function readAncestry(source: Source, draft: ClassDraft): Ancestry {
  const outside = new Set<string>()
  const linear = linearize(draft, (current) =>
    current.bases.flatMap((base) => {
      const found = classNamedBy(source, base)
      if (found === undefined) outside.add(nameOfBase(source, base) ?? '')
      return found === undefined ? [] : [found]
    }),
  )
  const written = [...outside]
  const neighbours = neighboursOf(source)
  if (neighbours === undefined || written.every((base) => familyOf(base) !== 'unknown')) return { inFile: linear.slice(1), elsewhere: [], outside: written, written }
  const behind = neighbours.ancestry(written)
  return { inFile: linear.slice(1), elsewhere: behind.classes, outside: behind.outside, written }
}

/** The dotted name of a base, `Generic[T]` and calls such as `with_metaclass(M, Base)` read as what they name, a name from a star import by its module. */
export function nameOfBase(source: Source, base: Node): string | undefined {
  const name = qualifiedName(source, base.kind === 'subscript' ? (base.field('value') ?? base) : base)
  return name === undefined || name.includes('.') || familyOf(name) !== 'unknown' ? name : throughStars(source, name)
}

/** The dotted name that a star import gives a name which nothing else binds; the name itself where no module is known to have it. */
function throughStars(source: Source, name: string): string {
  const outline = outlineOf(source)
  const stars = outline.starImports()
  if (stars.length === 0 || outline.definitionsOf(name).length > 0) return name
  const candidates = stars.map((star) => `${star}${star.endsWith('.') ? '' : '.'}${name}`)
  const isThere = (dotted: string): boolean => peek(source, `class behind star ${dotted}`, (version) => (neighboursOf(version)?.ancestry([dotted]).classes.length ?? 0) > 0, 'surface')
  return candidates.find((dotted) => familyOf(dotted) === 'testcase') ?? candidates.find(isThere) ?? name
}

/** The class of this file that an expression names, the last of that name in front of it where there are several. */
export function classNamedBy(source: Source, expression: Node): ClassDraft | undefined {
  const node = expression.kind === 'subscript' ? (expression.field('value') ?? expression) : expression
  if (node.kind === 'identifier') return classNamed(source, node.text, node)
  if (node.kind !== 'attribute') return undefined
  // `Outer.Inner`
  const outer = classNamedBy(source, node.field('object')!)
  const inner = node.field('attribute')?.text
  return outer === undefined ? undefined : nestedClasses(source, outer).findLast((each) => each.name === inner)
}

/** The classes directly in the body of a class. */
export function nestedClasses(source: Source, draft: ClassDraft): readonly ClassDraft[] {
  if (draft.body !== undefined) return draftsOf(draft.segment).classes.filter((each) => each.within === draft)
  return outlineOf(source)
    .membersOf(draft.segment)
    .flatMap((member) => draftsOf(member).classes.filter((each) => each.within === 'body'))
}

/** The class of that name that is seen at `from`: of the same segment, of the class's body, of the module. */
export function classNamed(source: Source, name: string, from: Node): ClassDraft | undefined {
  const local = draftsOf(from.segment).classes.findLast((each) => each.name === name && each.node.start < from.start)
  if (local !== undefined && !local.node.contains(from)) return local
  const binding = localScopes(from.segment).bindingOf(from)
  if (binding !== undefined && binding.scope.kind !== 'module' && binding.scope.kind !== 'class') return undefined
  const outline = outlineOf(source)
  if (from.segment.kind === 'member') {
    const header = outline.classOf(from.segment)
    for (const member of header === undefined ? [] : outline.membersNamed(header, name).toReversed()) {
      const found = draftsOf(member).classes.findLast((each) => each.within === 'body' && each.name === name)
      if (found !== undefined && !found.node.contains(from)) return found
    }
  }
  const here = placeOf(source, from.segment)
  let last: ClassDraft | undefined
  for (const segment of outline.definitionsOf(name)) {
    for (const draft of draftsOf(segment).classes) {
      if (draft.name !== name || draft.within !== 'body' || draft.node.contains(from)) continue
      if (last === undefined || placeOf(source, segment) < here) last = draft
    }
  }
  return last
}

/** Where a segment stands; compared only, so not tracked: segments that move past one another change `definitionsOf` too. */
function placeOf(source: Source, segment: Segment): number {
  return source.has(segment) ? source.indexOf(segment) : -1
}

/** How a class stands to `unittest.TestCase`, by what it and its ancestors in the file derive from. */
export function testCaseness(source: Source, draft: ClassDraft): 'yes' | 'no' | 'unknown' {
  const { outside } = ancestryOf(source, draft)
  let answer: 'no' | 'unknown' = 'no'
  for (const base of outside) {
    const family = familyOf(base)
    if (family === 'testcase') return 'yes'
    if (family === 'unknown') answer = 'unknown'
  }
  return answer
}

/** What a name leads to when it is looked up on an instance of the class. */
export type Lookup = { readonly method: FunctionDraft } | 'outside' | 'missing'

/** The method behind `self.<name>`; `outside` where a base in another file has it or may have it, `missing` where no base can. */
export function lookUp(source: Source, draft: ClassDraft, name: string, options?: { readonly skipOwn?: boolean }): Lookup {
  const ancestry = ancestryOf(source, draft)
  for (const each of options?.skipOwn === true ? ancestry.inFile : [draft, ...ancestry.inFile]) {
    const method = ownMethod(source, each, name)
    if (method !== undefined) return { method }
  }
  return ancestry.elsewhere.length > 0 || ancestry.outside.some((base) => familyOf(base) === 'unknown') ? 'outside' : 'missing'
}

/** The function at module level that a name leads to: the last one of that name. Undefined where an import or assignment comes behind it. */
export function moduleFunction(source: Source, name: string): FunctionDraft | undefined {
  for (const segment of outlineOf(source).definitionsOf(name).toReversed()) {
    const found = draftsOf(segment).functions.findLast((each) => each.within === 'body' && each.segment.kind !== 'member' && each.name === name)
    if (found !== undefined) return found
  }
  return undefined
}

/** A number for each draft that questions are asked about: part of the question's key. */
const numbers = new WeakMap<object, number>()
let lastNumber = 0

export function identify(draft: object): number {
  let number = numbers.get(draft)
  if (number === undefined) numbers.set(draft, (number = ++lastNumber))
  return number
}

