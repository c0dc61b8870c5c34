// unused-fixture: a fixture of a test file that nothing in the file requests. Fixtures of conftest.py are other files' business.

import { escaped, rule, segmentsMentioning, type FixtureUnit, type Located } from '../../kit/index.ts'

interface Facts extends Located {
  readonly fixture: FixtureUnit
}

export default rule({
  id: 'unused-fixture',
  summary: 'A fixture is requested nowhere in its file.',
  why: 'A fixture that nobody requests is read, kept working and never run.',
  section: 'organization',
  severity: 'hint',
  preset: 'strict',
  fix: undefined,
  since: '0.1.0',
  twins: ['pytest-deadfixtures:dead-fixtures'],
  whenNotToUse: 'Where test files import fixtures from one another.',
  on: 'fixture',
  *check(fixture, { source }): Iterable<Facts> {
    if (fixture.isAutouse || /(?:^|[\\/])(?:conftest|\w*fixtures?|\w*plugin)\.py$/.test(source.path)) return
    if (!fixture.decorators.some(({ name }) => /^pytest(?:_asyncio)?\.fixture$/.test(name ?? ''))) return
    // A class's fixtures are inherited, and a file that is imported from is no test file.
    if (fixture.owner !== undefined && fixture.owner.role !== 'test') return
    // Its own definition mentions it once; a parameter, `usefixtures`, `indirect` and a text anywhere count.
    const others = segmentsMentioning(source, new RegExp(`\\b${escaped(fixture.fixtureName)}\\b`), 3)
    const own = new RegExp(`\\b${escaped(fixture.fixtureName)}\\b`).test(fixture.segment.text) ? 1 : 0
    if (others <= own) yield { at: fixture.nameNode, fixture, tag: 'unnecessary' }
  },
  message: ({ fixture }) => `Nothing in this file requests the fixture \`${fixture.fixtureName}\``,
})
