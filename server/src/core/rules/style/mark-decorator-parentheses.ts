// `@pytest.mark.slow` beside `@pytest.mark.slow()` in one file.

import { choice, markOf, rule, unwrapped } from '../../kit/index.ts'
import { isBare, messageOf, repairOf, strays, type Stray } from './_decorator-parentheses.ts'

export default rule({
  id: 'mark-decorator-parentheses',
  summary: 'A mark without arguments treats its parentheses otherwise than the rest of the file.',
  why: 'Both ways mean the same, so a mix of them makes a reader look for a difference that is not there.',
  section: 'style',
  severity: 'hint',
  preset: 'strict',
  fix: 'safe',
  since: '0.1.0',
  twins: ['ruff:PT023', 'flake8:PT023', 'sonar:S9083'],
  options: {
    'mark-parentheses': choice(['consistent', 'always', 'never'], 'consistent', 'consistent: what most marks of the file do; always: `@pytest.mark.slow()`, Ruff\'s `true`; never: `@pytest.mark.slow`, Ruff\'s `false`.'),
  },
  on: 'module',
  gather: (segment) => (/\bmark\b/.test(segment.text) ? segment.root.descendants('decorator') : []),
  *check({ gathered }, context): Iterable<Stray> {
    const decorators = gathered
      .flatMap(({ facts }) => facts)
      .filter((decorator) => decorator.firstChild?.kind !== 'identifier' && isBare(decorator) && markOf(decorator, context) !== undefined)
      .map((decorator) => unwrapped(decorator.firstChild!))
    yield* strays(decorators, context.options['mark-parentheses'], 'PT023')
  },
  message: (stray) => messageOf(stray, 'marks'),
  repair: repairOf,
})
