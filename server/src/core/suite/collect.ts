// collectTests(): the ids of the tests that `pytest --collect-only -q` would list for a file, without parameters.
// It knows this file only: what a base elsewhere, a `load_tests` or code at run time adds is not there.

import { qualifiedName } from '../semantic/names.ts'
import type { Node, Source } from '../syntax/index.ts'
import { ancestryOf, classNamedBy, moduleFunction, statementsOf } from './classes.ts'
import { draftsOf, type ClassDraft, type FunctionDraft } from './drafts.ts'
import { fixtureDecorator } from './fixtures.ts'
import { isTurnedOff, matchesName, styleOf, type CollectionSettings } from './styles.ts'

/** One name in a namespace: what it means last, at the place where it came in first. */
type Meaning = { readonly is: 'function'; readonly draft: FunctionDraft } | { readonly is: 'class'; readonly draft: ClassDraft } | { readonly is: 'callable' } | { readonly is: 'other' }

/**
 * Ids `path::Class::test` with `source.path`. A name that is bound twice counts once and means its last definition, as in Python;
 * inherited tests stand under each class that runs them, a base's before the class's own.
 */
export function collectTests(source: Source, settings: CollectionSettings): string[] {
  const ids: string[] = []
  for (const [name, meaning] of moduleNames(source)) {
    if (meaning.is === 'class') collectClass(source, settings, meaning.draft, name, source.path, ids)
    else if (isTestFunction(source, meaning) && matchesName(name, settings.pythonFunctions)) ids.push(`${source.path}::${name}`)
  }
  return ids
}

function collectClass(source: Source, settings: CollectionSettings, draft: ClassDraft, name: string, prefix: string, ids: string[]): void {
  const style = styleOf(source, draft, settings)
  const isUnittest = style === 'unittest'
  // Under another name than its own (`TestB = A`) pytest goes by the name in the module.
  if (style === 'none' || isTurnedOff(source, draft) || (!isUnittest && !matchesName(name, settings.pythonClasses))) return
  const id = `${prefix}::${name}`
  const names = inheritedNames(source, draft)
  let found = 0
  for (const [member, meaning] of names) {
    if (meaning.is === 'class') {
      if (!isUnittest) collectClass(source, settings, meaning.draft, member, id, ids)
    } else if (isTestFunction(source, meaning) && (isUnittest ? member.startsWith('test') : matchesName(member, settings.pythonFunctions))) {
      ids.push(`${id}::${member}`)
      found++
    }
  }
  if (isUnittest && found === 0 && names.get('runTest')?.is === 'function') ids.push(`${id}::runTest`)
}

function isTestFunction(source: Source, meaning: Meaning): boolean {
  if (meaning.is === 'callable') return true
  if (meaning.is !== 'function') return false
  const { draft } = meaning
  if (draft.decorators.length === 0) return true
  return fixtureDecorator(source, draft) === undefined && !draft.decorators.some((each) => notCollected.has(qualifiedName(source, each) ?? ''))
}

/** What these make of a function is no test. */
const notCollected = new Set(['property', 'functools.cached_property', 'contextlib.contextmanager', 'contextlib.asynccontextmanager', 'typing.overload'])

/** The names of a class and its bases in this file, the farthest base's first, each with what it means on the class. */
function inheritedNames(source: Source, draft: ClassDraft): ReadonlyMap<string, Meaning> {
  const names = new Map<string, Meaning>()
  const places = [draft, ...ancestryOf(source, draft).inFile]
  const own = places.map((place) => namesIn(source, statementsOf(source, place), place))
  // pytest walks the MRO from its far end; a name stands where the class nearest to the end that is not overridden has it.
  const nearest = new Map<string, number>()
  for (let i = own.length - 1; i >= 0; i--) for (const name of own[i]!.keys()) nearest.set(name, i)
  for (let i = own.length - 1; i >= 0; i--) for (const [name, meaning] of own[i]!) if (nearest.get(name) === i) names.set(name, meaning)
  return names
}

function moduleNames(source: Source): ReadonlyMap<string, Meaning> {
  const statements = source.segments.filter((each) => each.kind === 'statement' || each.kind === 'class').flatMap((each) => each.root.children)
  return namesIn(source, statements, undefined)
}

/** The namespace that the statements leave behind, in the order in which its names came in. */
function namesIn(source: Source, statements: readonly Node[], within: ClassDraft | undefined): Map<string, Meaning> {
  const names = new Map<string, Meaning>()
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
      case 'import_statement':
        // What an import brings over a name of this file lies elsewhere.
        for (const item of node.fields('name')) names.delete((item.kind === 'aliased_import' ? item.field('alias') : item)?.text ?? '')
        return
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
    if (draft !== undefined) return void names.set(name, { is: 'class', draft })
    const written = drafts.functions.find((each) => each.node === definition)
    names.set(name, written === undefined ? { is: 'other' } : { is: 'function', draft: written })
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
    if (value.kind === 'identifier') {
      const known = names.get(value.text)
      if (known !== undefined) return known
      const made = within === undefined ? undefined : classNamedBy(source, value)
      const written = within === undefined ? undefined : moduleFunction(source, value.text)
      return made !== undefined ? { is: 'class', draft: made } : written !== undefined ? { is: 'function', draft: written } : { is: 'other' }
    }
    if (value.kind === 'attribute') {
      // `test_x = Base.test_x`
      const owner = classNamedBy(source, value.field('object')!)
      const name = value.field('attribute')?.text ?? ''
      const meaning = owner === undefined ? undefined : inheritedNames(source, owner).get(name)
      return meaning ?? { is: 'other' }
    }
    if (value.kind === 'call') {
      const name = qualifiedName(source, value)
      if (name === 'functools.partialmethod' || name === 'functools.partial') return { is: 'callable' }
      // A decorator that is called by hand: `test_x = support.cpython_only(_test_x)`.
      const decorated = value.field('arguments')?.firstChild
      if (decorated?.kind === 'identifier' && meaningOf(decorated).is === 'function' && !notCollected.has(name ?? '')) return { is: 'callable' }
    }
    return { is: 'other' }
  }
}

/** What a condition is on every machine: `TYPE_CHECKING`, `False`, `0`, `__name__ == '__main__'`; undefined where it depends. */
function constantCondition(condition: Node | undefined): boolean | undefined {
  const text = condition?.text.replace(/\s+/g, '') ?? ''
  if (/^(False|0|None|TYPE_CHECKING|typing\.TYPE_CHECKING|t\.TYPE_CHECKING)$/.test(text) || /^__name__==["']__main__["']$/.test(text)) return false
  return /^(True|1|notTYPE_CHECKING)$/.test(text) ? true : undefined
}

