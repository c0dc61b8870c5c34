// fixture-called-directly: `basket()` where `basket` is a fixture: pytest raises an error.

import { addParameter } from '../../edits/index.ts'
import { calledName, mayBeMeantToFail, namesOfFixtures, rule, type FunctionUnit, type Located, type Node, type Refusal, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly call: Node
  readonly name: string
  readonly requested: string
}

export default rule({
  id: 'fixture-called-directly',
  summary: 'A fixture is called like a function.',
  why: 'pytest fails with "Fixture called directly". A test gets what a fixture gives by a parameter of its name.',
  section: 'effectiveness',
  severity: 'error',
  preset: 'essential',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['pytest:fixture-called-directly'],
  on: 'function',
  *check(unit, context): Iterable<Facts> {
    const fixtures = namesOfFixtures(context.source)
    if (fixtures.length === 0) return
    for (const call of unit.body.descendants('call')) {
      const callee = call.field('function')
      if (callee === undefined || !/^(?:identifier|attribute)$/.test(callee.kind) || !fixtures.includes(calledName(call) ?? '')) continue
      const fixture = context.calleeOf(call)
      if (fixture?.role !== 'fixture' || !isPytests(fixture) || mayBeMeantToFail(call)) continue
      // What is requested under that name is not the function.
      if (callee.kind === 'identifier' && context.bindingOf(callee)?.scope.kind === 'function') continue
      yield { at: call, call, name: callee.text, requested: (fixture as FunctionUnit & { readonly fixtureName?: string }).fixtureName ?? fixture.name }
    }
  },
  message: ({ name }) => `\`${name}\` is a fixture; pytest fails a test that calls it`,
  repair({ call, requested }, context): Repair | Refusal {
    const unit = context.functionOf(call)
    if (unit === undefined || (unit.role !== 'test' && unit.role !== 'fixture') || unit.owner?.isTestCase === 'yes') return { refusal: 'pytest does not fill the parameters of this function' }
    if ((call.field('arguments')?.children.length ?? 0) > 0) return { refusal: 'It is called with arguments, which a fixture does not take' }
    const { segment, start, end } = call
    const parameter = unit.parameters.some(({ name }) => name === requested) ? [] : [addParameter(unit.node, requested)]
    if (parameter.includes(undefined)) return { refusal: 'There is no list of parameters' }
    return { title: `Request \`${requested}\``, edits: [...parameter.map((edit) => edit!), { segment, start, end, text: requested }] }
  },
})

function isPytests({ decorators }: FunctionUnit): boolean {
  return decorators.some(({ name }) => /^(?:pytest\.(?:yield_)?fixture|pytest_asyncio\.fixture)$/.test(name ?? ''))
}
