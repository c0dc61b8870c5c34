// async-test-unsupported: an `async def test_…` without the mark that has a plugin await it, where marks are how this suite does it.

import { fillingsOf, rule, segmentsMentioning, type Context, type Located, type Refusal, type Repair, type TestUnit } from '../../kit/index.ts'
import { indentAt, lineEndOf } from '../../edits/index.ts'

interface Facts extends Located {
  readonly test: TestUnit
}

const marks = ['asyncio', 'anyio', 'trio'] as const
/** A mark with such a name may be another plugin's. */
const runs = /a?sync|aio|anyio|trio|curio|tornado|twisted|loop|coro/i
/** Fixtures of plugins that run coroutines by themselves. */
const runners = /^(?:event_loop|loop|anyio_backend|anyio_backend_name|nursery|io_loop|http_client|http_server|reactor|\w*(?:aiohttp|aio)\w*)$/

export default rule({
  id: 'async-test-unsupported',
  summary: 'An async test has no mark that makes a plugin run it.',
  why: 'pytest itself does not await coroutines. Without the mark the test fails as unsupported, and older versions skip it with a warning, so that nobody notices that it does not run.',
  section: 'effectiveness',
  severity: 'warning',
  preset: 'recommended',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['pytest:PytestUnhandledCoroutineWarning', 'pytest:async-test-unsupported'],
  on: 'test',
  *check(test, context): Iterable<Facts> {
    if (!test.isAsync || test.framework !== 'pytest' || context.asyncioMode === 'auto') return
    // A base in another file may bring the mark, a decorator may run the test.
    if (test.owner !== undefined && (test.owner.isTestCase !== 'no' || [test.owner, ...context.ancestorsOf(test.owner)].some(({ decorators }) => decorators.some(({ name }) => !isMark(name))))) return
    if (test.decorators.some(({ name }) => !isMark(name) && !/(?:^|\.)mock\.patch/.test(name ?? '')) || !fillingsOf(test).isCertain) return
    if (context.marksOf(test).some(({ name }) => runs.test(name)) || test.parameters.some(({ name }) => runners.test(name))) return
    if (context.asyncioMode !== 'strict' && markInUse(context) === undefined) return
    yield { at: test.nameNode, test }
  },
  message: ({ test }) => `\`${test.name}\` is async, and no mark makes a plugin run it`,
  repair({ test }, context): Repair | Refusal {
    const mark = markInUse(context) ?? 'asyncio'
    if (context.definitionsOf('pytest').length === 0) return { refusal: 'pytest is not imported' }
    const { segment, outer } = test
    return {
      title: `Add @pytest.mark.${mark}`,
      edits: [{ segment, start: outer.start, end: outer.start, text: `@pytest.mark.${mark}${lineEndOf(segment)}${indentAt(segment.text, outer.start)}` }],
    }
  },
})

function isMark(name: string | undefined): boolean {
  return name?.startsWith('pytest.mark.') === true
}

/** The mark that other tests of the file bear one by one: then nothing else runs them. */
function markInUse({ source }: Context): string | undefined {
  return marks.find((mark) => segmentsMentioning(source, new RegExp(`^[ \\t]*@(?:pytest\\.)?mark\\.${mark}\\b[^]*?^[ \\t]*async def test`, 'm')) > 0)
}
