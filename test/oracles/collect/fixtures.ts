// Compares the fixtures of each test with what pytest's FixtureManager found for it: names, and for each the places of its definitions.

import { fixturesOfTests, type FixtureFiles } from '../../../server/src/core/suite/fixture-closure.ts'
import type { CollectionSettings } from '../../../server/src/core/suite/styles.ts'
import type { Source } from '../../../server/src/core/syntax/index.ts'

/** What pytest_plugin.py writes of one test. */
export interface PytestFixtures {
  /** Its `names_closure` without what `parametrize` gives; the definitions in the project, the one that counts first. */
  readonly names: Readonly<Record<string, readonly PytestDefinition[]>>
  /** Names that fixtures of plugins or of pytest ask for, or that these run unasked. */
  readonly byPlugins: readonly string[]
  /** By the test's parameters and `usefixtures`. */
  readonly asked: readonly string[]
}

type PytestDefinition = readonly [path: string, line: number, scope: string, isAutouse: boolean, isParametrized: boolean, requests: readonly string[]]

export interface FixtureDifference {
  readonly id: string
  /** What differs, for a person. */
  readonly what: string
}

/** `agreed`: tests whose fixtures are the same; `definitions`: how many definitions these have in the project. */
export function compareFixtures(source: Source, settings: CollectionSettings, files: FixtureFiles, theirs: ReadonlyMap<string, PytestFixtures>) {
  const differences: FixtureDifference[] = []
  let agreed = 0
  let definitions = 0
  for (const { id, fixtures } of fixturesOfTests(source, settings, files)) {
    const expected = theirs.get(id)
    if (expected === undefined) continue
    const ours = new Map(fixtures.map((each) => [each.name, each.definitions]))
    const askedByOurs = new Set([...expected.asked, ...[...ours.keys()].flatMap((name) => expected.names[name]?.[0]?.[5] ?? [])])
    const found: string[] = []
    for (const [name, chain] of ours) {
      const wanted = expected.names[name]
      if (wanted === undefined) found.push(`'${name}' is not among pytest's`)
      else if (written(chain.map(({ path, line, scope, isAutouse, isParametrized }) => [path, line, scope, isAutouse, isParametrized])) !== written(wanted, chain.map(({ scope }) => scope))) {
        found.push(`'${name}': ${written(chain.map((each) => [each.path, each.line, each.scope, each.isAutouse, each.isParametrized]))} where pytest has ${written(wanted)}`)
      } else definitions += chain.length
    }
    for (const [name, chain] of Object.entries(expected.names)) {
      // What only a plugin asks for is written nowhere in the project.
      if (!ours.has(name) && (!expected.byPlugins.includes(name) || askedByOurs.has(name))) found.push(`'${name}' is missing${chain.length === 0 ? '' : `, ${written(chain)}`}`)
    }
    if (found.length === 0) agreed++
    else differences.push({ id, what: found.join('; ') })
  }
  return { agreed, definitions, differences }
}

/** `scopes`: where one is `dynamic`, it stands instead: only a run can tell. */
function written(chain: readonly (readonly unknown[])[], scopes: readonly string[] = []): string {
  return chain.map(([path, line, scope, isAutouse, isParametrized], i) => `${path}:${line} ${scopes[i] === 'dynamic' ? 'dynamic' : scope}${isAutouse === true ? ' autouse' : ''}${isParametrized === true ? ' params' : ''}`).join(' < ')
}
