// summarize(): a module's summary from its source, by the same functions that judge a test file.

import { outlineOf } from '../semantic/outline.ts'
import { qualifiedName } from '../semantic/names.ts'
import { methodsOf, nameOfBase, nestedClasses, ownerDraft, statementsOf } from '../suite/classes.ts'
import { isReceiver, isSuperCall } from '../suite/callees.ts'
import { candidatesOf, tellsWhatToExpect } from '../suite/assertions.ts'
import { draftsOf, type ClassDraft, type FunctionDraft } from '../suite/drafts.ts'
import { argumentNames } from '../suite/fixture-holders.ts'
import { fixtureDecorator, readFixture } from '../suite/fixtures.ts'
import { listedAtTop, stringsIn } from '../suite/listed-strings.ts'
import { judge } from '../suite/judge.ts'
import { hasOwnInit, turnsOff } from '../suite/styles.ts'
import type { Node, Source } from '../syntax/index.ts'
import { readProjectConfiguration } from './configuration.ts'
import type { Checks, ClassSummary, FixtureSummary, FunctionSummary, MethodSummary, ModuleSummary } from './summary.ts'

/** Looks at each segment once. The summary holds strings and numbers only, so that the source can go. */
export function summarize(source: Source): ModuleSummary {
  const outline = outlineOf(source)
  const classes = new Map<string, ClassSummary>()
  const functions = new Map<string, FunctionSummary>()
  const fixtures = new Map<string, FixtureSummary>()
  const aliases = new Map<string, string>()
  for (const segment of source.segments) {
    if (segment.kind === 'trivia' || segment.kind === 'member') continue
    const drafts = draftsOf(segment)
    for (const draft of drafts.classes) if (draft.within === 'body') addClass(source, draft, draft.name, classes)
    for (const draft of drafts.functions) if (draft.within === 'body') addFunction(source, draft, functions, fixtures)
    const assignment = segment.root.firstChild?.kind === 'expression_statement' ? segment.root.firstChild.firstChild : undefined
    const [left, right] = [assignment?.field('left'), assignment?.field('right')]
    if (assignment?.kind !== 'assignment' || left?.kind !== 'identifier' || (right?.kind !== 'identifier' && right?.kind !== 'attribute')) continue
    const dotted = qualifiedName(source, right)
    if (dotted !== undefined && dotted !== left.text) aliases.set(left.text, dotted)
  }
  const told = [classes, functions, outline.imports, aliases]
  const names = [...outline.names.keys()].filter((name) => !told.some((each) => each.has(name)))
  const isOpen = outline.names.has('__getattr__') || source.segments.some(({ text }) => mayBind.test(text))
  return { path: source.path, classes, functions, fixtures, imports: outline.imports, aliases, stars: outline.starImports(), ...exportsOf(source), plugins: outline.names.has('pytest_plugins') ? listedAtTop(source, 'pytest_plugins') : [], names, isOpen }
}

function exportsOf(source: Source): Pick<ModuleSummary, 'exports'> {
  const segments = outlineOf(source).names.get('__all__') ?? []
  const statement = segments.length === 1 ? segments[0]!.root.firstChild?.firstChild : undefined
  const value = statement?.kind === 'assignment' ? statement.field('right') : undefined
  if (value?.kind !== 'list' && value?.kind !== 'tuple') return {}
  return { exports: stringsIn(value) }
}

/** Of a configuration file of pytest's. */
export function summarizeConfiguration(path: string, text: string): ModuleSummary {
  const read = readProjectConfiguration([{ path, text }])
  const none = new Map<never, never>()
  const empty = { path, classes: none, functions: none, fixtures: none, imports: none, aliases: none, stars: [], plugins: [], names: [], isOpen: false }
  return read.path === undefined ? empty : { ...empty, pythonPath: read.pythonPath ?? [] }
}

