// The suite model of a file: what pytest and unittest would make of its functions and classes. Which ids are collected: collect.ts.
// What a unit says of other segments (its owner, a base, an import) is asked through tracked reads when somebody looks at it.

import { neighboursOf, type ForeignMethod } from '../semantic/neighbours.ts'
import { outlineOf } from '../semantic/outline.ts'
import { peek, type Node, type Segment, type Source } from '../syntax/index.ts'
import { calleeDraft } from './callees.ts'
import { ancestryOf, identify, methodsOf, ownMethod, ownerDraft, statementsOf, testCaseness } from './classes.ts'
import { classDraftOf, docstringOf, draftsOf, type ClassDraft, type FunctionDraft } from './drafts.ts'
import { fixtureDecorator, isMark, namedExpression, readFixture } from './fixtures.ts'
import { keep, type Kept } from './keep.ts'
import type { ClassUnit, FixtureUnit, FunctionUnit, NamedExpression, SuiteFile, TestUnit } from './model.ts'
import { fixturesNamed } from './requested.ts'
import { heirsOf, matchesName, methodStyle, styleOf, type CollectionSettings } from './styles.ts'

export type { CollectionSettings } from './styles.ts'

/** The functions and classes that one segment writes, in text order; functions nested in functions included (role `nested`). */
export interface SegmentUnits {
  readonly functions: readonly FunctionUnit[]
  readonly classes: readonly ClassUnit[]
}

/** One version of a file under one settings object: each unit is made once, when it is asked for. */
interface Workshop {
  readonly source: Source
  readonly settings: CollectionSettings
  readonly functions: Map<FunctionDraft, FunctionUnit>
  readonly classes: Map<ClassDraft, ClassUnit>
  /** Shared by all versions under these settings. */
  readonly roles: WeakMap<FunctionDraft, Kept<Role>>
  suite: SuiteFile | undefined
}

const workshops = new WeakMap<Source, WeakMap<CollectionSettings, Workshop>>()

function workshopOf(source: Source, settings: CollectionSettings): Workshop {
  let bySettings = workshops.get(source)
  if (bySettings === undefined) workshops.set(source, (bySettings = new WeakMap()))
  let workshop = bySettings.get(settings)
  if (workshop === undefined) bySettings.set(settings, (workshop = { source, settings, functions: new Map(), classes: new Map(), roles: rolesUnder(settings), suite: undefined }))
  return workshop
}

const rolesBySettings = new WeakMap<CollectionSettings, WeakMap<FunctionDraft, Kept<Role>>>()

function rolesUnder(settings: CollectionSettings): WeakMap<FunctionDraft, Kept<Role>> {
  let roles = rolesBySettings.get(settings)
  if (roles === undefined) rolesBySettings.set(settings, (roles = new WeakMap()))
  return roles
}

/**
 * The units of a segment: the same objects each time for one version and one settings object. What their roles depend on outside
 * the segment (the class, its bases, imports) is tracked, so ask for them inside the computation that uses them.
 */
export function unitsOf(source: Source, segment: Segment, settings: CollectionSettings): SegmentUnits {
  const workshop = workshopOf(source, settings)
  const drafts = draftsOf(segment)
  return { functions: drafts.functions.map((draft) => functionUnit(workshop, draft)), classes: drafts.classes.map((draft) => classUnit(workshop, draft)) }
}

/** Everything in the file, in text order. It reads every segment: for whoever runs on every change. */
export function suiteOf(source: Source, settings: CollectionSettings): SuiteFile {
  const workshop = workshopOf(source, settings)
  return (workshop.suite ??= assemble(workshop))
}

/** The class whose member (or header) the segment is; undefined at module level. */
export function ownerOf(source: Source, segment: Segment, settings: CollectionSettings): ClassUnit | undefined {
  const header = outlineOf(source).classOf(segment)
  const draft = header === undefined ? undefined : draftsOf(header).classes[0]
  return draft === undefined ? undefined : classUnit(workshopOf(source, settings), draft)
}

