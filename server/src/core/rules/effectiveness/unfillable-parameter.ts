// unfillable-parameter: a method of a TestCase asks for a fixture or takes parametrized cases, which pytest doesn't give to such classes.

import { fillingsOf, rule, type Located, type Node, type TestUnit } from '../../kit/index.ts'

interface Facts extends Located {
  readonly test: TestUnit
  /** Undefined where the parameters have no name of their own, but cases. */
  readonly parameter: string | undefined
}

const harmless = /^(?:(?:unittest\.)?mock\.patch(?:\.\w+)?|unittest\.(?:skip|expected)\w*|pytest\.mark\.(?:skip|xfail|skipif|usefixtures))$/

export default rule({
  id: 'unfillable-parameter',
  summary: 'A test of a TestCase has a parameter that nothing fills.',
  why: 'pytest gives fixtures and parametrized values to functions and plain classes only. unittest calls the method without arguments, which fails with a TypeError.',
  section: 'effectiveness',
  severity: 'error',
  preset: 'essential',
  fix: undefined,
  since: '0.1.0',
  twins: [],
  on: 'test',
  *check(test, context): Iterable<Facts> {
    const { owner } = test
    if (owner?.isTestCase !== 'yes') return
    const cases = context.casesOf(test).find(({ on }) => on === 'function')
    if (cases !== undefined) {
      yield { at: cases.call, test, parameter: undefined }
      return
    }
    // Whatever else decorates the test or its class may hand values over.
    const { filled } = fillingsOf(test)
    if (test.decorators.some(({ name }) => !harmless.test(name ?? '')) || owner.decorators.some(({ name }) => !harmless.test(name ?? ''))) return
    const first = test.parameters.slice(1).find((each) => each.default === undefined && !each.kind.startsWith('var-') && !filled.some(({ parameter }) => parameter === each))
    if (first === undefined || isCalled(test)) return
    yield { at: first.node, test, parameter: first.name }
  },
  message: ({ test, parameter }) => (parameter === undefined ? `pytest does not parametrize \`${test.name}\`, a method of a TestCase` : `Nothing fills \`${parameter}\`: \`${test.owner!.name}\` is a TestCase`),
})

/** Another method of the class calls it, so it is a helper with a test's name. */
function isCalled({ owner, name, node }: TestUnit): boolean {
  return owner!.functions.some((method) => method.node !== node && method.body.descendants('attribute').some((each: Node) => each.field('attribute')?.text === name))
}
