// casesOf(): the cases that `parametrize` runs a test with, from its decorators, its classes and the module, as they are written.
// Cases that a fixture's `params`, `pytest_generate_tests` or another library bring are not there.

import { argumentOf, argumentsOf, calledName, literalText, unwrapped } from '../syntax/expressions.ts'
import type { Node, Source } from '../syntax/index.ts'
import { marksOf, type Mark } from './marks.ts'
import type { FunctionUnit } from './model.ts'

/** One `parametrize`. All nodes belong to the call's segment. */
export interface Cases {
  readonly call: Node
  /** `argnames`; undefined where they are not written out here. */
  readonly arguments: readonly CaseArgument[] | undefined
  /** True where each row is the value of the one argument: pytest's rule for a string with a single name. */
  readonly isSingle: boolean
  /** `argvalues` without parentheses around it; undefined where `*args` hide it. */
  readonly values: Node | undefined
  /** The rows that are written out; undefined where the values are made elsewhere. */
  readonly rows: readonly CaseRow[] | undefined
  /** True where a splat among the rows brings more than are seen. */
  readonly isOpen: boolean
  readonly ids: Node | undefined
}

export interface CaseArgument {
  readonly name: string
  /** The string that holds it, alone or among others. */
  readonly node: Node
  /** It goes to the fixture of that name as `request.param`; undefined where that is decided at run time. */
  readonly isIndirect: boolean | undefined
}

export interface CaseRow {
  /** As it is written: a value, a tuple of values, a `pytest.param(…)`. */
  readonly node: Node
  /** One for each argument that it fills; undefined where the row is made elsewhere. */
  readonly values: readonly Node[] | undefined
  /** `id=` of `pytest.param`. */
  readonly id: Node | undefined
  /** Expressions in `marks=` of `pytest.param`. */
  readonly marks: readonly Node[]
}

/** Those of the function from the lowest up, then those of its classes and the module: each multiplies those before. Tracked. */
export function casesOf(source: Source, unit: FunctionUnit): readonly (Cases & Pick<Mark, 'on'>)[] {
  return marksOf(source, unit).flatMap(({ name, of, on, call }) => (of !== 'pytest' || name !== 'parametrize' || call === undefined ? [] : [{ ...readCases(call), on }]))
}

/** What a call of `pytest.mark.parametrize` (or of `metafunc.parametrize`) says. */
export function readCases(call: Node): Cases {
  const names = argumentOf(call, 'argnames', 0)
  const written = argumentOf(call, 'argvalues', 1)
  const values = written === undefined ? undefined : unwrapped(written)
  const read = names === undefined ? undefined : namesIn(unwrapped(names))
  const indirect = argumentOf(call, 'indirect', 2)
  const isSingle = read?.length === 1 && names !== undefined && literalText(names) !== undefined
  const list = values?.kind === 'list' || values?.kind === 'tuple' || values?.kind === 'set' ? values.children : undefined
  return {
    call,
    arguments: read?.map((each) => ({ ...each, isIndirect: isIndirect(each.name, indirect, argumentsOf(call).isOpen) })),
    isSingle,
    values,
    rows: list?.filter(({ kind }) => kind !== 'list_splat').map((node) => rowOf(node, isSingle)),
    isOpen: list?.some(({ kind }) => kind === 'list_splat') ?? false,
    ids: argumentOf(call, 'ids', 3),
  }
}

function namesIn(names: Node): readonly Pick<CaseArgument, 'name' | 'node'>[] | undefined {
  const text = literalText(names)
  if (text !== undefined) return text.split(',').flatMap((part) => (part.trim() === '' ? [] : [{ name: part.trim(), node: names }]))
  if (names.kind !== 'tuple' && names.kind !== 'list') return undefined
  const each = names.children.map((node) => ({ name: literalText(node)?.trim(), node }))
  return each.every((one): one is { name: string; node: Node } => one.name !== undefined) ? each : undefined
}

function isIndirect(name: string, indirect: Node | undefined, isOpen: boolean): boolean | undefined {
  if (indirect === undefined) return isOpen ? undefined : false
  const value = unwrapped(indirect)
  if (value.kind === 'true' || value.kind === 'false') return value.kind === 'true'
  if (value.kind !== 'list' && value.kind !== 'tuple') return undefined
  const listed = value.children.map(literalText)
  return listed.includes(name) ? true : listed.includes(undefined) ? undefined : false
}

function rowOf(written: Node, isSingle: boolean): CaseRow {
  const node = unwrapped(written)
  if (node.kind === 'call' && calledName(node) === 'param') {
    const { positional, keywords, isOpen } = argumentsOf(node)
    const marks = keywords.get('marks')
    const list = marks === undefined ? [] : marks.kind === 'list' || marks.kind === 'tuple' ? marks.children : [marks]
    return { node, values: isOpen ? undefined : positional, id: keywords.get('id'), marks: list }
  }
  const plain = { node: written, id: undefined, marks: [] }
  if (isSingle) return { ...plain, values: [written] }
  const isWritten = (node.kind === 'tuple' || node.kind === 'list') && !node.children.some(({ kind }) => kind === 'list_splat')
  return { ...plain, values: isWritten ? node.children : undefined }
}
