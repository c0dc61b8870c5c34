// unused-fixture: a fixture of a test file that nothing in the file requests. Fixtures of conftest.py are other files' business.

import { escaped, rule, type Context, type FixtureUnit, type Located, type Node, type Segment, type SuiteFile } from '../../kit/index.ts'

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
  // What is a fixture says so in its decorator, or has a plain name for one, which may stand for anything.
  gather: (segment): readonly Node[] => (segment.kind === 'trivia' || !segment.text.includes('@') ? [] : segment.root.descendants('decorator').filter(({ firstChild }) => firstChild !== undefined && /^\w+(?:\(|$)|fixture/.test(firstChild.text))),
  *check(module, context): Iterable<Facts> {
    const own = fixturesAmong(module.gathered.flatMap(({ facts }) => facts), context).filter(isFileOwn)
    if (own.length === 0) return
    const { path, segments } = module.source
    if (/(?:^|[\\/])(?:conftest|\w*fixtures?|\w*plugin)\.py$/.test(path)) return
    const open = own.filter((fixture) => !isMentioned(fixture, segments))
    // A fixture from elsewhere may request one of this file, which then replaces another of that name.
    if (open.length === 0 || module.suite.tests.length === 0 || requestsElsewhere(module.suite)) return
    for (const fixture of open) yield { at: fixture.nameNode, fixture, tag: 'unnecessary' }
  },
  message: ({ fixture }) => `Nothing in this file requests the fixture \`${fixture.fixtureName}\``,
})

function fixturesAmong(decorators: readonly Node[], context: Context<unknown>): readonly FixtureUnit[] {
  // What a plain name stands for is asked once for all that it decorates.
  const isFixture = new Map<string, boolean>()
  return decorators.flatMap((decorator) => {
    const definition = decorator.parent?.field('definition')
    const written = /^\w+/.exec(decorator.firstChild!.text)?.[0] ?? ''
    const isSpelled = decorator.text.includes('fixture')
    if (definition?.kind !== 'function_definition' || (!isSpelled && isFixture.get(written) === false)) return []
    const unit = context.functionOf(definition)
    if (!isSpelled) isFixture.set(written, unit?.role === 'fixture')
    return unit?.role === 'fixture' ? [unit as FixtureUnit] : []
  })
}

/** A parameter, `usefixtures`, `indirect` and a text anywhere count; it mostly stands behind the fixture. */
function isMentioned({ fixtureName, segment }: FixtureUnit, segments: readonly Segment[]): boolean {
  const name = new RegExp(`\\b${escaped(fixtureName)}\\b`)
  const mentions = (each: Segment): boolean => each.text.includes(fixtureName) && name.test(each.text)
  const at = segments.indexOf(segment)
  return segments.slice(at + 1).some(mentions) || segments.slice(0, at).some(mentions)
}

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