/** The classes of this file behind the class, nearest first (C3 order). */
export function ancestorsOf(source: Source, unit: ClassUnit, settings: CollectionSettings): readonly ClassUnit[] {
  const draft = classDraftOf(unit)
  return draft === undefined ? [] : ancestryOf(source, draft).inFile.map((each) => classUnit(workshopOf(source, settings), each))
}

/** The last method of that name in the class's own body. Tracked by that name. */
export function methodNamed(source: Source, unit: ClassUnit, name: string, settings: CollectionSettings): FunctionUnit | undefined {
  const draft = classDraftOf(unit)
  const method = draft === undefined ? undefined : ownMethod(source, draft, name)
  return method === undefined ? undefined : functionUnit(workshopOf(source, settings), method)
}

/** What the class inherits from other files: the nearest method of that name, and the bases that no file of the workspace holds. Tracked. */
export function inheritedElsewhere(source: Source, unit: ClassUnit, name: string): { readonly method: ForeignMethod | undefined; readonly outside: readonly string[] } {
  const draft = classDraftOf(unit)
  if (draft === undefined) return { method: undefined, outside: [] }
  const { written, outside } = ancestryOf(source, draft)
  return { method: peek(source, `method ${name} behind ${written.join(' ')}`, (version) => neighboursOf(version)?.methodOf(written, name), 'elsewhere'), outside }
}

/** The segments of this file that bind the name at module level. */
export function definitionsOf(source: Source, name: string): readonly Segment[] {
  return outlineOf(source).definitionsOf(name)
}

/** The function whose definition holds the node, the innermost; for a `function_definition` the unit of that one. */
export function functionOf(source: Source, node: Node, settings: CollectionSettings): FunctionUnit | undefined {
  const around = node.kind === 'function_definition' ? node : node.ancestor('function_definition')
  const draft = around === undefined ? undefined : draftsOf(node.segment).functions.find((each) => each.node === around)
  return draft === undefined ? undefined : functionUnit(workshopOf(source, settings), draft)
}

/** The function of this file that a call leads to: `helper()`, `self._check()`, `super().setUp()`, `Base.check(self)`, a nested function. */
export function calleeOf(source: Source, call: Node, settings: CollectionSettings): FunctionUnit | undefined {
  const expression = call.kind === 'call' ? call.field('function') : undefined
  const draft = expression === undefined ? undefined : calleeDraft(source, expression)
  return draft === undefined || draft === 'outside' ? undefined : functionUnit(workshopOf(source, settings), draft)
}

/** The fixture of this file that a function gets by that name, its own name's next one where a fixture asks for it. Tracked. */
export function fixtureRequested(source: Source, unit: FunctionUnit, name: string, settings: CollectionSettings): FixtureUnit | undefined {
  const draft = draftOf(unit)
  const chain = draft === undefined || draft.within === 'function' ? [] : fixturesNamed(source, name, ownerDraft(source, draft))
  const found = chain[draft === undefined ? 0 : chain.indexOf(draft) + 1]
  const fixture = found === undefined ? undefined : functionUnit(workshopOf(source, settings), found)
  return fixture?.role === 'fixture' ? (fixture as FixtureUnit) : undefined
}

/** The draft behind a unit. */
export function draftOf(unit: FunctionUnit): FunctionDraft | undefined {
  return draftsOf(unit.segment).functions.find((each) => each.node === unit.node)
}

function functionUnit(workshop: Workshop, draft: FunctionDraft): FunctionUnit {
  // Asked for each time, so that everybody who gets the unit depends on what its role depends on.
  const role = keep(workshop.roles, draft, workshop.source, () => roleOf(workshop.source, draft, workshop.settings))
  let unit = workshop.functions.get(draft)
  if (unit === undefined) workshop.functions.set(draft, (unit = makeFunction(workshop, draft, role)))
  return unit
}

