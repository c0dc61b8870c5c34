// Tests in which an `if` decides what is asserted: each run checks one half, and nobody sees which.

import { rule, type Context, type Located, type Node, type TestUnit } from '../../kit/index.ts'

interface Facts extends Located {
  readonly name: string
  readonly condition: string
  readonly isLoop: boolean
}

/** Where the machine, the version or the build decides, both halves are run somewhere. */
const isEnvironment =
  /\b(?:sys|os|platform|support|compat|six|django|settings|connection|sysconfig|_testcapi|verbose|PYPY|__debug__|Py_DEBUG)\b|\b_?[A-Z][A-Z0-9_]+\b|\b(?:is|has|have|can|supports?|skip|running|use)_?\w*\b|hasattr|version|TYPE_CHECKING|environ/

export default rule({
  id: 'branching-test',
  summary: 'An if or while in a test decides what is asserted.',
  why: 'Such a test is two tests with one name: each run checks one half, and when the condition changes its mind the other half is checked no more without a failure. Two tests, or two rows of parameters that hold the expected value, say both.',
  section: 'organization',
  severity: 'information',
  preset: 'recommended',
  fix: undefined,
  since: '0.1.0',
  twins: [],
  on: 'test',
  *check(test, context): Iterable<Facts> {
    const asserting = context.assertionsOf(test).assertions.map((assertion) => assertion.node).filter((node) => node.segment === test.segment && test.body.contains(node))
    if (asserting.length === 0) return
    for (const statement of test.body.descendants('if_statement', 'while_statement')) {
      if (ownerOf(statement) !== test.node) continue
      const condition = statement.field('condition')
      if (condition === undefined || !decides(statement, condition, asserting, test, context)) continue
      yield { at: { segment: test.segment, start: statement.start, end: condition.end }, name: test.name, condition: condition.text, isLoop: statement.kind === 'while_statement' }
      // One finding for a test: whoever mends the first sees the others.
      return
    }
  },
  message: ({ name, condition, isLoop }) => `${isLoop ? 'How often' : 'What'} '${name}' asserts depends on '${shortened(condition)}'`,
})

function decides(statement: Node, condition: Node, asserting: readonly Node[], test: TestUnit, context: Context): boolean {
  if (statement.kind === 'while_statement') return false
  if (isEnvironment.test(condition.text)) return false
  const branches = statement.children.filter((child) => child !== condition)
  const inBranches = branches.map((branch) => asserting.filter((node) => branch.contains(node) && !isFailure(node)))
  if (inBranches.every((nodes) => nodes.length === 0)) return false
  // A branch that ends the test early or skips is a guard.
  if (branches.some((branch) => /\b(?:skipTest|pytest\.skip|SkipTest|importorskip)\b/.test(branch.text))) return false
  void test
  void context
  return true
}

/** `self.fail()` under an `if` is an assertion of the condition itself. */
function isFailure(node: Node): boolean {
  return node.kind === 'call' && /(?:^|\.)fail$/.test(node.field('function')?.text ?? '')
}

function ownerOf(node: Node): Node | undefined {
  return node.ancestor('function_definition', 'lambda', 'class_definition')
}

function shortened(condition: string): string {
  const line = condition.replace(/\s+/g, ' ')
  return line.length > 50 ? `${line.slice(0, 47)}…` : line
}
