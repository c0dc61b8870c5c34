// collectTests(): the ids of the tests that `pytest --collect-only -q` would list for a file, without parameters.
// What a `load_tests`, a metaclass or code at run time adds is not there; nor is what lies in files that nobody hands in.

import { qualifiedName } from '../semantic/names.ts'
import type { Source } from '../syntax/index.ts'
import { familyOf, givesInit, mayBeTestCase, readsLikeTestCase } from './families.ts'
import { fixtureDecorator } from './fixtures.ts'
import type { FunctionDraft } from './drafts.ts'
import { inheritedNames, lineageOf, moduleNames, newWorld, notCollected, type Elsewhere, type Meaning, type Place, type World } from './namespace.ts'
import { assertsOnSelf, hasOwnInit, matchesName, turnsOff, type CollectionSettings, type Style } from './styles.ts'

export type { Elsewhere } from './namespace.ts'

/**
 * Ids `path::Class::test` with `source.path`. A name that is bound twice counts once and means its last definition, as in Python;
 * inherited tests stand under each class that runs them, a base's before the class's own; imported tests and classes run here too.
 */
export function collectTests(source: Source, settings: CollectionSettings, elsewhere?: Elsewhere): string[] {
  return collectItems(newWorld(elsewhere), source, settings).map(({ id }) => id)
}

/** A collected test and where it comes from. */
export interface Item {
  readonly id: string
  /** The file in which it is collected. */
  readonly module: Source
  /** The classes around it, the outermost first. */
  readonly classes: readonly Place[]
  /** What runs, which another file may write; undefined where that is no function's text (`test_x = lambda: 1`). */
  readonly function: { readonly source: Source; readonly draft: FunctionDraft } | undefined
  /** A method of a TestCase: nothing is handed in for its parameters. */
  readonly isUnittest: boolean
}

/** The tests of `collectTests`. */
export function collectItems(world: World, source: Source, settings: CollectionSettings): readonly Item[] {
  const items: Item[] = []
  for (const [name, meaning] of moduleNames(world, source)) {
    if (meaning.is === 'class') collectClass({ world, settings, module: source, items }, meaning, name, source.path, [])
    else if (isTestFunction(meaning) && matchesName(name, settings.pythonFunctions)) items.push({ id: `${source.path}::${name}`, module: source, classes: [], function: writtenOf(meaning), isUnittest: false })
  }
  return items
}

interface Collecting {
  readonly world: World
  readonly settings: CollectionSettings
  readonly module: Source
  readonly items: Item[]
}

/** `name` is the one it has in the module or class: `TestB = A` is collected as `TestB`. */
function collectClass(run: Collecting, { source, draft }: Meaning & { readonly is: 'class' }, name: string, prefix: string, outer: readonly Place[]): void {
  const { world, settings, module, items } = run
  const { places, outside } = lineageOf(world, source, draft)
  const off = places.map((place) => turnsOff(place.source, place.draft)).find((each) => each !== undefined)
  const style = styleIn(places, outside, name, settings)
  if (style === 'none' || off === true) return
  const isUnittest = style === 'unittest'
  const id = `${prefix}::${name}`
  const names = inheritedNames(world, source, draft)
  const classes = [...outer, { source, draft }]
  const add = (member: string, meaning: Meaning): void => void items.push({ id: `${id}::${member}`, module, classes, function: writtenOf(meaning), isUnittest })
  const before = items.length
  for (const [member, meaning] of names) {
    if (meaning.is === 'class') {
      if (!isUnittest) collectClass(run, meaning, member, id, classes)
    } else if (isTestFunction(meaning) && (isUnittest ? member.startsWith('test') : matchesName(member, settings.pythonFunctions))) add(member, meaning)
  }
  const runTest = names.get('runTest')
  if (isUnittest && items.length === before && runTest?.is === 'function') add('runTest', runTest)
}

function writtenOf(meaning: Meaning): Item['function'] {
  return meaning.is === 'function' ? { source: meaning.source, draft: meaning.draft } : undefined
}

/** As `styleOf` of styles.ts, over the bases of several files. */
function styleIn(places: ReturnType<typeof lineageOf>['places'], outside: readonly string[], name: string, settings: CollectionSettings): Style {
  const families = outside.map(familyOf)
  if (families.includes('testcase')) return 'unittest'
  const asserts = (): boolean => places.some((place) => assertsOnSelf(place.source, place.draft))
  if (families.includes('unknown') && (outside.some(readsLikeTestCase) || (outside.some(mayBeTestCase) && asserts()))) return 'unittest'
  if (!matchesName(name, settings.pythonClasses) || outside.some(givesInit) || places.some((place) => hasOwnInit(place.source, place.draft))) return 'none'
  return 'pytest'
}

function isTestFunction(meaning: Meaning): boolean {
  if (meaning.is === 'callable') return true
  if (meaning.is !== 'function') return false
  const { source, draft } = meaning
  if (draft.decorators.length === 0) return true
  return fixtureDecorator(source, draft) === undefined && !draft.decorators.some((each) => notCollected.has(qualifiedName(source, each) ?? ''))
}
