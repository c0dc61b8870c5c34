// subtest-without-assertion: a `with self.subTest(…)` in which nothing is checked.

import { calledName, contextsOf, rule, type Located, type Node } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
}

export default rule({
  id: 'subtest-without-assertion',
  summary: 'The block of a subtest checks nothing.',
  why: 'A subtest reports what fails in its block. Where no assertion stands in it nothing can, and the cases that it names are not checked.',
  section: 'effectiveness',
  severity: 'information',
  preset: 'recommended',
  fix: undefined,
  since: '0.1.0',
  twins: ['falsegreen:C2c'],
  on: 'node',
  kinds: ['with_statement'],
  *check(statement, context): Iterable<Facts> {
    const body = statement.field('body')
    const call = contextsOf(statement).find(({ value }) => value.kind === 'call' && /^(?:self\.subTest|subtests\.test)$/.test(value.field('function')?.text ?? ''))?.value
    const unit = call === undefined ? undefined : context.functionOf(statement)
    if (call === undefined || body === undefined || unit === undefined || statement.isBroken) return
    const { assertions, unread } = context.assertionsOf(unit)
    // A test that checks nothing at all is test-without-assertion's.
    if (assertions.length === 0) return
    if ([...assertions.map(({ node }) => node), ...unread].some((node) => statement.contains(node))) return
    // What is raised, skipped or left there is told; what only runs may be the point, as in a test of what must not crash.
    if (body.descendants('raise_statement', 'continue_statement', 'return_statement', 'yield').length > 0) return
    if (body.descendants('call').some((each) => /assert|check|fail|skip|expect|verify|raise/i.test(calledName(each) ?? ''))) return
    // Values that are gathered for an assertion behind the block.
    if (body.descendants('assignment', 'augmented_assignment').some((each) => isReadBehind(each, statement))) return
    if (contextsOf(statement).length > 1 || isInsideExpectation(statement)) return
    yield { at: call }
  },
  message: () => 'Nothing is checked in the block of this subtest',
})

function isReadBehind(assignment: Node, statement: Node): boolean {
  const name = assignment.field('left')?.text ?? ''
  const outer = statement.ancestor('function_definition')
  return outer?.descendants('identifier').some((each) => each.start > statement.end && name.split(/\W/).includes(each.text)) === true
}

function isInsideExpectation(statement: Node): boolean {
  for (let outer = statement.parent; outer !== undefined && outer.kind !== 'function_definition'; outer = outer.parent) {
    if (outer.kind === 'with_statement' && /assert|raises|warns|expect/i.test(outer.firstChild?.text ?? '')) return true
  }
  return false
}
