// deprecated-yield-fixture: `@pytest.yield_fixture`, which `@pytest.fixture` has replaced.

import { fixtureNodeOf, mayBeMeantToFail, rule, type Located, type Node, type Refusal, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly callee: Node
  readonly name: string
}

export default rule({
  id: 'deprecated-yield-fixture',
  summary: 'A fixture is made by the deprecated yield_fixture.',
  why: '`pytest.fixture` takes generators since pytest 3. `yield_fixture` only warns, and will go.',
  section: 'style',
  severity: 'warning',
  preset: 'recommended',
  fix: 'safe',
  since: '0.1.0',
  twins: ['ruff:PT020', 'flake8:PT020', 'sonar:S9076', 'pylint:W6401', 'pytest:deprecated-yield-fixture'],
  on: 'node',
  kinds: ['decorated_definition'],
  *check(decorated, context): Iterable<Facts> {
    const fixture = fixtureNodeOf(decorated, context)
    if (fixture === undefined || !fixture.isDeprecated) return
    const callee = fixture.call?.field('function') ?? fixture.decorator.firstChild!
    yield { at: callee, callee, name: fixture.name, tag: 'deprecated', ...(mayBeMeantToFail(decorated) ? { preset: 'twin' as const } : {}) }
  },
  message: ({ name }) => `\`${name}\` is made by \`yield_fixture\`, which is deprecated; \`fixture\` does the same`,
  repair({ callee }): Repair | Refusal {
    const last = callee.kind === 'attribute' ? callee.field('attribute') : undefined
    if (last === undefined) return { refusal: 'The import has to change too' }
    return { title: 'Use pytest.fixture', edits: [{ segment: last.segment, start: last.start, end: last.end, text: 'fixture' }] }
  },
})