function makeFunction(workshop: Workshop, draft: FunctionDraft, role: Role): FunctionUnit {
  const { source } = workshop
  let decorators: readonly NamedExpression[] | undefined
  const base = {
    name: draft.name,
    segment: draft.segment,
    node: draft.node,
    outer: draft.outer,
    nameNode: draft.nameNode,
    body: draft.body,
    statements: draft.statements,
    docstring: draft.docstring,
    parameters: draft.parameters,
    isAsync: draft.isAsync,
    isGenerator: draft.isGenerator,
    decorators: () => (decorators ??= draft.decorators.flatMap((each) => (each.firstChild === undefined ? [] : [namedExpression(source, each.firstChild)]))),
    owner: () => {
      const owner = ownerDraft(source, draft)
      return owner === undefined ? undefined : classUnit(workshop, owner)
    },
  }
  return assembleFunction(base, role)
}

interface FunctionBase extends Omit<FunctionUnit, 'role' | 'decorators' | 'owner'> {
  readonly decorators: () => readonly NamedExpression[]
  readonly owner: () => ClassUnit | undefined
}

/** Getters instead of values for what lies in other segments, so that only who looks depends on it. */
function assembleFunction(base: FunctionBase, role: Role): FunctionUnit {
  const getters: PropertyDescriptorMap & ThisType<unknown> = {
    decorators: { get: base.decorators, enumerable: true },
    owner: { get: base.owner, enumerable: true },
  }
  const { decorators, owner: _, ...plain } = base
  if (role.role === 'test') {
    const test = Object.defineProperties({ ...plain, role: 'test', framework: role.framework }, getters)
    return Object.defineProperty(test, 'marks', { get: () => decorators().filter((each) => isMark(each.name)), enumerable: true }) as unknown as TestUnit
  }
  if (role.role === 'fixture') return Object.defineProperties({ ...plain, role: 'fixture', ...role.fixture }, getters) as unknown as FixtureUnit
  return Object.defineProperties({ ...plain, role: role.role }, getters) as unknown as FunctionUnit
}

type Role =
  | { readonly role: 'helper' | 'hook' | 'nested' }
  | { readonly role: 'test'; readonly framework: TestUnit['framework'] }
  | { readonly role: 'fixture'; readonly fixture: Pick<FixtureUnit, 'fixtureName' | 'scope' | 'isAutouse' | 'params'> }

const helper: Role = { role: 'helper' }
const hook: Role = { role: 'hook' }

function roleOf(source: Source, draft: FunctionDraft, settings: CollectionSettings): Role {
  if (draft.within === 'function') return { role: 'nested' }
  const decorator = draft.decorators.length === 0 ? undefined : fixtureDecorator(source, draft)
  if (decorator !== undefined) return { role: 'fixture', fixture: readFixture(draft, decorator) }
  const { name } = draft
  const owner = ownerDraft(source, draft)
  if (owner === undefined) {
    if (moduleHooks.has(name) || /^pytest_[a-z_]+$/.test(name)) return hook
    return matchesName(name, settings.pythonFunctions) ? { role: 'test', framework: 'pytest' } : helper
  }
  if (classHooks.has(name)) return hook
  if (!name.startsWith('test') && name !== 'runTest' && !matchesName(name, settings.pythonFunctions)) return helper
  const style = methodStyle(source, owner, settings)
  if (style === 'unittest') return name.startsWith('test') || name === 'runTest' ? { role: 'test', framework: 'unittest' } : helper
  return style === 'pytest' && matchesName(name, settings.pythonFunctions) ? { role: 'test', framework: 'pytest' } : helper
}

/** pytest's "classic xunit-style setup" and unittest's module fixtures. */
const moduleHooks = new Set(['setUpModule', 'tearDownModule', 'load_tests', 'setup_module', 'teardown_module', 'setup_function', 'teardown_function'])

