// fixtureMentions(): every place of one file that means a fixture by its name: definitions, parameters, strings.
// Which definition a place means, over the files of a workspace, is for the caller to say.

import { ownerDraft, testCaseness } from '../suite/classes.ts'
import { draftsOf, type ClassDraft, type FunctionDraft } from '../suite/drafts.ts'
import { fillingsOf } from '../suite/fillings.ts'
import { fixtureDecorator, keyword, readFixture, resolvedName } from '../suite/fixtures.ts'
import { matchesName, type CollectionSettings } from '../suite/styles.ts'
import { functionOf } from '../suite/units.ts'
import type { Node, Source, Span } from '../syntax/index.ts'

export interface FixtureMentions {
  readonly definitions: readonly NamedFixture[]
  readonly requests: readonly FixtureRequest[]
  /** Strings that mean the fixture, and where in them its name stands. */
  readonly strings: readonly FixtureString[]
  /** Strings that are nothing but the name, of which it can't be told whether they mean the fixture. */
  readonly loose: readonly Node[]
  /** Places that mean fixtures by names that are not written out; the name may be among them. */
  readonly computed: readonly Node[]
}

export interface NamedFixture {
  readonly draft: FunctionDraft
  /** The class whose member it is. */
  readonly owner: ClassDraft | undefined
  /** What names it: the identifier behind `def`, or the string of `@fixture(name='…')`. */
  readonly at: Node
}

export interface FixtureRequest {
  readonly draft: FunctionDraft
  readonly owner: ClassDraft | undefined
  /** The parameter's identifier. */
  readonly node: Node
  /** True where the function is the fixture of that name itself and so asks for the one it overrides. */
  readonly isOverride: boolean
}

export interface FixtureString {
  readonly node: Node
  readonly span: Span
  /** `__all__` only makes the name importable. */
  readonly is: 'request' | 'parametrize' | 'export'
}

