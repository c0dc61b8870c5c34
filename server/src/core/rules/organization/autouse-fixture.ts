// autouse-fixture: a fixture that runs for tests which do not mention it.

import { argumentsOf, fixtureNodeOf, rule, type Located } from '../../kit/index.ts'

interface Facts extends Located {
  readonly name: string
}

export default rule({
  id: 'autouse-fixture',
  summary: 'A fixture runs for every test unasked.',
  why: 'What such a fixture changes is not to be seen in the tests that it changes. From a conftest.py it reaches files far away.',
  section: 'organization',
  severity: 'hint',
  preset: 'strict',
  fix: undefined,
  since: '0.1.0',
  twins: ['ruff:pytest-fixture-autouse'],
  whenNotToUse: 'Where fixtures that guard every test, against network access for instance, are wanted.',
  on: 'node',
  kinds: ['decorated_definition'],
  *check(decorated, context): Iterable<Facts> {
    const fixture = fixtureNodeOf(decorated, context)
    const autouse = fixture?.call === undefined ? undefined : argumentsOf(fixture.call).keywords.get('autouse')
    if (autouse?.kind === 'true') yield { at: autouse.ancestor('keyword_argument')!, name: fixture!.name }
  },
  message: ({ name }) => `\`${name}\` runs for tests that do not mention it`,
})
