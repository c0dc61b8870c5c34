// namesIn(): what the names of a module or class body mean once it has run, read from the text; across files where the host gives them.

import { qualifiedName } from '../semantic/names.ts'
import type { Node, Source } from '../syntax/index.ts'
import { linearize } from './c3.ts'
import { classNamedBy, nameOfBase, statementsOf } from './classes.ts'
import { draftsOf, type ClassDraft, type FunctionDraft } from './drafts.ts'
import { isFixture, resolvedName } from './fixtures.ts'
import { listedAtTop } from './listed-strings.ts'

/** Another file by its module's name as an import in `from` writes it (a relative one with its dots); undefined where it can't be read. */
export type Elsewhere = (module: string, from: Source) => Source | undefined

/** One computation over several files; each is read once. */
export interface World {
  readonly elsewhere: Elsewhere
  readonly modules: Map<Source, Map<string, Meaning>>
  /** One object for each class, so that places can be compared. */
  readonly places: Map<ClassDraft, Place>
}

export interface Place {
  readonly source: Source
  readonly draft: ClassDraft
}

/** What a name means. `module` may be any imported name that was not found as something else. */
export type Meaning =
  | { readonly is: 'function'; readonly source: Source; readonly draft: FunctionDraft }
  | { readonly is: 'class'; readonly source: Source; readonly draft: ClassDraft }
  | { readonly is: 'module'; readonly dotted: string; readonly from: Source }
  /** `client = pytest.fixture(make_client)`: the function, and the call that makes a fixture of it. */
  | { readonly is: 'fixture'; readonly source: Source; readonly draft: FunctionDraft; readonly call: Node }
  | { readonly is: 'callable' }
  /** Where it is an assignment's, its value, and the file that writes it. */
  | { readonly is: 'other'; readonly source?: Source; readonly value?: Node }

export function newWorld(elsewhere: Elsewhere | undefined): World {
  return { elsewhere: elsewhere ?? (() => undefined), modules: new Map(), places: new Map() }
}

/** The names of a module, in the order in which they came in. A module that imports itself in a circle sees what is there so far. */
export function moduleNames(world: World, source: Source): ReadonlyMap<string, Meaning> {
  let names = world.modules.get(source)
  if (names === undefined) {
    world.modules.set(source, (names = new Map()))
    const statements = source.segments.filter((each) => each.kind === 'statement' || each.kind === 'class').flatMap((each) => each.root.children)
    namesIn(world, source, statements, undefined, names)
  }
  return names
}

/** A class and its bases, nearest first, and the dotted names of bases that could not be read (`''` for one that is no name). */
export function lineageOf(world: World, source: Source, draft: ClassDraft): { readonly places: readonly Place[]; readonly outside: readonly string[] } {
  const outside = new Set<string>()
  const places = linearize(placeOf(world, source, draft), (place) =>
    place.draft.bases.flatMap((base) => {
      const local = classNamedBy(place.source, base)
      if (local !== undefined) return [placeOf(world, place.source, local)]
      const found = meaningIn(world, place.source, base.kind === 'subscript' ? (base.field('value') ?? base) : base)
      if (found?.is === 'class') return [placeOf(world, found.source, found.draft)]
      outside.add(nameOfBase(place.source, base) ?? '')
      return []
    }),
  )
  return { places, outside: [...outside] }
}

function placeOf(world: World, source: Source, draft: ClassDraft): Place {
  let place = world.places.get(draft)
  if (place === undefined) world.places.set(draft, (place = { source, draft }))
  return place
}

/** The names of a class with those it inherits, the farthest base's first, each with what it means on the class. */
export function inheritedNames(world: World, source: Source, draft: ClassDraft): ReadonlyMap<string, Meaning> {
  const names = new Map<string, Meaning>()
  const { places } = lineageOf(world, source, draft)
  const own = places.map((place) => namesIn(world, place.source, statementsOf(place.source, place.draft), place.draft))
  // pytest walks the MRO from its far end; a name stands where the nearest class that binds it has it.
  const nearest = new Map<string, number>()
  for (let i = own.length - 1; i >= 0; i--) for (const name of own[i]!.keys()) nearest.set(name, i)
  for (let i = own.length - 1; i >= 0; i--) for (const [name, meaning] of own[i]!) if (nearest.get(name) === i) names.set(name, meaning)
  return names
}

