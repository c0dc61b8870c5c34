// unused-fixture: a fixture of a test file that nothing in the file requests. Fixtures of conftest.py are other files' business.

import { escaped, rule, type FixtureUnit, type Located, type SuiteFile } from '../../kit/index.ts'

interface Facts extends Located {
  readonly fixture: FixtureUnit
}

/** Fixtures of pytest and common plugins that request none of a file's own. */
const plain = /^(?:self|cls|request|tmp_path(?:_factory)?|tmpdir(?:_factory)?|cap(?:sys|fd|log|teesys)(?:binary)?|monkeypatch|recwarn|mocker|pytester|testdir|record_\w+|subtests|event_loop|benchmark|doctest_namespace|pytestconfig|cache)$/

export default rule({
  id: 'unused-fixture',
  summary: 'A fixture is requested nowhere in its file.',
  why: 'A fixture that nobody requests is read, kept working and never run.',
  section: 'organization',
  severity: 'hint',
  preset: 'strict',
  fix: undefined,
  since: '0.1.0',
  twins: ['pytest-deadfixtures:unused-fixture'],
  whenNotToUse: 'Where test files import fixtures from one another.',
  on: 'module',
  *check({ suite, source }): Iterable<Facts> {
    if (suite.fixtures.length === 0 || suite.tests.length === 0 || /(?:^|[\\/])(?:conftest|\w*fixtures?|\w*plugin)\.py$/.test(source.path)) return
    const open = suite.fixtures.filter((fixture) => isFileOwn(fixture) && !isMentioned(fixture))
    // A fixture from elsewhere may request one of this file, which then replaces another of that name.
    if (open.length === 0 || requestsElsewhere(suite)) return
    for (const fixture of open) yield { at: fixture.nameNode, fixture, tag: 'unnecessary' }

    /** A parameter, `usefixtures`, `indirect` and a text anywhere count. */
    function isMentioned({ fixtureName, segment }: FixtureUnit): boolean {
      const name = new RegExp(`\\b${escaped(fixtureName)}\\b`)
      return source.segments.some((each) => each !== segment && each.text.includes(fixtureName) && name.test(each.text))
    }
  },
  message: ({ fixture }) => `Nothing in this file requests the fixture \`${fixture.fixtureName}\``,
})

/** It runs only where it is requested, is inherited by no class of another file, and extends none of its own name. */
function isFileOwn({ isAutouse, decorators, owner, parameters, fixtureName }: FixtureUnit): boolean {
  if (isAutouse || !decorators.some(({ name }) => /^pytest(?:_asyncio)?\.fixture$/.test(name ?? ''))) return false
  return (owner === undefined || owner.role === 'test') && !parameters.some(({ name }) => name === fixtureName)
}

function requestsElsewhere({ tests, fixtures, helpers }: SuiteFile): boolean {
  const own = new Set(fixtures.map(({ fixtureName }) => fixtureName))
  // The project's configuration may make tests of what only looks like one here.
  return [...tests, ...fixtures, ...helpers.filter(({ name }) => /^test/.test(name))].some((unit) => {
    if (unit.owner?.isTestCase === 'yes' || unit.decorators.some(({ name }) => !/^pytest\./.test(name ?? '') || /usefixtures$/.test(name ?? ''))) return unit.owner?.isTestCase !== 'yes'
    const written = unit.decorators.map(({ node }) => node.text).join(' ')
    return unit.parameters.some(({ name, default: given }) => given === undefined && !own.has(name) && !plain.test(name) && !new RegExp(`\\b${escaped(name)}\\b`).test(written))
  })
}
