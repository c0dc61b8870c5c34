// sync-test-async-fixture: a plain test asks for an async fixture that only a plugin's async tests get a value from.

import { rule, segmentsMentioning, type Context, type FixtureUnit, type FunctionUnit, type Located, type Node } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
  readonly test: string
  readonly fixture: FixtureUnit
  /** The fixture that the test asks for, where that one asks for the async one. */
  readonly through: string | undefined
}

/** Fixtures of plugins that await async fixtures for plain tests too. */
const runners = /^(?:event_loop|loop|anyio_backend|anyio_backend_name|io_loop|\w*aiohttp\w*)$/

export default rule({
  id: 'sync-test-async-fixture',
  summary: 'A test that is not async asks for an async fixture.',
  why: 'Nothing awaits the fixture for such a test: it gets a coroutine instead of the value, which is always true and has none of its methods. pytest 9 refuses to run it.',
  section: 'effectiveness',
  severity: 'error',
  preset: 'recommended',
  fix: undefined,
  since: '0.1.0',
  twins: ['pytest:PytestRemovedIn9Warning', 'pytest:sync-test-async-fixture'],
  on: 'test',
  *check(test, context): Iterable<Facts> {
    if (test.isAsync || test.framework !== 'pytest' || context.asyncioMode === 'auto') return
    const [own, direct] = [new Set(test.parameters.map(({ name }) => name)), new Set(context.casesOf(test).flatMap((each) => each.arguments ?? []).flatMap(({ name, isIndirect }) => (isIndirect === false ? [name] : [])))]
    if ([...own].some((name) => runners.test(name))) return
    for (const { name, node } of test.parameters) {
      const found = direct.has(name) ? undefined : asyncBehind(test, name, context, new Set())
      if (found === undefined || !isKnownToFail(context)) continue
      const { fixture, through } = found
      yield { at: node, test: test.name, fixture, through, related: [{ at: fixture.nameNode, message: 'The fixture is async' }] }
    }
  },
  message: ({ test, fixture, through }) =>
    through === undefined ? `\`${fixture.fixtureName}\` is an async fixture, and \`${test}\` is not async` : `\`${through}\` asks for \`${fixture.fixtureName}\`, an async fixture, and \`${test}\` is not async`,
})

/** pytest's own fixture that is a coroutine, behind a name that a function asks for. */
function asyncBehind(unit: FunctionUnit, name: string, context: Context, seen: Set<FixtureUnit>): { readonly fixture: FixtureUnit; readonly through: string | undefined } | undefined {
  const fixture = context.fixtureRequested(unit, name)
  if (fixture === undefined || seen.has(fixture) || fixture.parameters.some((each) => runners.test(each.name))) return undefined
  seen.add(fixture)
  // `pytest_asyncio.fixture` and its like are awaited for every test.
  if (fixture.isAsync) return fixture.decorators.length === 1 && fixture.decorators[0]!.name === 'pytest.fixture' ? { fixture, through: undefined } : undefined
  for (const each of fixture.parameters) {
    const found = asyncBehind(fixture, each.name, context, seen)
    if (found !== undefined) return { fixture: found.fixture, through: name }
  }
  return undefined
}

/** The suite is run by marks, so no plugin awaits whatever is async. */
function isKnownToFail(context: Context): boolean {
  return context.asyncioMode === 'strict' || segmentsMentioning(context.source, /\bmark\.(?:asyncio|anyio|trio)\b|\bpytest_asyncio\b/) > 0
}
