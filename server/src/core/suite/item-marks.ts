// usedByMarks(), directlyParametrized(): what the marks of a collected test say of its fixtures. Marks stand on the function, on its
// classes and their bases, on classes around these, and in `pytestmark` of a class or module.

import { argumentOf, argumentsOf, literalText, unwrapped } from '../syntax/expressions.ts'
import type { Node, Source } from '../syntax/index.ts'
import { statementsOf } from './classes.ts'
import type { Item } from './collect.ts'
import { resolvedName } from './fixtures.ts'
import { stringsIn } from './listed-strings.ts'
import { lineageOf, meaningIn, moduleNames, namesIn, type Meaning, type Place, type World } from './namespace.ts'

interface Mark {
  /** Without `pytest.mark.`. */
  readonly name: string
  readonly call: Node | undefined
}

/** Names in `usefixtures`, the nearest mark's first. */
export function usedByMarks(world: World, item: Item): readonly string[] {
  return marksOn(world, item).flatMap(({ name, call }) => (name === 'usefixtures' && call !== undefined ? argumentsOf(call).positional.flatMap(stringsIn) : []))
}

/** Parameters that `parametrize` gives values outright, so that no fixture of that name is asked for. */
export function directlyParametrized(world: World, item: Item): ReadonlySet<string> {
  const names = new Set<string>()
  for (const { name, call } of marksOn(world, item)) {
    if (name !== 'parametrize' || call === undefined) continue
    const indirect = argumentOf(call, 'indirect', 2)
    if (indirect?.kind === 'true') continue
    const throughFixtures = new Set(stringsIn(indirect))
    for (const each of parametrizedNames(argumentOf(call, 'argnames', 0))) if (!throughFixtures.has(each)) names.add(each)
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
  const onFunction = item.function === undefined ? [] : decorating(world, item.function.source, item.function.draft.decorators)
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

function decorating(world: World, source: Source, decorators: readonly Node[]): readonly Mark[] {
  return decorators.flatMap((each) => (each.firstChild === undefined ? [] : markIn(world, source, each.firstChild)))
}

/** A mark, a list of marks, or a name of such. */
function assigned(world: World, meaning: Meaning | undefined, depth = 0): readonly Mark[] {
  if (meaning?.is !== 'other' || meaning.value === undefined || meaning.source === undefined) return []
  const { source } = meaning
  const value = unwrapped(meaning.value)
  const marks = value.kind === 'list' || value.kind === 'tuple' || value.kind === 'set' ? value.children : [value]
  return marks.flatMap((each) => markIn(world, source, each, depth))
}

function markIn(world: World, source: Source, expression: Node, depth = 0): readonly Mark[] {
  const name = resolvedName(source, expression)
  const mark = name === undefined ? undefined : /^_?pytest\.mark\.(\w+)$/.exec(name)?.[1]
  if (mark !== undefined && (expression.kind === 'call' || expression.kind === 'attribute')) return [{ name: mark, call: expression.kind === 'call' ? expression : undefined }]
  if (expression.kind !== 'identifier' && expression.kind !== 'attribute') return []
  // `needs_database = pytest.mark.usefixtures('database')`, here or in another file.
  return depth > 4 ? [] : assigned(world, meaningIn(world, source, expression), depth + 1)
}
