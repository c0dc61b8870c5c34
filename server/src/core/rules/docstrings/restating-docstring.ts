// Docstrings of tests that only say the test's name again.

import { removeStatement } from '../../edits/index.ts'
import { rule, type Located, type Node, type Refusal, type Repair, type TestUnit } from '../../kit/index.ts'
import { singularOf, splitWords } from '../../naming/index.ts'

interface Facts extends Located {
  readonly test: TestUnit
  readonly docstring: Node
}

/** Words that any docstring of a test may begin with or be joined by. */
const filling = new Set('a an the this that these is are be been was were it its of for to in on at by with and or as from into if when then test tests testing tested case cases unit ensure ensures verify verifies check checks assert asserts make makes sure can should must will does do works work correctly properly'.split(' '))

export default rule({
  id: 'restating-docstring',
  summary: 'A test\'s docstring says nothing that its name does not say.',
  why: 'A reader goes to the docstring for what the name has no room for: the condition, the reason, the bug behind it. `"""Test create user."""` under `test_create_user` costs a line, is one more place to keep up to date, and in unittest\'s output even takes the place of the name.',
  section: 'docstrings',
  severity: 'hint',
  preset: 'recommended',
  fix: 'suggested',
  since: '0.1.0',
  twins: [],
  on: 'test',
  *check(test): Iterable<Facts> {
    const { docstring } = test
    if (docstring === undefined || test.statements.length === 0) return
    const text = docstring.text.replace(/^[a-zA-Z]*("""|'''|"|')|("""|'''|"|')$/g, '')
    // Code, numbers and links are never in a name.
    if (/[`:(){}=<>/\\'"\d]/.test(text) || text.includes('\n\n')) return
    const said = contentWords(text.replace(/[^A-Za-z_]+/g, '_'))
    const known = new Set(contentWords(test.name))
    if (said.length === 0 || !said.every((word) => known.has(word))) return
    yield { at: docstring, test, docstring }
  },
  message: ({ test }) => `The docstring of '${test.name}' only repeats its name`,
  repair({ docstring }): Repair | Refusal {
    const edit = removeStatement(docstring.parent ?? docstring)
    return edit === undefined ? { refusal: 'the docstring shares its line with other code' } : { title: 'Delete the docstring', edits: [edit] }
  },
})

function contentWords(text: string): readonly string[] {
  return splitWords(text).filter((word) => word.length > 1 && !filling.has(word)).map((word) => (singularOf(word) ?? word).replace(/(?:ing|ed|es|s|e)$/, ''))
}
