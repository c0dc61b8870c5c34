// fillingsOf(): which decorator hands which parameter its value when a runner calls the function: mocks of patches, rows of ddt,
// parameterized and absl, hypothesis' examples. pytest's fixtures and parametrized values go by name: requested.ts, cases.ts.

import { argumentsOf, unwrapped } from '../syntax/expressions.ts'
import { repeat, track, type Node, type Repeatable } from '../syntax/index.ts'
import type { FunctionUnit, NamedExpression, Parameter } from './model.ts'
import { isDefault, readPatch } from './patch-calls.ts'

export interface Filling {
  readonly parameter: Parameter
  readonly by: 'patch' | 'row' | 'example'
  /** Of the function, or of its class. */
  readonly decorator: NamedExpression
}

export interface Fillings {
  /** In the order of the parameters. */
  readonly filled: readonly Filling[]
  /** False where a decorator that is not known may hand something over too, or where the order can't be told. */
  readonly isCertain: boolean
  /** Mocks for which there is no parameter: the call ends in a TypeError. */
  readonly surplus: readonly NamedExpression[]
}

/** What one decorator does to the call. */
type Effect =
  | { readonly does: 'mock'; readonly decorator: NamedExpression }
  | { readonly does: 'mocks'; readonly decorator: NamedExpression; readonly names: readonly string[] }
  /** Values in front of the mocks; undefined where rows are not written out. */
  | { readonly does: 'rows'; readonly decorator: NamedExpression; readonly count: number | undefined; readonly names: readonly string[] }
  | { readonly does: 'examples'; readonly decorator: NamedExpression; readonly fromRight: number; readonly names: readonly string[] }
  /** A patch that hands over nothing: it wraps the function all the same; `dict` without a list of patches that others join. */
  | { readonly does: 'wrap' | 'dict' | 'nothing' | 'unknown'; readonly decorator: NamedExpression }

/**
 * `unittest.mock` collects a function's patches in one list, the lowest first, those of the class (for names that begin with `test`)
 * last, and hands their mocks over behind the arguments of whoever calls: a runner's rows therefore come first.
 */
export function fillingsOf(unit: FunctionUnit): Fillings {
  // A unit belongs to one version of its file, and several rules ask.
  const known = kept.get(unit)
  if (known !== undefined) {
    repeat(known)
    return known.result
  }
  const fresh = track(() => compute(unit))
  kept.set(unit, fresh)
  return fresh.result
}

const kept = new WeakMap<FunctionUnit, { readonly result: Fillings } & Repeatable>()

function compute(unit: FunctionUnit): Fillings {
  if (unit.decorators.length === 0 && (unit.owner?.decorators.length ?? 0) === 0) return nothing
  const decorators = unit.decorators.map(withName)
  const isMethod = unit.owner !== undefined && !decorators.some(({ name }) => name === 'staticmethod')
  const own = decorators.toReversed().map((each) => effectOf(each, decorators))
  const ofClass = unit.name.startsWith('test') ? (unit.owner?.decorators ?? []).toReversed().map((each) => effectOfClass(withName(each))) : []
  const effects = [...own, ...ofClass]
  const rows = own.find((each) => each.does === 'rows')
  const named = effects.flatMap((each) => ('names' in each ? each.names.map((name) => ({ name, each })) : []))
  const byName = new Map(named.map(({ name, each }) => [name, each] as const))
  const all = unit.parameters.slice(isMethod ? 1 : 0)
  const filled = new Map<Parameter, Filling>()
  const fill = (parameter: Parameter | undefined, by: Filling['by'], decorator: NamedExpression): boolean => {
    if (parameter === undefined) return false
    filled.set(parameter, { parameter, by, decorator })
    return true
  }
  for (const parameter of all) {
    const each = byName.get(parameter.name)
    if (each !== undefined) fill(parameter, each.does === 'mocks' ? 'patch' : each.does === 'rows' ? 'row' : 'example', each.decorator)
  }
  const positional = all.filter(({ kind }) => kind === 'positional' || kind === 'positional-only')
  const examples = own.find((each) => each.does === 'examples')
  if (examples?.does === 'examples' && examples.fromRight > 0) for (const parameter of positional.slice(-examples.fromRight)) fill(parameter, 'example', examples.decorator)
  const open = positional.filter((each) => !filled.has(each))
  const mocksOf = (list: readonly Effect[]): readonly NamedExpression[] => list.flatMap((each) => (each.does === 'mock' ? [each.decorator] : []))
  const [ownMocks, classMocks] = [mocksOf(own), mocksOf(ofClass)]
  const mocks = [...ownMocks, ...classMocks]
  // Without a patch of its own under it, a class's patch wraps what `expand` made, which adds its row behind the mock.
  const isOutside = rows !== undefined && /\.expand$/.test(rows.decorator.name ?? '') && !own.some(({ does }) => does === 'mock' || does === 'mocks' || does === 'wrap')
  const inFront = isOutside ? classMocks : []
  const behind = isOutside ? [] : mocks
  const rowCount = rows?.does === 'rows' ? (rows.names.length > 0 ? 0 : (rows.count ?? Math.max(0, open.filter((each) => each.default === undefined).length - mocks.length))) : 0
  const hasRest = all.some(({ kind }) => kind === 'var-positional')
  const surplus: NamedExpression[] = []
  // What the callers of a helper hand over by position comes first, too.
  const isCalled = unit.role !== 'test' && unit.role !== 'fixture'
  let at = isCalled ? Math.max(0, open.length - mocks.length - rowCount) : 0
  for (const decorator of inFront) if (!fill(open[at++], 'patch', decorator) && !hasRest) surplus.push(decorator)
  for (let i = 0; i < rowCount; i++) fill(open[at++], 'row', rows!.decorator)
  for (const decorator of behind) if (!fill(open[at++], 'patch', decorator) && !hasRest) surplus.push(decorator)
  return { filled: all.flatMap((each) => filled.get(each) ?? []), surplus, isCertain: (!isCalled || mocks.length === 0 || open.length <= mocks.length) && isCertain(effects, own, ofClass, open, mocks.length + rowCount) }
}

