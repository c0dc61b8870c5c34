// higher-scope-fixture-instance-method: `@pytest.fixture(scope="class") def server(self)`: no test sees that `self`.

import { indentAt, lineEndOf } from '../../edits/index.ts'
import { rule, type FixtureUnit, type Located, type Refusal, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly fixture: FixtureUnit
}

export default rule({
  id: 'higher-scope-fixture-instance-method',
  summary: 'A fixture that lives longer than a test is an instance method.',
  why: 'Each test has an instance of its own, so what the fixture puts on `self` is seen by none of them. pytest 9.1 deprecates it; a class method is what is meant.',
  section: 'effectiveness',
  severity: 'warning',
  preset: 'recommended',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['pytest:higher-scope-fixture-instance-method'],
  on: 'fixture',
  *check(fixture): Iterable<Facts> {
    if (fixture.owner === undefined || fixture.scope === 'function' || fixture.scope === 'dynamic') return
    const [first] = fixture.parameters
    if (first === undefined || first.name !== 'self' || fixture.decorators.some(({ name }) => name === 'classmethod' || name === 'staticmethod')) return
    if (fixture.decorators.some(({ name }) => /^(?:pytest|pytest_asyncio)\.fixture$/.test(name ?? ''))) yield { at: fixture.nameNode, fixture }
  },
  message: ({ fixture }) => `\`${fixture.name}\` lives for the ${fixture.scope} but is an instance method; tests have other instances`,
  repair({ fixture }, context): Repair | Refusal {
    const { node, parameters } = fixture
    const self = context.bindingOf(parameters[0]!.node)
    if (self === undefined || self.definitions.length !== 1 || context.scopeOf(node).bindings.has('cls')) return { refusal: '`self` is not only the first parameter' }
    const { segment } = node
    const gap = `${lineEndOf(segment)}${indentAt(segment.text, node.start)}`
    return {
      title: 'Make it a class method',
      edits: [{ segment, start: node.start, end: node.start, text: `@classmethod${gap}` }, ...self.occurrences.map(({ start, end }) => ({ segment, start, end, text: 'cls' }))],
    }
  },
})
