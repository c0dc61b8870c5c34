// Fixtures that others request by name, or that act unasked, and that say nothing of themselves.

import { docstringEdit, docstringOf, functionDocstring } from '../../edits/index.ts'
import { choice, rule, twinsWithoutDocstring, type FixtureUnit, type Located } from '../../kit/index.ts'

interface Facts extends Located {
  readonly fixture: FixtureUnit
  readonly reach: 'conftest' | 'unasked' | 'file'
}

export default rule({
  id: 'undocumented-fixture',
  summary: 'A fixture that other files request, or that runs unasked, has no docstring.',
  why: 'A fixture from conftest.py is used by name alone, far from its code; its docstring is what `pytest --fixtures` and the editor show there. One that runs unasked for a whole file changes tests that do not mention it.',
  section: 'docstrings',
  severity: 'hint',
  preset: 'recommended',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['ruff:D102', 'ruff:D103', 'pylint:C0116'],
  options: {
    scope: choice(['shared', 'all'], 'shared', 'shared: fixtures of conftest.py, and in test files those that run unasked; all: every fixture.'),
  },
  on: 'fixture',
  *check(fixture, context): Iterable<Facts> {
    const { options, source } = context
    if (docstringOf(fixture.node, source) !== undefined) return
    const isConftest = /(?:^|[\\/])conftest\.py$/.test(source.path)
    const reach = isConftest ? 'conftest' : fixture.isAutouse ? 'unasked' : 'file'
    const twins = twinsWithoutDocstring(fixture, context)
    // pytest hides names with an underscore from `--fixtures` as well.
    const isOurs = options.scope === 'all' || !(fixture.fixtureName.startsWith('_') || reach === 'file' || isPlain(fixture))
    if (isOurs) yield { at: fixture.nameNode, fixture, reach, twins }
    else if (twins.length > 0) yield { at: fixture.nameNode, fixture, reach: 'file', preset: 'twin', twins }
  },
  message({ fixture, reach }) {
    const reason = { conftest: 'is shared through conftest.py', unasked: 'runs for every test unasked', file: 'is requested by name' }[reach]
    return `Fixture '${fixture.fixtureName}' ${reason} but has no docstring`
  },
  repair({ fixture }, context) {
    const text = functionDocstring(fixture, context.assertionsOf(fixture), context.source)
    const edit = docstringEdit(fixture.node, context.source, text, text.isSnippet)
    if (edit === undefined) return { refusal: 'the body of the fixture could not be told from its header' }
    return { title: 'Add docstring', edits: [edit], isSnippet: text.isSnippet }
  },
})

/** One statement and no parameter beyond what it hands on: the code is as short as any sentence about it. */
function isPlain(fixture: FixtureUnit): boolean {
  const [only, ...more] = fixture.statements
  return only !== undefined && more.length === 0 && (only.kind === 'return_statement' || only.kind === 'expression_statement') && !/[\r\n]/.test(only.text)
}
