// `@pytest.fixture` beside `@pytest.fixture()` in one file.

import { choice, fixtureNodeOf, rule, unwrapped } from '../../kit/index.ts'
import { hasNoArguments, isBare, messageOf, repairOf, strays, type Stray } from './_decorator-parentheses.ts'

export default rule({
  id: 'fixture-decorator-parentheses',
  summary: 'A fixture decorator without arguments treats its parentheses otherwise than the rest of the file.',
  why: 'Both ways mean the same, so a mix of them makes a reader look for a difference that is not there.',
  section: 'style',
  severity: 'hint',
  preset: 'recommended',
  fix: 'safe',
  since: '0.1.0',
  twins: ['ruff:PT001', 'flake8:PT001', 'sonar:S9083'],
  options: {
    'fixture-parentheses': choice(['consistent', 'always', 'never'], 'consistent', 'consistent: what most fixtures of the file do; always: `@pytest.fixture()`, Ruff\'s `true`; never: `@pytest.fixture`, Ruff\'s `false`.'),
  },
  on: 'module',
  gather: (segment) => segment.root.descendants('decorated_definition').filter((decorated) => decorated.children.some(isBare)),
  *check({ gathered }, context): Iterable<Stray> {
    const decorators = gathered
      .flatMap(({ facts }) => facts)
      .flatMap((decorated) => fixtureNodeOf(decorated, context)?.decorator.firstChild ?? [])
      .map(unwrapped)
      .filter(hasNoArguments)
    yield* strays(decorators, context.options['fixture-parentheses'], 'PT001')
  },
  message: (stray) => messageOf(stray, 'fixtures'),
  repair: repairOf,
})