export function fixtureMentions(source: Source, name: string, settings: CollectionSettings): FixtureMentions {
  const definitions: NamedFixture[] = []
  const requests: FixtureRequest[] = []
  const strings: FixtureString[] = []
  const loose: Node[] = []
  const computed: Node[] = []
  for (const segment of source.segments) {
    if (segment.kind === 'trivia') continue
    const listed = new Set<Node>()
    if (/usefixtures|getfixturevalue|getfuncargvalue|lazy_fixture|fixture_ref|\blf\(|parametrize/.test(segment.text)) {
      // Handed on, it may be given any name.
      computed.push(...segment.root.descendants('attribute').filter((each) => each.field('attribute')?.text === 'getfixturevalue' && !(each.parent?.kind === 'call' && each.fieldName === 'function')))
      for (const call of computedIn(source, segment.root, name)) {
        const values = valuesBehind(call)
        if (values === undefined) computed.push(call)
        else for (const value of values) listed.add(value)
      }
    }
    if (!segment.text.includes(name)) continue
    for (const draft of draftsOf(segment).functions) {
      if (draft.within === 'function') continue
      const decorator = fixtureDecorator(source, draft)
      const fixture = decorator === undefined ? undefined : readFixture(draft, decorator)
      const owner = ownerDraft(source, draft)
      if (fixture?.fixtureName === name) definitions.push({ draft, owner, at: (decorator === undefined ? undefined : keyword(decorator, 'name')) ?? draft.nameNode })
      const node = requested(source, draft, owner, name, fixture !== undefined, settings)
      if (node !== undefined) requests.push({ draft, owner, node, isOverride: fixture?.fixtureName === name })
    }
    for (const node of segment.root.descendants('string')) {
      const meaning = meaningOf(node, name, listed)
      if (meaning === 'loose') loose.push(node)
      else if (meaning !== undefined) strings.push(meaning)
    }
  }
  return { definitions, requests, strings, loose, computed }
}

/** The parameter by which pytest would hand the fixture to the function (`getfuncargnames` of `_pytest.compat`). */
function requested(source: Source, draft: FunctionDraft, owner: ClassDraft | undefined, name: string, isFixture: boolean, settings: CollectionSettings): Node | undefined {
  const index = draft.parameters.findIndex((each) => each.name === name)
  const parameter = draft.parameters[index]
  if (parameter === undefined || parameter.default !== undefined || (parameter.kind !== 'positional' && parameter.kind !== 'keyword-only')) return undefined
  if (!isFixture && (!matchesName(draft.name, settings.pythonFunctions) || (owner !== undefined && testCaseness(source, owner) === 'yes'))) return undefined
  const isMethod = owner !== undefined && !draft.decorators.some((each) => each.firstChild?.text === 'staticmethod')
  if (isMethod && index === 0) return undefined
  const unit = functionOf(source, draft.node, settings)
  return unit !== undefined && fillingsOf(unit).filled.some((each) => each.parameter.node === parameter.node) ? undefined : parameter.node
}

const askers = /^(usefixtures|getfixturevalue|getfuncargvalue|lazy_fixture|lf|fixture_ref|getfixture)$/
const tables = /^(fixturenames|funcargs|names_closure|initialnames|argnames)$/

function meaningOf(node: Node, name: string, listed: ReadonlySet<Node>): FixtureString | 'loose' | undefined {
  const content = node.children.find((each) => each.kind === 'string_content')
  if (content === undefined || !content.text.includes(name)) return undefined
  const is = (kind: FixtureString['is'], at = 0): FixtureString => ({ node, is: kind, span: { segment: node.segment, start: content.start + at, end: content.start + at + name.length } })
  const list = listAround(node)
  const call = callAround(list ?? node)
  const argument = (list ?? node).parent?.kind === 'keyword_argument' ? (list ?? node).parent : (list ?? node)
  const called = call === undefined ? '' : lastName(call)
  if (called === 'parametrize' && isArgument(call!, argument!, 'argnames', 0)) {
    const at = placeAmong(content.text, name)
    return at === undefined ? undefined : is('parametrize', at)
  }
  if (content.text !== name || node.children.length !== 3) return undefined
  if (listed.has(node)) return is('request')
  if (called === 'parametrize' && isArgument(call!, argument!, 'indirect', 2)) return is('request')
  if (list === undefined && askers.test(called)) return is('request')
  // `name=` of a fixture is its definition, seen with the function.
  if (argument?.kind === 'keyword_argument' && argument.field('name')?.text === 'name' && /(^|_)fixture$/.test(called)) return undefined
  const { parent } = node
  if (parent?.kind === 'comparison_operator') return parent.children.some((each) => each.kind === 'attribute' && tables.test(each.field('attribute')?.text ?? '')) ? is('request') : undefined
  if (parent?.kind === 'subscript') return tables.test(lastName(parent)) ? is('request') : undefined
  if (call !== undefined && list === undefined && /^(get|append|insert|remove|pop|index)$/.test(called)) {
    const object = call.field('function')?.field('object')
    if (object?.kind === 'attribute' && tables.test(object.field('attribute')?.text ?? '')) return is('request')
  }
  if (list !== undefined && isExport(list)) return is('export')
  return parent?.kind === 'expression_statement' ? undefined : 'loose'
}

/** The list, tuple or set whose element the node is. */
function listAround(node: Node): Node | undefined {
  const { parent } = node
  return parent?.kind === 'list' || parent?.kind === 'tuple' || parent?.kind === 'set' ? parent : undefined
}

/** The call of which the node is an argument. */
function callAround(node: Node): Node | undefined {
  const list = node.parent?.kind === 'keyword_argument' ? node.parent.parent : node.parent
  return list?.kind === 'argument_list' && list.parent?.kind === 'call' ? list.parent : undefined
}

/** The last name of what a call calls, of what is subscribed. */
function lastName(node: Node): string {
  const callee = node.field(node.kind === 'call' ? 'function' : 'value')
  return (callee?.kind === 'attribute' ? callee.field('attribute') : callee)?.text ?? ''
}

function isArgument(call: Node, argument: Node, name: string, position: number): boolean {
  if (argument.kind === 'keyword_argument') return argument.field('name')?.text === name
  return call.field('arguments')!.children.filter((each) => each.kind !== 'keyword_argument')[position] === argument
}

/** Where `name` stands in `a, name,b`. */
function placeAmong(text: string, name: string): number | undefined {
  let at = 0
  for (const part of text.split(',')) {
    if (part.trim() === name) return at + part.indexOf(name)
    at += part.length + 1
  }
  return undefined
}

function isExport(list: Node): boolean {
  const { parent } = list
  return (parent?.kind === 'assignment' || parent?.kind === 'augmented_assignment') && parent.field('left')?.text === '__all__'
}

function computedIn(source: Source, root: Node, name: string): readonly Node[] {
  return root.descendants('call').filter((call) => {
    const called = lastName(call)
    const list = call.field('arguments')?.children ?? []
    if (called === 'parametrize') {
      const names = list.find((each) => each.kind === 'keyword_argument' && each.field('name')?.text === 'argnames')?.field('value') ?? list.find((each) => each.kind !== 'keyword_argument')
      const isListed = names?.kind === 'list' || names?.kind === 'tuple'
      return names !== undefined && !(isListed ? names.children : [names]).every((each) => each.kind === 'string') && !isWritten(source, names, name)
    }
    if (!askers.test(called)) return false
    return list.some((each) => {
      const value = each.kind === 'keyword_argument' ? each.field('value')! : each
      if (value.kind !== 'string') return value.kind !== 'keyword_argument'
      return value.children.some((child) => child.kind === 'interpolation') && mayBecome(value, name)
    })
  })
}

/**
 * The strings that a computed name is one of, where decorators of the function around it write them out: `params` for `request.param`,
 * the values of a parametrized argument.
 */
function valuesBehind(call: Node): readonly Node[] | undefined {
  const [argument] = call.field('arguments')?.children ?? []
  if (argument === undefined || !/^get(fixture|funcarg)value$/.test(lastName(call))) return undefined
  for (let around = call.ancestor('function_definition'); around !== undefined; around = around.ancestor('function_definition')) {
    const decorators = around.parent?.kind === 'decorated_definition' ? around.parent.children.filter((each) => each.kind === 'decorator') : []
    for (const decorator of decorators) {
      const made = decorator.firstChild
      if (made?.kind !== 'call') continue
      const strings = argument.text === 'request.param' ? elementsOf(/(^|_)fixture$/.test(lastName(made)) ? keyword(made, 'params') : undefined, undefined) : parametrized(made, argument)
      if (strings !== undefined) return strings
    }
  }
  return undefined
}

function parametrized(call: Node, argument: Node): readonly Node[] | undefined {
  if (argument.kind !== 'identifier' || lastName(call) !== 'parametrize') return undefined
  const [names, values] = call.field('arguments')!.children
  const isList = names?.kind === 'list' || names?.kind === 'tuple'
  const written = names === undefined ? [] : isList ? names.children.map((each) => each.children[1]?.text ?? '') : (names.children[1]?.text ?? '').split(',').map((each) => each.trim())
  const index = written.indexOf(argument.text)
  return index < 0 ? undefined : elementsOf(values, written.length === 1 && !isList ? undefined : index)
}

/** The strings of a list, or those at one place of each of its tuples; undefined where one of them is something else. */
function elementsOf(list: Node | undefined, place: number | undefined): readonly Node[] | undefined {
  if (list?.kind !== 'list' && list?.kind !== 'tuple') return undefined
  const strings = list.children.map((each) => {
    const isParam = each.kind === 'call' && lastName(each) === 'param'
    const row = isParam ? (each.field('arguments')?.children ?? []) : each.kind === 'tuple' || each.kind === 'list' ? each.children : undefined
    return place === undefined && !isParam ? each : row?.[place ?? 0]
  })
  return strings.every((each): each is Node => each?.kind === 'string' && each.children.length === 3) ? strings : undefined
}

/** True for names of the module that are written out and don't have this one among them. */
function isWritten(source: Source, names: Node, name: string): boolean {
  if (names.kind !== 'identifier') return false
  const written = resolvedValue(source, names.text)
  const strings = written === undefined ? undefined : written.kind === 'string' ? [written] : written.kind === 'list' || written.kind === 'tuple' ? written.children : undefined
  return strings !== undefined && strings.every((each) => each.kind === 'string' && each.children.length === 3 && placeAmong(each.children[1]!.text, name) === undefined)
}

/** What the file assigns to a name of its module level, where that is all it does with it. */
function resolvedValue(source: Source, name: string): Node | undefined {
  const values = source.segments.flatMap((segment) => {
    const statement = segment.kind === 'trivia' ? undefined : segment.root.firstChild
    const assignment = statement?.kind === 'expression_statement' ? statement.firstChild : undefined
    return assignment?.kind === 'assignment' && assignment.field('left')?.text === name ? [assignment.field('right')] : []
  })
  return values.length === 1 ? values[0] : undefined
}

/** True where an f-string may give the name: all that is written of it is there, in order. */
function mayBecome(string: Node, name: string): boolean {
  let at = 0
  for (const child of string.children) {
    if (child.kind !== 'string_content') continue
    const place = name.indexOf(child.text, at)
    if (place < 0) return false
    at = place + child.text.length
  }
  return true
}

/** Decorators of the function that are no marks, patches or fixtures, whose names are resolved; they may call it in their own way. */
export function strangeDecorators(source: Source, draft: FunctionDraft): readonly Node[] {
  return draft.decorators.filter((decorator) => {
    const expression = decorator.firstChild
    const dotted = (expression === undefined ? undefined : resolvedName(source, expression)) ?? decorator.text
    return !/^pytest\.mark\.\w+$|(^|\.)(fixture|yield_fixture)$|^(staticmethod|classmethod)$|(^|\.)mock\.patch(\.(object|dict))?$|^unittest\.(skip\w*|expectedFailure)$/.test(dotted)
  })
}
