// usefixtures-without-names: `@pytest.mark.usefixtures()` uses none.

import { removeDecorator } from '../../edits/index.ts'
import { markOf, rule, type Located, type Node, type Refusal, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly decorator: Node
}

export default rule({
  id: 'usefixtures-without-names',
  summary: 'A usefixtures mark names no fixture.',
  why: 'The test runs without what it was meant to have, or the mark is left over.',
  section: 'effectiveness',
  severity: 'warning',
  preset: 'recommended',
  fix: 'safe',
  since: '0.1.0',
  twins: ['ruff:PT026', 'flake8:PT026', 'sonar:S9074', 'pytest:usefixtures-without-names'],
  on: 'node',
  kinds: ['decorator'],
  *check(decorator, context): Iterable<Facts> {
    const expression = decorator.firstChild
    if (expression === undefined || !/usefixtures/.test(expression.text) || markOf(decorator, context) !== 'usefixtures') return
    if (expression.kind !== 'call' || expression.field('arguments')?.children.length === 0) yield { at: expression, decorator }
  },
  message: () => 'The mark names no fixture to use',
  repair({ decorator }): Repair | Refusal {
    const edit = removeDecorator(decorator)
    return edit === undefined ? { refusal: 'A comment would be lost' } : { title: 'Remove the mark', edits: [edit] }
  },
})
