// collectTests(): the ids of the tests that `pytest --collect-only -q` would list for a file, without parameters.
// What a `load_tests`, a metaclass or code at run time adds is not there; nor is what lies in files that nobody hands in.

import { qualifiedName } from '../semantic/names.ts'
import type { Source } from '../syntax/index.ts'
import { familyOf, givesInit, mayBeTestCase, readsLikeTestCase } from './families.ts'
import { fixtureDecorator } from './fixtures.ts'
import { inheritedNames, lineageOf, moduleNames, newWorld, notCollected, type Elsewhere, type Meaning, type World } from './namespace.ts'
import { assertsOnSelf, hasOwnInit, matchesName, turnsOff, type CollectionSettings, type Style } from './styles.ts'

export type { Elsewhere } from './namespace.ts'

/**
 * Ids `path::Class::test` with `source.path`. A name that is bound twice counts once and means its last definition, as in Python;
 * inherited tests stand under each class that runs them, a base's before the class's own; imported tests and classes run here too.
 */
export function collectTests(source: Source, settings: CollectionSettings, elsewhere?: Elsewhere): string[] {
  const world = newWorld(elsewhere)
  const ids: string[] = []
  for (const [name, meaning] of moduleNames(world, source)) {
    if (meaning.is === 'class') collectClass(world, settings, meaning, name, source.path, ids)
    else if (isTestFunction(meaning) && matchesName(name, settings.pythonFunctions)) ids.push(`${source.path}::${name}`)
  }
  return ids
}

/** `name` is the one it has in the module or class: `TestB = A` is collected as `TestB`. */
function collectClass(world: World, settings: CollectionSettings, { source, draft }: Meaning & { readonly is: 'class' }, name: string, prefix: string, ids: string[]): void {
  const { places, outside } = lineageOf(world, source, draft)
  const off = places.map((place) => turnsOff(place.source, place.draft)).find((each) => each !== undefined)
  const style = styleIn(places, outside, name, settings)
  if (style === 'none' || off === true) return
  const isUnittest = style === 'unittest'
  const id = `${prefix}::${name}`
  const names = inheritedNames(world, source, draft)
  let found = 0
  for (const [member, meaning] of names) {
    if (meaning.is === 'class') {
      if (!isUnittest) collectClass(world, settings, meaning, member, id, ids)
    } else if (isTestFunction(meaning) && (isUnittest ? member.startsWith('test') : matchesName(member, settings.pythonFunctions))) {
      ids.push(`${id}::${member}`)
      found++
    }
  }
  if (isUnittest && found === 0 && names.get('runTest')?.is === 'function') ids.push(`${id}::runTest`)
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