const classHooks = new Set([
  'setUp', 'tearDown', 'setUpClass', 'tearDownClass', 'asyncSetUp', 'asyncTearDown', 'setUpTestData', 'setUpFixture',
  'setup_method', 'teardown_method', 'setup_class', 'teardown_class', 'setup', 'teardown',
])

function classUnit(workshop: Workshop, draft: ClassDraft): ClassUnit {
  let unit = workshop.classes.get(draft)
  if (unit === undefined) workshop.classes.set(draft, (unit = makeClass(workshop, draft)))
  return unit
}

function makeClass(workshop: Workshop, draft: ClassDraft): ClassUnit {
  const { source } = workshop
  return {
    name: draft.name,
    segment: draft.segment,
    node: draft.node,
    nameNode: draft.nameNode,
    bases: draft.bases.map((base) => namedExpression(source, base)),
    decorators: draft.decorators.flatMap((each) => (each.firstChild === undefined ? [] : [namedExpression(source, each.firstChild)])),
    get docstring() {
      return classDocstring(source, draft)
    },
    get functions() {
      return methodsOf(source, draft).map((each) => functionUnit(workshop, each))
    },
    get role() {
      return peek(source, `classRole ${identify(draft)}`, (version) => classRole(workshopOf(version, workshop.settings), draft), 'surface')
    },
    get isTestCase() {
      return testCaseness(source, draft)
    },
    get outer() {
      const outer = ownerDraft(source, draft)
      return outer === undefined ? undefined : classUnit(workshop, outer)
    },
  }
}

function classDocstring(source: Source, draft: ClassDraft): Node | undefined {
  const [first] = draft.body === undefined ? outlineOf(source).membersOf(draft.segment) : []
  return docstringOf(first === undefined ? statementsOf(source, draft) : first.root.children)
}

function classRole(workshop: Workshop, draft: ClassDraft): ClassUnit['role'] {
  const { source, settings } = workshop
  const isTest = (each: FunctionDraft): boolean => functionUnit(workshop, each).role === 'test'
  const own = methodsOf(source, draft)
  if (styleOf(source, draft, settings) !== 'none') {
    const { inFile, elsewhere, written } = ancestryOf(source, draft)
    if (own.some(isTest) || inFile.some((each) => methodsOf(source, each).some(isTest)) || elsewhere.some((each) => each.hasTests)) return 'test'
    // Without any test of its own it is there for its heirs, or runs what a base elsewhere brings.
    return own.length === 0 && heirsOf(source, draft).length === 0 && written.length > 0 ? 'test' : 'base'
  }
  if (own.some(isTest) || heirsOf(source, draft).some((heir) => styleOf(source, heir, settings) !== 'none')) return 'base'
  return 'plain'
}

function assemble(workshop: Workshop): SuiteFile {
  const tests: TestUnit[] = []
  const fixtures: FixtureUnit[] = []
  const helpers: FunctionUnit[] = []
  const hooks: FunctionUnit[] = []
  const classes: ClassUnit[] = []
  for (const segment of workshop.source.segments) {
    const drafts = draftsOf(segment)
    for (const draft of drafts.classes) classes.push(classUnit(workshop, draft))
    for (const draft of drafts.functions) {
      const unit = functionUnit(workshop, draft)
      if (unit.role === 'test') tests.push(unit as TestUnit)
      else if (unit.role === 'fixture') fixtures.push(unit as FixtureUnit)
      else if (unit.role === 'hook') hooks.push(unit)
      else if (unit.role === 'helper') helpers.push(unit)
    }
  }
  const ofUnittest = tests.filter((test) => test.framework === 'unittest').length
  const isUnittest = tests.length === 0 ? classes.some((each) => each.isTestCase === 'yes') : ofUnittest * 2 > tests.length
  return { tests, fixtures, helpers, hooks, classes, framework: isUnittest ? 'unittest' : 'pytest' }
}
