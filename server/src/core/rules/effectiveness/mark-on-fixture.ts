// mark-on-fixture: `@pytest.mark.usefixtures("db")` over a fixture: pytest never reads it there.

import { removeDecorator } from '../../edits/index.ts'
import { fixtureNodeOf, markOf, mayBeMeantToFail, rule, type Located, type Node, type Refusal, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly decorator: Node
  readonly mark: string
  readonly name: string
}

export default rule({
  id: 'mark-on-fixture',
  summary: 'A mark stands over a fixture, where it does nothing.',
  why: 'pytest reads the marks of tests and classes only. A fixture neither uses other fixtures nor is skipped by a mark; pytest 9 refuses it.',
  section: 'effectiveness',
  severity: 'error',
  preset: 'essential',
  fix: 'safe',
  since: '0.1.0',
  twins: ['ruff:PT024', 'flake8:PT024', 'ruff:PT025', 'flake8:PT025', 'sonar:S9074', 'pylint:W6402', 'pytest:mark-on-fixture'],
  on: 'node',
  kinds: ['decorated_definition'],
  *check(decorated, context): Iterable<Facts> {
    if (!/\bmark\b/.test(decorated.text)) return
    const fixture = fixtureNodeOf(decorated, context)
    for (const decorator of fixture?.decorators ?? []) {
      const mark = markOf(decorator, context)
      if (mark === undefined) continue
      const own = mark === 'asyncio' ? ['ruff:PT024', 'flake8:PT024'] : mark === 'usefixtures' ? ['ruff:PT025', 'flake8:PT025'] : []
      // Tests of pytest itself write what it is to refuse.
      yield { at: decorator.firstChild!, decorator, mark, name: fixture!.name, ...(mayBeMeantToFail(decorated) ? { preset: 'twin' as const, twins: own } : { twins: [...own, 'sonar:S9074', 'pylint:W6402'] }) }
    }
  },
  message: ({ mark, name }) => `The mark \`${mark}\` does nothing on the fixture \`${name}\``,
  repair({ decorator }): Repair | Refusal {
    const edit = removeDecorator(decorator)
    return edit === undefined ? { refusal: 'A comment would be lost' } : { title: 'Remove the mark', edits: [edit] }
  },
})