/** What a name or attribute chain means at module level. */
export function meaningIn(world: World, source: Source, expression: Node): Meaning | undefined {
  if (expression.kind === 'identifier') {
    const local = classNamedBy(source, expression)
    return local !== undefined ? { is: 'class', source, draft: local } : moduleNames(world, source).get(expression.text)
  }
  if (expression.kind !== 'attribute') return undefined
  const object = expression.field('object')
  const owner = object === undefined ? undefined : meaningIn(world, source, object)
  const name = expression.field('attribute')?.text ?? ''
  if (owner?.is === 'class') return inheritedNames(world, owner.source, owner.draft).get(name)
  if (owner?.is !== 'module') return undefined
  const file = world.elsewhere(owner.dotted, owner.from)
  return (file === undefined ? undefined : moduleNames(world, file).get(name)) ?? { is: 'module', dotted: `${owner.dotted}.${name}`, from: owner.from }
}

/** The namespace that the statements leave behind, in the order in which its names came in. */
export function namesIn(world: World, source: Source, statements: readonly Node[], within: ClassDraft | undefined, names = new Map<string, Meaning>()): Map<string, Meaning> {
  run(statements)
  return names

  function run(list: readonly Node[]): void {
    for (const statement of list) execute(statement)
  }

  function execute(node: Node): void {
    switch (node.kind) {
      case 'decorated_definition':
      case 'function_definition':
      case 'class_definition':
        return define(node.kind === 'decorated_definition' ? node.field('definition') : node)
      case 'expression_statement':
        for (const child of node.children) if (child.kind === 'assignment') assign(child)
        return
      case 'delete_statement':
        for (const target of node.descendants('identifier')) if (target.parent?.kind !== 'attribute') names.delete(target.text)
        return
      case 'if_statement':
        return branch(node)
      case 'try_statement':
      case 'with_statement':
      case 'for_statement':
      case 'while_statement':
      case 'match_statement':
        for (const clause of node.children) runBlocks(clause)
        return
      case 'import_from_statement':
        return importFrom(node)
      case 'import_statement':
        for (const item of node.fields('name')) {
          const dotted = squeezed((item.kind === 'aliased_import' ? item.field('name') : item)?.text ?? '')
          const alias = item.kind === 'aliased_import' ? item.field('alias')?.text : undefined
          names.set(alias ?? dotted.split('.')[0]!, { is: 'module', dotted: alias === undefined ? dotted.split('.')[0]! : dotted, from: source })
        }
        return
    }
  }

  function importFrom(node: Node): void {
    const module = squeezed(node.field('module_name')?.text ?? '')
    const file = world.elsewhere(module, source)
    if (node.children.some((child) => child.kind === 'wildcard_import')) {
      if (file === undefined) return
      const given = moduleNames(world, file)
      // An `__all__` that is put together at run time says nothing here.
      const listed = given.has('__all__') ? listedAtTop(file, '__all__') : []
      const isGiven = listed.length === 0 ? undefined : new Set(listed)
      for (const [name, meaning] of given) if (isGiven?.has(name) ?? !name.startsWith('_')) names.set(name, meaning)
      return
    }
    for (const item of node.fields('name')) {
      const name = squeezed((item.kind === 'aliased_import' ? item.field('name') : item)?.text ?? '')
      const alias = (item.kind === 'aliased_import' ? item.field('alias')?.text : undefined) ?? name
      const meaning = file === undefined ? undefined : moduleNames(world, file).get(name)
      names.set(alias, meaning ?? { is: 'module', dotted: module.endsWith('.') ? module + name : `${module}.${name}`, from: source })
    }
  }

  function runBlocks(node: Node): void {
    if (node.kind === 'block') return run(node.children)
    // A handler runs only where the body failed: what it defines counts where the body does not define it.
    if (node.kind === 'except_clause' || node.kind === 'except_group_clause') {
      const before = new Map(names)
      for (const child of node.children) runBlocks(child)
      for (const [name, meaning] of before) names.set(name, meaning)
      return
    }
    if (/_clause$/.test(node.kind)) for (const child of node.children) runBlocks(child)
  }

  function branch(node: Node): void {
    const verdict = constantCondition(node.field('condition'))
    const consequence = node.field('consequence')
    if (verdict !== false && consequence !== undefined) run(consequence.children)
    if (verdict === true) return
    const taken = verdict === undefined ? new Map(names) : undefined
    for (const alternative of node.fields('alternative')) {
      if (alternative.kind === 'elif_clause') branch(alternative)
      else for (const child of alternative.children) runBlocks(child)
    }
    // Of two definitions of one name in two branches the first is as good as the other.
    for (const [name, meaning] of taken ?? []) names.set(name, meaning)
  }

  function define(definition: Node | undefined): void {
    const name = definition?.field('name')?.text
    if (definition === undefined || name === undefined) return
    const drafts = draftsOf(definition.segment)
    const draft = drafts.classes.find((each) => each.node === definition)
    if (draft !== undefined) return void names.set(name, { is: 'class', source, draft })
    const written = drafts.functions.find((each) => each.node === definition)
    names.set(name, written === undefined ? { is: 'other' } : { is: 'function', source, draft: written })
  }

  function assign(assignment: Node): void {
    const left = assignment.field('left')
    let right = assignment.field('right')
    while (right?.kind === 'assignment') {
      assign(right)
      right = right.field('right')
    }
    if (left === undefined || right === undefined) return
    if (left.kind === 'identifier') return void names.set(left.text, meaningOf(right))
    if (left.kind === 'pattern_list' || left.kind === 'tuple_pattern') {
      for (const each of left.children) if (each.kind === 'identifier') names.set(each.text, { is: 'other' })
    }
  }

  function meaningOf(value: Node): Meaning {
    if (value.kind === 'lambda') return { is: 'callable' }
    if (value.kind === 'identifier' || value.kind === 'attribute') {
      const known = value.kind === 'identifier' ? names.get(value.text) : undefined
      return known ?? (within === undefined && value.kind === 'identifier' ? { is: 'other' } : (meaningIn(world, source, value) ?? { is: 'other' }))
    }
    if (value.kind === 'call') {
      const fixture = fixtureMade(value)
      if (fixture !== undefined) return fixture
      const name = qualifiedName(source, value)
      if (name === 'functools.partialmethod' || name === 'functools.partial') return { is: 'callable' }
      // A decorator that is called by hand: `test_x = support.cpython_only(_test_x)`.
      const decorated = value.field('arguments')?.firstChild
      if (decorated?.kind === 'identifier' && meaningOf(decorated).is === 'function' && !notCollected.has(name ?? '')) return { is: 'callable' }
    }
    return { is: 'other', source, value }
  }

  /** `pytest.fixture(f)` and `pytest.fixture(scope='module')(f)` */
  function fixtureMade(value: Node): Meaning | undefined {
    const [callee, made] = [value.field('function'), value.field('arguments')?.firstChild]
    const maker = callee?.kind === 'call' ? callee : value
    if (made?.kind !== 'identifier' || !isFixture(resolvedName(source, maker))) return undefined
    const function_ = meaningOf(made)
    return function_.is === 'function' ? { is: 'fixture', source: function_.source, draft: function_.draft, call: maker } : undefined
  }
}

/** What a condition is on every machine: `TYPE_CHECKING`, `False`, `0`, `__name__ == '__main__'`; undefined where it depends. */
function constantCondition(condition: Node | undefined): boolean | undefined {
  const text = condition?.text.replace(/\s+/g, '') ?? ''
  if (/^(False|0|None|TYPE_CHECKING|typing\.TYPE_CHECKING|t\.TYPE_CHECKING)$/.test(text) || /^__name__==["']__main__["']$/.test(text)) return false
  return /^(True|1|notTYPE_CHECKING)$/.test(text) ? true : undefined
}


/** What these make of a function is no test. */
export const notCollected: ReadonlySet<string> = new Set(['property', 'functools.cached_property', 'contextlib.contextmanager', 'contextlib.asynccontextmanager', 'typing.overload'])

function squeezed(text: string): string {
  return text.replace(/[\s\\]+/g, '')
}
