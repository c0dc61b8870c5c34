// usedByMarks(), directlyParametrized(): what the marks of a collected test say of its fixtures. Marks stand on the function, on its
// classes and their bases, on classes around these, and in `pytestmark` of a class or module.

import { argumentOf, argumentsOf, literalText, unwrapped } from '../syntax/expressions.ts'
import type { Node, Source } from '../syntax/index.ts'
import { statementsOf } from './classes.ts'
import type { Item } from './collect.ts'
import { resolvedName } from './fixtures.ts'
import { stringsIn } from './listed-strings.ts'
import { inheritedNames, lineageOf, meaningIn, moduleNames, namesIn, type Meaning, type Place, type World } from './namespace.ts'

interface Mark {
  /** Without `pytest.mark.`. */
  readonly name: string
  readonly call: Node | undefined
  /** Where a function of the project makes the mark: what its parameters are here. */
  readonly given: ReadonlyMap<string, Node>
}

const nothing: ReadonlyMap<string, Node> = new Map()

/** Names in `usefixtures`, the nearest mark's first, and the fixture that anyio's plugin adds to coroutines with its mark. */
export function usedByMarks(world: World, item: Item): readonly string[] {
  return marksOn(world, item).flatMap((mark) => {
    if (mark.name === 'anyio') return item.function?.draft.isAsync === true ? ['anyio_backend'] : []
    return mark.name === 'usefixtures' && mark.call !== undefined ? argumentsOf(mark.call).positional.flatMap((each) => stringsIn(asGiven(mark, each))) : []
  })
}

function asGiven({ given }: Mark, node: Node | undefined): Node | undefined {
  return node?.kind === 'identifier' ? (given.get(node.text) ?? node) : node
}

/** Parameters that `parametrize` gives values outright, so that no fixture of that name is asked for. */
export function directlyParametrized(world: World, item: Item): ReadonlySet<string> {
  const names = new Set<string>()
  for (const mark of marksOn(world, item)) {
    const { name, call } = mark
    if (name !== 'parametrize' || call === undefined) continue
    const indirect = argumentOf(call, 'indirect', 2)
    if (indirect?.kind === 'true') continue
    const throughFixtures = new Set(stringsIn(indirect))
    for (const each of parametrizedNames(asGiven(mark, argumentOf(call, 'argnames', 0)))) if (!throughFixtures.has(each)) names.add(each)
  }
  return names
}

/** `'a, b'` and `['a', 'b']` */
export function parametrizedNames(written: Node | undefined): readonly string[] {
  if (written === undefined) return []
  const text = literalText(unwrapped(written))
  return (text === undefined ? stringsIn(written) : text.split(',')).map((each) => each.trim()).filter((each) => each !== '')
}

function marksOn(world: World, item: Item): readonly Mark[] {
  const onFunction = item.function === undefined ? [] : decorating(world, item.function.source, item.function.draft.decorators, item.classes.at(-1))
  return [...onFunction, ...item.classes.toReversed().flatMap((place) => onClass(world, place)), ...assigned(world, moduleNames(world, item.module).get('pytestmark'))]
}

const kept = new WeakMap<World, Map<object, readonly Mark[]>>()

function onClass(world: World, { source, draft }: Place): readonly Mark[] {
  let byClass = kept.get(world)
  if (byClass === undefined) kept.set(world, (byClass = new Map()))
  let marks = byClass.get(draft)
  if (marks === undefined) {
    marks = lineageOf(world, source, draft).places.flatMap((place) => [
      ...decorating(world, place.source, place.draft.decorators),
      ...assigned(world, namesIn(world, place.source, statementsOf(place.source, place.draft), place.draft).get('pytestmark')),
    ])
    byClass.set(draft, marks)
  }
  return marks
}

/** `inside`: the class whose body the decorators stand in. */
function decorating(world: World, source: Source, decorators: readonly Node[], inside?: Place): readonly Mark[] {
  return decorators.flatMap((each) => (each.firstChild === undefined ? [] : markIn(world, source, each.firstChild, inside)))
}

/** A mark, a list of marks, or a name of such. */
function assigned(world: World, meaning: Meaning | undefined, depth = 0): readonly Mark[] {
  if (meaning?.is !== 'other' || meaning.value === undefined || meaning.source === undefined) return []
  const { source } = meaning
  const value = unwrapped(meaning.value)
  const marks = value.kind === 'list' || value.kind === 'tuple' || value.kind === 'set' ? value.children : [value]
  return marks.flatMap((each) => markIn(world, source, each, undefined, depth))
}

function markIn(world: World, source: Source, expression: Node, inside: Place | undefined, depth = 0): readonly Mark[] {
  const call = expression.kind === 'call' ? expression : undefined
  const own = call?.field('function') ?? expression
  const name = markName(source, own)
  if (name !== undefined) return [{ name, call, given: nothing }]
  if (depth > 4 || (own.kind !== 'identifier' && own.kind !== 'attribute')) return []
  // `needs_database = pytest.mark.usefixtures('database')`: in the class, in this file or in another one.
  const inClass = inside === undefined || own.kind !== 'identifier' ? undefined : inheritedNames(world, inside.source, inside.draft).get(own.text)
  const meaning = inClass ?? meaningIn(world, source, own)
  if (meaning?.is !== 'function') return call === undefined ? assigned(world, meaning, depth + 1) : []
  // A function of the project that puts marks on what it decorates.
  const { draft } = meaning
  const { positional, keywords } = call === undefined ? { positional: [], keywords: nothing } : argumentsOf(call)
  const given = new Map(draft.parameters.flatMap(({ name: parameter }, i): [string, Node][] => { const node = keywords.get(parameter) ?? positional[i]; return node === undefined ? [] : [[parameter, node]] }))
  return draft.body.descendants('call').flatMap((each) => {
    const inner = markName(meaning.source, each.field('function') ?? each)
    return inner === undefined ? [] : [{ name: inner, call: each, given }]
  })
}

/** `parametrize` of `pytest.mark.parametrize` */
function markName(source: Source, node: Node): string | undefined {
  return node.kind !== 'attribute' && node.kind !== 'identifier' ? undefined : /^_?pytest\.mark\.(\w+)$/.exec(resolvedName(source, node) ?? '')?.[1]
}
