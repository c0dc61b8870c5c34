// Docstrings without a word.

import { removeStatement } from '../../edits/index.ts'
import { rule, type Located, type Node, type Refusal, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly name: string
  readonly docstring: Node
  /** Made for a test to look at, perhaps at this very docstring. */
  readonly isMaterial: boolean
}

export default rule({
  id: 'empty-docstring',
  summary: 'A docstring has no text.',
  why: 'An empty docstring satisfies a checker and tells nobody anything; unittest shows its first line, so the test appears without any name at all.',
  section: 'docstrings',
  severity: 'information',
  preset: 'recommended',
  fix: 'safe',
  since: '0.1.0',
  twins: ['ruff:D419'],
  on: 'function',
  *check(unit): Iterable<Facts> {
    const { docstring, name, role } = unit
    if (docstring === undefined || /[^\s'"]/.test(docstring.text.replace(/^[a-zA-Z]*/, ''))) return
    yield { at: docstring, name, docstring, isMaterial: role === 'nested' || role === 'helper' }
  },
  message: ({ name }) => `The docstring of '${name}' is empty`,
  repair({ docstring, isMaterial }): Repair | Refusal {
    const statement = docstring.ancestor('expression_statement')
    // Alone it is what makes the body a body.
    if (statement === undefined || statement.parent?.children.length === 1) return { refusal: 'the docstring is all that the body has' }
    const edit = removeStatement(statement)
    return edit === undefined ? { refusal: 'the docstring shares its line with other code' } : { title: 'Delete the empty docstring', edits: [edit], safety: isMaterial ? 'suggested' : 'safe' }
  },
})
