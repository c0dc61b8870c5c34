// skip-after-logic: `pytest.skip()` behind what the test has done: everything below it never runs.

import { endingOf, rule, type Located, type Node } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
}

export default rule({
  id: 'skip-after-logic',
  summary: 'A test runs, and then skips itself whatever came of it.',
  why: 'The statements in front of the skip run and can fail, those behind it never run, and the report says skipped. A test that is not to run has a mark; one that was finished for a while is to say what it checks.',
  section: 'effectiveness',
  severity: 'warning',
  preset: 'recommended',
  fix: undefined,
  since: '0.1.0',
  twins: ['falsegreen:C43'],
  on: 'test',
  *check(test): Iterable<Facts> {
    const at = test.statements.findIndex((statement) => endingOf(statement) === 'skip' && !/xfail/.test(statement.text))
    if (at < 1 || !test.statements.slice(0, at).some(acts)) return
    yield { at: test.statements[at]! }
  },
  message: () => 'The test always skips itself here, after it has run',
})

/** True for what runs something of the program; imports and looks at the environment do not. */
function acts(statement: Node): boolean {
  if (/^(?:import_statement|import_from_statement|try_statement|if_statement|function_definition|class_definition|pass_statement)$/.test(statement.kind)) return false
  return statement.kind === 'assert_statement' || statement.descendants('call', 'await').length > 0
}
