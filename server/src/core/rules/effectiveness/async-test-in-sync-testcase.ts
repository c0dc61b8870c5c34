// async-test-in-sync-testcase: `async def test_…` in a plain unittest.TestCase, which never awaits it.

import { rule, type ClassUnit, type Context, type Located, type Refusal, type Repair, type TestUnit } from '../../kit/index.ts'

interface Facts extends Located {
  readonly test: TestUnit
}

export default rule({
  id: 'async-test-in-sync-testcase',
  summary: 'An async test stands in a class that does not await it.',
  why: '`unittest.TestCase` calls the method, gets a coroutine and throws it away. The body never runs, and the test passes with no more than a warning.',
  section: 'effectiveness',
  severity: 'error',
  preset: 'essential',
  fix: 'suggested',
  since: '0.1.0',
  twins: [],
  on: 'test',
  *check(test, context): Iterable<Facts> {
    const { owner } = test
    if (!test.isAsync || owner?.isTestCase !== 'yes') return
    // Any other decorator, on the test or the class, may run it; so may `setattr` or a loader of the class.
    const decorators = [...test.decorators, ...owner.decorators]
    if (decorators.some(({ name }) => !/^(?:(?:unittest\.)?mock\.patch|unittest\.(?:skip|expected)|pytest\.mark\.(?:skip|xfail|parametrize))/.test(name ?? ''))) return
    if (!isPlain(owner, context)) return
    yield { at: test.nameNode, test }
  },
  message: ({ test }) => `\`${test.name}\` is never awaited: \`${test.owner!.name}\` is no IsolatedAsyncioTestCase`,
  repair({ test }, context): Repair | Refusal {
    const base = test.owner!.bases.find(({ name }) => name === 'unittest.TestCase')
    if (base?.node.text !== 'unittest.TestCase') return { refusal: 'The base class is written in another way, or in another class' }
    if (context.python[1] < 8) return { refusal: 'The project supports versions of Python without it' }
    const { segment, end } = base.node
    return { title: 'Derive from unittest.IsolatedAsyncioTestCase', edits: [{ segment, start: end - 'TestCase'.length, end, text: 'IsolatedAsyncioTestCase' }] }
  },
})

/** Every base leads to `unittest.TestCase` through classes of this file, which neither run methods in a way of their own. */
function isPlain(owner: ClassUnit, context: Context): boolean {
  const family = [owner, ...context.ancestorsOf(owner)]
  if (family.some(({ functions }) => functions.some(({ name }) => /^(?:run|_?call(?:_?test)?_?[mM]ethod|_callTestMethod|__call__|__getattribute__|__init_subclass__|__init__|__new__)$/.test(name)))) return false
  return family.flatMap(({ bases }) => bases).every(({ name, node }) => /^(?:object|unittest\.TestCase|unittest\.case\.TestCase)$/.test(name ?? '') || family.some((each) => each.name === node.text))
}
