// fixturesOfTests(): which fixtures each collected test uses and where each is defined, as pytest's `FixtureManager.getfixtureinfo`
// finds them. What is asked for at run time (`request.getfixturevalue`) is not there, nor what an installed plugin asks for.

import type { Source } from '../syntax/index.ts'
import { collectItems, type Item } from './collect.ts'
import { argumentNames, fixturesOfClass, fixturesOfModule, type FixtureDefinition, type Holder } from './fixture-holders.ts'
import { directlyParametrized, usedByMarks } from './item-marks.ts'
import { stringsIn } from './listed-strings.ts'
import { moduleNames, newWorld, type Elsewhere, type World } from './namespace.ts'
import type { CollectionSettings } from './styles.ts'

export type { FixtureDefinition } from './fixture-holders.ts'

/** The other files that resolution looks into. */
export interface FixtureFiles {
  readonly elsewhere: Elsewhere
  /** The conftest files that pytest reads for the file, nearest first. */
  conftests(source: Source): readonly Source[]
}

export interface TestFixtures {
  /** As `collectTests` gives it. */
  readonly id: string
  /** In the order in which they are met: autouse ones, `usefixtures`, parameters, each followed by what it asks for. */
  readonly fixtures: readonly UsedFixture[]
}

export interface UsedFixture {
  readonly name: string
  /** What the test gets, then those that it overrides. Empty where no file of the workspace defines it: pytest's own, a plugin's, nobody's. */
  readonly definitions: readonly FixtureDefinition[]
}

/** For every test that `collectTests` lists, in its order. */
export function fixturesOfTests(source: Source, settings: CollectionSettings, files: FixtureFiles): readonly TestFixtures[] {
  const world = newWorld(files.elsewhere)
  const shared = sharedHolders(world, source, files)
  const holders = new Map<object, Holder>()
  const ofClass = (place: Item['classes'][number]): Holder => {
    let holder = holders.get(place.draft)
    if (holder === undefined) holders.set(place.draft, (holder = fixturesOfClass(world, place)))
    return holder
  }
  return collectItems(world, source, settings).map((item) => ({ id: item.id, fixtures: closure(world, item, [...shared, ...item.classes.map(ofClass)]) }))
}

/** What holds fixtures for all tests of a file, the farthest first: plugins of the workspace, conftest files, the file itself. */
function sharedHolders(world: World, source: Source, files: FixtureFiles): readonly Holder[] {
  const modules = [...files.conftests(source).toReversed(), source]
  const plugins = new Set<Source>()
  const load = (from: Source): void => {
    const listed = moduleNames(world, from).get('pytest_plugins')
    for (const name of listed?.is === 'other' ? stringsIn(listed.value) : []) {
      const plugin = world.elsewhere(name, from)
      if (plugin === undefined || plugins.has(plugin)) continue
      plugins.add(plugin)
      load(plugin)
    }
  }
  modules.forEach(load)
  for (const module of modules) plugins.delete(module)
  return [...plugins, ...modules].map((each) => fixturesOfModule(world, each))
}

/** pytest's `traverse_fixture_closure`: a fixture that asks for its own name means the one that it overrides. */
function closure(world: World, item: Item, holders: readonly Holder[]): readonly UsedFixture[] {
  const chains = new Map<string, readonly FixtureDefinition[]>()
  const direct = directlyParametrized(world, item)
  /** How far down each name's chain the definition stands that is being looked at. */
  const depths = new Map<string, number>()
  const chainOf = (name: string): readonly FixtureDefinition[] => {
    let chain = chains.get(name)
    if (chain === undefined) chains.set(name, (chain = direct.has(name) ? [] : holders.flatMap((holder) => holder.get(name) ?? []).toReversed()))
    return chain
  }
  const done = new Set<string>()
  const visit = (name: string): void => {
    const chain = chainOf(name)
    const depth = depths.get(name) ?? 0
    if ((depth === 0 && done.has(name)) || depth >= chain.length) return
    done.add(name)
    depths.set(name, depth + 1)
    for (const request of chain[depth]!.requests) visit(request)
    depths.set(name, depth)
  }
  const autouse = holders.flatMap((holder) => [...holder].flatMap(([name, definitions]) => (definitions.some((each) => each.isAutouse) ? [name] : [])))
  for (const name of [...autouse, ...usedByMarks(world, item), ...(item.isUnittest ? [] : argumentNames(item.function, item))]) visit(name)
  return [...chains].flatMap(([name, definitions]) => (direct.has(name) ? [] : [{ name, definitions }]))
}
