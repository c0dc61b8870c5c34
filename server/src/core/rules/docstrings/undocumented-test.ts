// Tests without a docstring, for projects that ask for one at every test.

import { docstringEdit, docstringOf, functionDocstring, isCommented } from '../../edits/index.ts'
import { integer, rule, twinsWithoutDocstring, type FunctionUnit, type Located, type Refusal, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly test: FunctionUnit
}

export default rule({
  id: 'undocumented-test',
  summary: 'A test has no docstring.',
  why: 'Half of what a good docstring of a test says is in neither its name nor its code: why it must hold, and which bug it came from. A good name needs none, so this is for projects that want the reason written down everywhere.',
  section: 'docstrings',
  severity: 'hint',
  preset: 'strict',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['ruff:D102', 'ruff:D103', 'pylint:C0116', 'flake8-test-docs:TDO001'],
  options: {
    statements: integer(0, 0, 'Tests with fewer statements of their own than that need none'),
  },
  on: 'function',
  *check(test, context): Iterable<Facts> {
    const { options, source, asTwin } = context
    if ((test.role !== 'test' && !asTwin) || docstringOf(test.node, source) !== undefined) return
    const isOurs = test.role === 'test' && test.statements.length >= options.statements && !isCommented(test.node, source)
    const linters = twinsWithoutDocstring(test, context)
    if (isOurs) yield { at: test.nameNode, test, twins: [...linters, 'flake8-test-docs:TDO001'] }
    // Other functions are the linters' alone; fixtures are undocumented-fixture's.
    else if (test.role !== 'fixture' && linters.length > 0) yield { at: test.nameNode, test, preset: 'twin', twins: linters }
  },
  message: ({ test }) => `'${test.name}' has no docstring`,
  repair({ test }, context): Repair | Refusal {
    const text = functionDocstring(test, context.assertionsOf(test), context.source)
    const edit = docstringEdit(test.node, context.source, text, text.isSnippet)
    if (edit === undefined) return { refusal: 'the body of the test could not be told from its header' }
    return { title: 'Add docstring', edits: [edit], isSnippet: text.isSnippet }
  },
})
