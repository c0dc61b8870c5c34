// getfixturevalue-in-teardown: a fixture asks for another one when it is torn down.

import { argumentsOf, fixtureNodeOf, literalText, rule, yieldsOf, type Located, type Node } from '../../kit/index.ts'

interface Facts extends Located {
  readonly fixture: string
  readonly name: string | undefined
}

export default rule({
  id: 'getfixturevalue-in-teardown',
  summary: 'A fixture requests another one for the first time in its teardown.',
  why: 'The other fixture may be gone by then, or would be set up for a test that is over. pytest 9.1 deprecates it.',
  section: 'effectiveness',
  severity: 'warning',
  preset: 'recommended',
  fix: undefined,
  since: '0.1.0',
  twins: ['pytest:getfixturevalue-in-teardown'],
  on: 'node',
  kinds: ['decorated_definition'],
  *check(decorated, context): Iterable<Facts> {
    if (!decorated.text.includes('getfixturevalue')) return
    const fixture = fixtureNodeOf(decorated, context)
    const [first] = fixture === undefined ? [] : yieldsOf(fixture.definition)
    if (fixture === undefined || first === undefined) return
    const calls = fixture.definition.field('body')!.descendants('call').filter((call) => call.field('function')?.text === 'request.getfixturevalue')
    const parameters = fixture.definition.field('parameters')?.descendants('identifier').map(({ text }) => text) ?? []
    const asked = new Set([...parameters, ...calls.filter((call) => call.end < first.start).flatMap((call) => nameIn(call) ?? [])])
    for (const call of calls) {
      const name = nameIn(call)
      if (call.start > first.end && name !== undefined && !asked.has(name)) yield { at: call, fixture: fixture.name, name }
    }
  },
  message: ({ fixture, name }) => `\`${fixture}\` requests \`${name}\` for the first time when it is torn down`,
})

function nameIn(call: Node): string | undefined {
  const [name] = argumentsOf(call).positional
  return name === undefined ? undefined : literalText(name)
}
