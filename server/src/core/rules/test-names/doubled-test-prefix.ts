// Tests called test_test_…: the prefix was typed where the tool had put it already.

import { renameEdits } from '../../edits/rename.ts'
import { rule, type Located, type Refusal, type Repair, type TestUnit } from '../../kit/index.ts'

interface Facts extends Located {
  readonly test: TestUnit
  readonly better: string
}

export default rule({
  id: 'doubled-test-prefix',
  summary: 'A test\'s name begins with test_ twice.',
  why: 'The second `test_` says nothing, and whoever looks for the test by the name of what it tests does not find it.',
  section: 'test-names',
  severity: 'hint',
  preset: 'strict',
  fix: 'suggested',
  since: '0.1.0',
  twins: [],
  on: 'test',
  *check(test): Iterable<Facts> {
    const rest = /^test_+test_+(\w+)$/.exec(test.name)?.[1]
    if (rest === undefined || !/^[a-z]/i.test(rest)) return
    // `test_test_client` tests a TestClient, `test_test_command` the option --test: what is called test is spoken of somewhere in it.
    if (/test/i.test(`${test.outer.text} ${test.owner?.name.replace(/tests?/i, '') ?? ''}`.replace(test.name, ''))) return
    yield { at: test.nameNode, test, better: `test_${rest}` }
  },
  message: ({ test, better }) => `'${test.name}' begins with 'test_' twice; '${better}' says the same`,
  repair({ test, better }, context): Repair | Refusal {
    const answer = renameEdits(context.source, test.nameNode, better)
    return 'refusal' in answer ? answer : { title: `Rename test to '${better}'`, edits: answer.edits }
  },
})