/** What gives a module names that no statement binds. */
const mayBind = /\b(?:globals|vars|locals|exec)\(|\bsys\.modules\[|\b__import__\(|\bsetattr\(\s*(?:sys|module|mod|_?this)\b/

function addFunction(source: Source, draft: FunctionDraft, functions: Map<string, FunctionSummary>, fixtures: Map<string, FixtureSummary>): void {
  const decorator = draft.decorators.length === 0 ? undefined : fixtureDecorator(source, draft)
  const line = lineOf(source, draft.nameNode)
  if (decorator === undefined) return void functions.set(draft.name, { line, checks: checksIn(source, draft) })
  const [name, fixture] = fixtureOf(source, draft, decorator, [])
  fixtures.set(name, fixture)
}

function fixtureOf(source: Source, draft: FunctionDraft, decorator: Node, classes: Parameters<typeof argumentNames>[1]['classes']): readonly [name: string, summary: FixtureSummary] {
  const { fixtureName, scope, isAutouse } = readFixture(draft, decorator)
  return [fixtureName, { line: lineOf(source, draft.nameNode), checks: checksIn(source, draft, countsInFixture(draft)), scope, isAutouse, requests: argumentNames({ source, draft }, { classes }) }]
}

/** A fixture checks behind its `yield`, or in a function that it hands out; what it asserts before says nothing of the test. */
function countsInFixture(draft: FunctionDraft): (node: Node) => boolean {
  const isOwn = (node: Node): boolean => node.ancestor('function_definition', 'lambda') === draft.node
  const first = draft.isGenerator ? draft.body.descendants('yield').find(isOwn) : undefined
  return (node) => (first !== undefined && node.start > first.end) || !isOwn(node)
}

function addClass(source: Source, draft: ClassDraft, name: string, classes: Map<string, ClassSummary>): void {
  const methods = new Map<string, MethodSummary>()
  const fixtures = new Map<string, FixtureSummary>()
  for (const method of methodsOf(source, draft)) {
    const decorator = method.decorators.length === 0 ? undefined : fixtureDecorator(source, method)
    if (decorator !== undefined) fixtures.set(...fixtureOf(source, method, decorator, [{ source, draft: undefined }]))
    methods.set(method.name, { line: lineOf(source, method.nameNode), checks: checksIn(source, method), isEmpty: doesNothing(method), attributes: isHook.test(method.name) ? namedOnSelf(method) : [] })
  }
  classes.set(name, {
    name,
    bases: draft.bases.map((base) => nameOfBase(source, base) ?? ''),
    methods,
    fixtures,
    ...attributesOf(source, draft),
    hasInit: hasOwnInit(source, draft),
    isOff: turnsOff(source, draft),
  })
  for (const nested of nestedClasses(source, draft)) addClass(source, nested, `${name}.${nested.name}`, classes)
}

const isHook = /^(setUp|tearDown|asyncSetUp|asyncTearDown|setup_|teardown_)/

function doesNothing({ statements }: FunctionDraft): boolean {
  return statements.every(({ kind, text }) => kind === 'pass_statement' || /^(?:raise NotImplementedError\b|\.\.\.$)/.test(text))
}

function namedOnSelf({ body }: FunctionDraft): readonly string[] {
  const names = body.descendants('attribute').filter((node) => isReceiver(node.field('object')!)).map((node) => node.field('attribute')?.text ?? '')
  return [...new Set(names)]
}

/** What a function's own text checks, functions nested in it included; `counts` leaves nodes out. */
function checksIn(source: Source, start: FunctionDraft, counts: (node: Node) => boolean = () => true): Checks {
  const leads = new Set<string>()
  const visited = new Set([start])
  let verdict: Checks['verdict'] = 'none'
  const open = [start]
  for (let draft = open.pop(); draft !== undefined; draft = open.pop()) {
    for (const node of candidatesOf(draft)) {
      if (draft === start && !counts(node)) continue
      if (node.kind === 'call' && tellsWhatToExpect(node)) verdict = 'unread'
      const judgement = judge(source, draft, node)
      if (judgement === undefined) continue
      if (judgement.is === 'assertion') return { verdict: 'asserts', leads: [] }
      if (judgement.is === 'unread') {
        const { lead } = judgement
        if (lead === undefined) verdict = 'unread'
        else if (lead.to === 'function') leads.add(`f ${lead.dotted}`)
        else leads.add(lead.viaSuper ? `s ${lead.owner.name} ${lead.name}` : `m ${lead.name}`)
        continue
      }
      for (const callee of judgement.callees) {
        if (callee.within === 'function') {
          if (!visited.has(callee)) open.push(callee)
          visited.add(callee)
        } else leads.add(leadTo(source, callee, node))
      }
    }
  }
  return { verdict, leads: [...leads] }
}

/** How a call reaches a function of its own module. */
function leadTo(source: Source, callee: FunctionDraft, node: Node): string {
  const owner = ownerDraft(source, callee)
  if (owner === undefined) return `f ${callee.name}`
  const object = (node.kind === 'call' ? node.field('function') : node)?.field('object')
  return object !== undefined && isReceiver(object) ? `m ${callee.name}` : `c ${nameIn(source, owner)} ${callee.name}`
}

/** `Outer.Inner` */
function nameIn(source: Source, draft: ClassDraft): string {
  const outer = ownerDraft(source, draft)
  return outer === undefined ? draft.name : `${nameIn(source, outer)}.${draft.name}`
}

const getters = /^(getattr|setattr|hasattr|delattr)$/

function attributesOf(source: Source, draft: ClassDraft): Pick<ClassSummary, 'attributes' | 'reach'> {
  const attributes = new Map<string, { readonly how: 'reads' | 'defines'; readonly line: number }>()
  let reach: string | undefined
  const note = (name: string, how: 'reads' | 'defines', node: Node): void => {
    const known = attributes.get(name)
    if (known === undefined || (known.how === 'defines' && how === 'reads')) attributes.set(name, { how, line: lineOf(source, node) })
  }
  for (const statement of statementsOf(source, draft)) {
    const inner = statement.kind === 'decorated_definition' ? statement.field('definition') : statement
    const named = inner?.kind === 'function_definition' || inner?.kind === 'class_definition' ? inner.field('name') : undefined
    if (named !== undefined) note(named.text, 'defines', named)
    else for (const assignment of statement.descendants('assignment')) for (const target of assignment.field('left')?.descendants('identifier') ?? []) if (target.parent?.kind !== 'attribute') note(target.text, 'defines', target)
    if (named?.text === '__getattr__' || named?.text === '__getattribute__' || named?.text === '__setattr__') reach ??= `it defines ${named.text}`
    for (const attribute of statement.descendants('attribute')) {
      const object = attribute.field('object')!
      const name = attribute.field('attribute')
      if (name === undefined || (!isReceiver(object) && !isSuperCall(object))) continue
      note(name.text, attribute.fieldName === 'left' && attribute.parent?.kind === 'assignment' ? 'defines' : 'reads', name)
      if (name.text === '__dict__') reach ??= `it uses __dict__ in line ${lineOf(source, name)}`
    }
    for (const list of statement.descendants('argument_list')) {
      const handed = list.children.find((each) => isReceiver(each.kind === 'keyword_argument' ? (each.field('value') ?? each) : each))
      if (handed === undefined || list.parent?.kind !== 'call') continue
      const called = list.parent.field('function')?.text ?? ''
      const string = list.children[1]?.kind === 'string' ? list.children[1] : undefined
      if (getters.test(called) && string !== undefined) {
        const text = string.text.replace(/^['"]+|['"]+$/g, '')
        note(text, called === 'setattr' ? 'defines' : 'reads', string)
      } else if (!/^(super|isinstance|type|id|repr|str|issubclass|hash|bool|print)$/.test(called) && !/(^|\.)__init__$/.test(called)) reach ??= `it hands itself to ${called.split('.').at(-1) || 'a call'}() in line ${lineOf(source, handed)}`
    }
  }
  return { attributes, reach }
}

function lineOf(source: Source, node: Node): number {
  return source.positionAt(source.rangeOf(node).start).line + 1
}
