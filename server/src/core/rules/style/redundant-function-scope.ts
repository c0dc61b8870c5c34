// redundant-function-scope: `@pytest.fixture(scope="function")`: what every fixture has that says nothing.

import { removeArgument } from '../../edits/index.ts'
import { argumentsOf, fixtureNodeOf, literalText, rule, type Located, type Node, type Refusal, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
  readonly name: string
}

export default rule({
  id: 'redundant-function-scope',
  summary: 'A fixture spells out the scope that it has anyway.',
  why: 'A fixture lives for one function unless it says otherwise. Where a scope is written, a reader expects one that matters.',
  section: 'style',
  severity: 'hint',
  preset: 'recommended',
  fix: 'safe',
  since: '0.1.0',
  twins: ['ruff:PT003', 'flake8:PT003', 'sonar:S9117', 'pytest-tidy:PTD203'],
  on: 'node',
  kinds: ['decorated_definition'],
  *check(decorated, context): Iterable<Facts> {
    const fixture = fixtureNodeOf(decorated, context)
    const scope = fixture?.call === undefined ? undefined : argumentsOf(fixture.call).keywords.get('scope')
    if (scope !== undefined && literalText(scope) === 'function') yield { at: scope.ancestor('keyword_argument')!, name: fixture!.name }
  },
  message: ({ name }) => `\`${name}\` lives for one function without saying so`,
  repair({ at }): Repair | Refusal {
    const edit = removeArgument(at)
    return edit === undefined ? { refusal: 'A comment would be lost' } : { title: 'Remove the scope', edits: [edit] }
  },
})
