// focused-marker: `@pytest.mark.only` that was left behind after working on one test.

import { removeStatement } from '../../edits/index.ts'
import { rule, type Located, type Node, type Refusal, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly decorator: Node
  readonly mark: string
}

export default rule({
  id: 'focused-marker',
  summary: 'A test has a marker that makes a plugin run it alone.',
  why: 'With the plugin the rest of the suite is silently left out, without it the marker means nothing. It is set to work on one test and not to be committed.',
  section: 'effectiveness',
  severity: 'warning',
  preset: 'recommended',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['flake8:PNO001'],
  on: 'node',
  kinds: ['decorator'],
  *check(decorator, context): Iterable<Facts> {
    const expression = decorator.firstChild
    const name = expression === undefined ? undefined : context.qualifiedName(expression.kind === 'call' ? expression.field('function')! : expression)
    const mark = /^pytest\.mark\.(only|focus|focused)$/.exec(name ?? '')?.[1]
    if (expression !== undefined && mark !== undefined) yield { at: expression, decorator, mark }
  },
  message: ({ mark }) => `\`pytest.mark.${mark}\` is left from working on one test`,
  repair({ decorator }): Repair | Refusal {
    const edit = removeStatement(decorator)
    return edit === undefined ? { refusal: 'A comment stands beside it' } : { title: 'Remove the marker', edits: [edit] }
  },
})