/** With its name as a value: a unit's decorator works it out each time it is asked. */
function withName({ node, name, call }: NamedExpression): NamedExpression {
  return { node, name, call }
}

const nothing: Fillings = { filled: [], isCertain: true, surplus: [] }

function isCertain(effects: readonly Effect[], own: readonly Effect[], ofClass: readonly Effect[], open: readonly Parameter[], count: number): boolean {
  const rows = own.findIndex((each) => each.does === 'rows')
  const needed = open.filter((each) => each.default === undefined).length
  if (rows >= 0) {
    const { decorator, ...effect } = own[rows]!
    const isDdt = /^ddt\./.test(decorator.name ?? '')
    // `expand` and absl's decorators leave no function for a patch above them; ddt only notes its rows.
    if (!isDdt && own.slice(rows + 1).some(({ does }) => does !== 'nothing')) return false
    const patchAt = ofClass.findLastIndex(({ does }) => does === 'mock' || does === 'mocks' || does === 'wrap')
    const ddtAt = ofClass.findIndex((each) => each.decorator.name === 'ddt.ddt')
    if (patchAt >= 0 && (/\.(?:parameters|named_parameters|product)$/.test(decorator.name ?? '') || (isDdt && ddtAt >= 0 && ddtAt < patchAt))) return false
    if (effect.does === 'rows' && effect.count === undefined && effect.names.length === 0 && open.some((each) => each.default !== undefined)) return false
  }
  const unknown = effects.flatMap(({ does }, i) => (does === 'unknown' ? [i] : []))
  if (unknown.length === 0) return true
  const mocks = effects.flatMap(({ does }, i) => (does === 'mock' ? [i] : []))
  return needed === count && !unknown.some((i) => i > mocks[0]! && i < mocks[mocks.length - 1]!)
}

function effectOf(decorator: NamedExpression, among: readonly NamedExpression[]): Effect {
  const { name, call } = decorator
  if (name === undefined) return { does: 'unknown', decorator }
  const patch = call === undefined ? undefined : readPatch(name, call)
  if (patch !== undefined) {
    if (patch.by !== 'mock') return { does: 'nothing', decorator }
    if (patch.gives === 'mock') return { does: 'mock', decorator }
    if (patch.gives === 'mocks') return mocksOf(decorator, patch.call)
    return { does: patch.gives === 'unknown' ? 'unknown' : patch.form === 'dict' ? 'dict' : 'wrap', decorator }
  }
  return rowsOf(decorator, among) ?? examplesOf(decorator) ?? { does: isInert(decorator) ? 'nothing' : 'unknown', decorator }
}

/** What a class's decorator does to each of its tests: patches alone hand something over. */
function effectOfClass(decorator: NamedExpression): Effect {
  const { name, call } = decorator
  const patch = call === undefined ? undefined : readPatch(name, call)
  if (patch === undefined || patch.by !== 'mock') return { does: 'nothing', decorator }
  return patch.gives === 'mock' ? { does: 'mock', decorator } : patch.gives === 'mocks' ? mocksOf(decorator, patch.call) : { does: patch.gives === 'unknown' ? 'unknown' : patch.form === 'dict' ? 'dict' : 'wrap', decorator }
}

