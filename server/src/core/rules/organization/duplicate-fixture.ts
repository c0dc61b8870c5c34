// duplicate-fixture: two fixtures of one file that give the same.

import { rule, type FixtureUnit, type Located, type SuiteFile } from '../../kit/index.ts'

interface Facts extends Located {
  readonly fixture: FixtureUnit
  readonly earlier: FixtureUnit
}

export default rule({
  id: 'duplicate-fixture',
  summary: 'Two fixtures of one file have the same body.',
  why: 'Whoever changes one of them has to know of the other. One fixture with one name serves both.',
  section: 'organization',
  severity: 'hint',
  preset: 'strict',
  fix: undefined,
  since: '0.1.0',
  twins: ['pytest-deadfixtures:dup-fixtures'],
  on: 'module',
  *check({ suite }): Iterable<Facts> {
    const seen = new Map<string, FixtureUnit>()
    for (const fixture of suite.fixtures) {
      const key = keyOf(fixture)
      if (key === undefined) continue
      const earlier = seen.get(key)
      if (earlier === undefined) seen.set(key, fixture)
      // Two of one name replace each other: another matter.
      else if (earlier.fixtureName !== fixture.fixtureName && !areBothWanted(earlier, fixture, suite)) yield { at: fixture.nameNode, fixture, earlier, related: [{ at: earlier.nameNode, message: 'The same body' }] }
    }
  },
  message: ({ fixture, earlier }) => `\`${fixture.fixtureName}\` gives the same as \`${earlier.fixtureName}\``,
})

/** True where somebody requests two of the same. */
function areBothWanted(one: FixtureUnit, other: FixtureUnit, { tests, fixtures }: SuiteFile): boolean {
  return [...tests, ...fixtures].some(({ parameters }) => [one, other].every(({ fixtureName }) => parameters.some(({ name }) => name === fixtureName)))
}

/** Equal for fixtures that do the same; undefined for those that do next to nothing, which many do alike. */
function keyOf({ statements, parameters, scope, isAutouse, owner, decorators, segment }: FixtureUnit): string | undefined {
  const body = statements.map(({ text }) => text.replace(/\s+/g, ' ')).join('\n')
  if (body.length < 25 || isAutouse || decorators.length !== 1) return undefined
  const configured = decorators[0]!.call?.field('arguments')?.children.filter((each) => each.field('name')?.text !== 'name').map(({ text }) => text) ?? []
  // An override of a fixture from further up requests it by its own name.
  return [owner?.name ?? '', segment.kind, scope, ...configured, ...parameters.map(({ name }) => name), body].join('\n')
}
