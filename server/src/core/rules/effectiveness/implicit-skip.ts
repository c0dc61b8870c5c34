// implicit-skip: a test that returns at once under a condition: it passes where it checked nothing.

import { briefly, isConstant, rule, type Located, type Node, type Refusal, type Repair, type TestUnit } from '../../kit/index.ts'

interface Facts extends Located {
  readonly test: TestUnit
  readonly statement: Node
  readonly condition: Node
}

export default rule({
  id: 'implicit-skip',
  summary: 'A test returns at its start under a condition instead of being skipped.',
  why: 'Where the condition holds the test checks nothing and is counted as passed. A skip shows in the report, with its reason.',
  section: 'effectiveness',
  severity: 'warning',
  preset: 'recommended',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['sonar:S5918'],
  on: 'test',
  *check(test, context): Iterable<Facts> {
    const first = test.statements.find((statement) => !isPreparation(statement))
    const condition = first?.kind === 'if_statement' ? first.field('condition') : undefined
    const block = first?.field('consequence')
    if (first === undefined || condition === undefined || block === undefined || first.field('alternative') !== undefined) return
    const last = block.lastChild
    if (last?.kind !== 'return_statement' || last.children.length > 0 || block.children.length > 2) return
    const { assertions } = context.assertionsOf(test)
    // What is asserted or called before the return is a check of its own.
    if (block.children.some((child) => child !== last && !/^(?:print|\w*log\w*\.\w+)\(/.test(child.text))) return
    if (assertions.some(({ node }) => node.segment === test.segment && node.start > first.end)) yield { at: last, test, statement: last, condition }
  },
  message: ({ test, condition }) => `\`${test.name}\` passes without a check where \`${briefly(condition)}\``,
  repair({ test, statement, condition }, context): Repair | Refusal {
    const { segment, start, end } = statement
    const isMethod = test.framework === 'unittest' || test.owner?.isTestCase === 'yes'
    if (!isMethod && context.definitionsOf('pytest').length === 0) return { refusal: 'pytest is not imported here' }
    const reason = briefly(condition, 60).replaceAll(/["\\]/g, "'")
    return { title: 'Skip, with a reason', edits: [{ segment, start, end, text: `${isMethod ? 'self.skipTest' : 'pytest.skip'}("${reason}")` }] }
  },
})

/** An import or a name for a constant. */
function isPreparation(statement: Node): boolean {
  if (/import|^global_statement$/.test(statement.kind)) return true
  const assignment = statement.kind === 'expression_statement' ? statement.firstChild : undefined
  const value = assignment?.kind === 'assignment' ? assignment.field('right') : undefined
  return value !== undefined && isConstant(value)
}