/** `patch.multiple(target, a=DEFAULT)` hands over by keyword what it made itself. */
function mocksOf(decorator: NamedExpression, call: Node): Effect {
  const { keywords, isOpen } = argumentsOf(call)
  if (isOpen) return { does: 'unknown', decorator }
  return { does: 'mocks', decorator, names: [...keywords].flatMap(([name, value]) => (isDefault(value) ? [name] : [])) }
}

function rowsOf(decorator: NamedExpression, among: readonly NamedExpression[]): Effect | undefined {
  const { name, call } = decorator
  if (name === undefined || call === undefined) return undefined
  const { positional, keywords, isOpen } = argumentsOf(call)
  const rows = (count: number | undefined, names: readonly string[] = []): Effect => ({ does: 'rows', decorator, count, names })
  const isUnpacked = among.some((each) => each.name === 'ddt.unpack')
  switch (/^(?:ddt|(?:nose_)?parameterized\.parameterized|absl\.testing\.parameterized)\.(\w+)$/.exec(name)?.[1]) {
    case 'data':
      return isUnpacked ? shapeOf(rows, positional[0]) : rows(1)
    case 'idata':
      return rows(isUnpacked ? undefined : 1)
    case 'file_data':
      return rows(undefined)
    case 'named_data':
      return shapeOf(rows, positional[0], 1)
    case 'expand': {
      const input = unwrapped(positional[0] ?? keywords.get('input') ?? call)
      return input.kind === 'list' || input.kind === 'tuple' ? shapeOf(rows, input.firstChild) : rows(undefined)
    }
    case 'parameters':
    case 'named_parameters': {
      const first = positional.length === 1 && positional[0]!.kind === 'list' ? positional[0]!.firstChild : positional[0]
      return isOpen ? rows(undefined) : shapeOf(rows, first, name.endsWith('named_parameters') ? 1 : 0)
    }
    case 'product':
      return rows(0, [...keywords.keys()])
    default:
      return undefined
  }
}

/** How many values a row like this one brings, or the names of a row that is a dictionary. `without`: leading values that only name the row. */
function shapeOf(rows: (count: number | undefined, names?: readonly string[]) => Effect, written: Node | undefined, without = 0): Effect {
  const row = written === undefined ? undefined : unwrapped(written)
  if (row === undefined || row.children.some((each) => each.kind === 'list_splat' || each.kind === 'dictionary_splat')) return rows(undefined)
  if (row.kind === 'tuple' || row.kind === 'list' || row.kind === 'set') return rows(row.children.length - without)
  if (row.kind === 'dictionary') {
    const keys = row.children.map((pair) => pair.field('key')?.text.replace(/^['"]|['"]$/g, '') ?? '')
    return rows(0, keys.filter((key) => without === 0 || key !== 'testcase_name'))
  }
  if (row.kind === 'call' && /^(?:\w+\.)?param$/.test(row.field('function')?.text ?? '')) {
    const { positional, keywords, isOpen } = argumentsOf(row)
    // A row that also names values fills the rest by name.
    return isOpen || keywords.size > 0 ? rows(undefined) : rows(positional.length)
  }
  return /^(?:string|integer|float|true|false|none|unary_operator)$/.test(row.kind) ? rows(1) : rows(undefined)
}

/** hypothesis' `given` fills by name, or from the right. */
function examplesOf(decorator: NamedExpression): Effect | undefined {
  const { name, call } = decorator
  if (call === undefined || !/^hypothesis(?:\.\w+)*\.given$/.test(name ?? '')) return undefined
  const { positional, keywords, isOpen } = argumentsOf(call)
  return isOpen ? { does: 'unknown', decorator } : { does: 'examples', decorator, fromRight: positional.length, names: [...keywords.keys()] }
}

const inert =
  /^(?:pytest\.(?:mark\.\w+|fixture)|pytest_asyncio\.\w+|unittest2?\.(?:case\.)?(?:skip\w*|expectedFailure)|testtools\.\w+|staticmethod|classmethod|abc\.abstractmethod|functools\.(?:wraps|lru_cache|cache)|typing\.\w+|ddt\.(?:ddt|unpack)|hypothesis\.(?:settings|example|seed|reproduce_failure)|django\.test\.(?:utils\.)?\w+|freezegun\.freeze_time|responses\.activate|httpretty\.\w+|moto\.\w+|vcr\.\w+|flaky\.\w+|test\.support\.(?:\w+\.)?\w+|oslo_utils\.\w+|contextlib\.\w+)$/

/** A decorator that is known to hand nothing over. */
function isInert({ name, call }: NamedExpression): boolean {
  if (name === undefined || !inert.test(name)) return false
  return call === undefined || !/\bas_(?:kw)?arg\s*=/.test(call.text)
}
