// What fixtures of other files check: those of conftest files, of plugins of the workspace, of imports and of bases. A fixture checks
// behind its `yield`, or in a function that it hands out, or through a fixture that it asks for.

import type { FixtureChecks } from '../semantic/neighbours.ts'
import { isTestModule } from '../suite/checks.ts'
import { lineageOf, verdictOf, type Lineage } from './answers.ts'
import { conftestsOf, fixtureIn, givesAway, moduleOf, pluginsOf, type Surroundings } from './lookup.ts'
import type { FixtureSummary, ModuleSummary } from './summary.ts'

interface Found {
  readonly summary: FixtureSummary
  readonly path: string
}

/** The fixture that conftest files or plugins of the workspace give; `below`: how many of these files are passed over. */
export function fixtureChecks(around: Surroundings, name: string, below = 0, visited: ReadonlySet<string> = new Set()): FixtureChecks {
  const holders = holdersOf(around)
  for (let at = below; at < holders.length; at++) {
    const holder = holders[at]!
    const found = holder === 'unknown' ? holder : fixtureIn(around, holder, name)
    if (found === 'unknown') return 'unread'
    if (found === undefined) continue
    const key = `${at} ${name}`
    return visited.has(key) ? 'none' : through(around, found, undefined, name, at + 1, new Set([...visited, key]))
  }
  return 'missing'
}

/** The fixture that the file at hand imports by this name; `byStar`: with all that its module gives away. */
export function importedFixtureChecks(around: Surroundings, dotted: string, byStar: boolean): FixtureChecks {
  const found = fixtureAt(around, dotted, byStar)
  return found === undefined ? 'missing' : found === 'unknown' ? 'unread' : through(around, found, undefined, dotted.slice(dotted.lastIndexOf('.') + 1), 0, new Set())
}

/** The fixture that a class with these bases inherits. */
export function inheritedFixtureChecks(around: Surroundings, bases: readonly string[], name: string): FixtureChecks {
  const lineage = lineageOf(around, bases)
  for (const { path, summary } of lineage.places) {
    const fixture = summary.fixtures.get(name)
    if (fixture !== undefined) return through(around, { summary: fixture, path }, lineage, name, 0, new Set())
  }
  return 'missing'
}

/**
 * Whether a fixture checks that runs unasked for every test of the file: one of a conftest, of a plugin, of a module that the file
 * imports fixtures from (`imported`: dotted names, a star import's ends in `.*`). `unread` only as long as a file was not read.
 */
export function unaskedChecks(given: Surroundings, imported: readonly string[]): 'asserts' | 'none' | 'unread' {
  return whileReading(given, (around) => {
    const own = imported.flatMap((dotted): readonly Found[] => {
      if (dotted.endsWith('.*')) {
        const module = moduleOf(around, around.path, dotted)
        return module === undefined || module === 'unknown' ? [] : unaskedIn(around, module)
      }
      const found = fixtureAt(around, dotted)
      return found !== undefined && found !== 'unknown' && found.summary.isAutouse ? [found] : []
    })
    const given = holdersOf(around).flatMap((holder) => (holder === 'unknown' ? [] : unaskedIn(around, holder)))
    return [...own, ...given].some((found) => through(around, found, undefined, '', 0, new Set()) === 'asserts')
  })
}

/** The same for fixtures that a class with these bases inherits. */
export function unaskedChecksOf(given: Surroundings, bases: readonly string[]): 'asserts' | 'none' | 'unread' {
  return whileReading(given, (around) => {
    const lineage = lineageOf(around, bases)
    return lineage.places.some(({ path, summary }) => [...summary.fixtures.values()].some((each) => each.isAutouse && through(around, { summary: each, path }, lineage, '', 0, new Set()) === 'asserts'))
  })
}

function whileReading({ path, ask }: Surroundings, asserts: (around: Surroundings) => boolean): 'asserts' | 'none' | 'unread' {
  let isPending = false
  const answer = asserts({
    path,
    ask: (wanted) => {
      const known = ask(wanted)
      if (known === 'unknown') isPending = true
      return known
    },
  })
  return answer ? 'asserts' : isPending ? 'unread' : 'none'
}

/** Its own, and those that it imports from modules that look as if they held fixtures: reading every import would read the whole program. */
function unaskedIn(around: Surroundings, module: ModuleSummary, hops = 0): readonly Found[] {
  const own = [...module.fixtures.values()].flatMap((summary) => (summary.isAutouse ? [{ summary, path: module.path }] : []))
  if (hops > 3) return own
  const starred = module.stars.flatMap((star) => {
    const behind = moduleOf(around, module.path, `${star}${star.endsWith('.') ? '' : '.'}*`)
    return behind === undefined || behind === 'unknown' ? [] : unaskedIn(around, behind, hops + 1)
  })
  const imported = [...module.imports].flatMap(([alias, dotted]) => {
    const found = isTestModule(dotted) ? fixtureIn(around, module, alias) : undefined
    return found !== undefined && found !== 'unknown' && found.summary.isAutouse ? [found] : []
  })
  return [...own, ...starred, ...imported]
}

function holdersOf(around: Surroundings): readonly (ModuleSummary | 'unknown')[] {
  const conftests = conftestsOf(around)
  return [...conftests, ...pluginsOf(around, conftests)]
}

function fixtureAt(around: Surroundings, dotted: string, byStar = false): Found | 'unknown' | undefined {
  const module = moduleOf(around, around.path, dotted)
  const name = dotted.slice(dotted.lastIndexOf('.') + 1)
  if (module === undefined || module === 'unknown') return module
  return byStar && !givesAway(module, name) ? undefined : fixtureIn(around, module, name)
}

/** What the fixture checks itself or through those it asks for; one that asks for its own name means the one that it overrides, from `below` on. */
function through(around: Surroundings, { summary, path }: Found, receiver: Lineage | undefined, name: string, below: number, visited: ReadonlySet<string>): Exclude<FixtureChecks, 'missing'> {
  const [own] = verdictOf(around, path, summary.checks, receiver)
  if (own === 'asserts') return own
  const asked = summary.requests.map((each): FixtureChecks => {
    if (each === 'request') return 'missing'
    const inClass = each === name ? undefined : receiver?.places.find((place) => place.summary.fixtures.has(each))
    const key = `class ${each}`
    if (inClass !== undefined && !visited.has(key)) return through(around, { summary: inClass.summary.fixtures.get(each)!, path: inClass.path }, receiver, each, 0, new Set([...visited, key]))
    return fixtureChecks(around, each, each === name ? below : 0, visited)
  })
  return asked.includes('asserts') ? 'asserts' : asked.includes('unread') ? 'unread' : own
}
