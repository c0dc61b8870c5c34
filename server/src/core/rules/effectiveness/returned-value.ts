// returned-value: a test that gives back what it was to assert; runners don't look at what a test returns.

import { belongsTo, briefly, importedNames, isSkipCall, leavesResult, rule, unwrapped, type Context, type Located, type Node, type Refusal, type Repair, type TestUnit } from '../../kit/index.ts'

interface Facts extends Located {
  readonly test: TestUnit
  readonly statement: Node
  readonly value: Node
}

const comparing = /^(?:comparison_operator|boolean_operator|not_operator|true|false)$/

/** pytest's own fixtures and those of the plugins that everybody has. */
const builtinFixtures = /^(?:tmp_?path|tmpdir|monkeypatch|cap\w+|recwarn|mocker|client|db|benchmark|testdir|pytester|pytestconfig|event_loop)$/

export default rule({
  id: 'returned-value',
  summary: 'A test returns a value, which the runner throws away.',
  why: 'Runners look at exceptions, not at what a test gives back. A comparison that is returned checks nothing, and pytest and unittest warn of every value.',
  section: 'effectiveness',
  severity: 'warning',
  preset: 'recommended',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['falsegreen:C39', 'pytest:PytestReturnNotNoneWarning'],
  on: 'test',
  *check(test, context): Iterable<Facts> {
    // Some decorators and bases (Twisted's, Tornado's) wait for what the test gives back.
    if (test.isGenerator || !test.decorators.every(leavesResult) || test.owner?.isTestCase === 'unknown') return
    // Plugins compare what such a test gives back with a stored picture or table: `mpl_image_compare`, `array_compare`.
    if (context.marksOf(test).some(({ name }) => /_compare$/.test(name ?? ''))) return
    if (test.owner === undefined && test.parameters.some((parameter) => !isRequest(parameter.name, test, context))) return
    if (test.owner?.bases.some(({ name }) => /twisted|trial|tornado|Deferred/i.test(name ?? '')) === true) return
    // A mixin's tests run in a class that stands elsewhere.
    if (test.owner !== undefined && importedNames(context.source).some((name) => /^twisted\b/.test(name))) return
    for (const statement of test.body.descendants('return_statement')) {
      const value = statement.firstChild === undefined ? undefined : unwrapped(statement.firstChild)
      if (value === undefined || value.kind === 'none' || !belongsTo(statement, test.node) || !isValue(value, context)) continue
      yield { at: statement, test, statement, value, severity: comparing.test(value.kind) ? 'error' : 'warning' }
    }
  },
  message: ({ test, value }) => (comparing.test(value.kind) ? `\`${briefly(value)}\` is returned and not asserted` : `\`${test.name}\` returns \`${briefly(value)}\`, which the runner throws away`),
  repair({ test, statement, value }): Repair | Refusal | undefined {
    if (!/^(?:comparison_operator|boolean_operator|not_operator)$/.test(value.kind)) return undefined
    if (statement.parent !== test.body || test.body.lastChild !== statement) return { refusal: 'The return also ends the test' }
    const { segment, start } = statement
    const written = statement.firstChild!
    if (test.framework === 'pytest') return { title: 'Assert it', edits: [{ segment, start, end: start + 'return'.length, text: 'assert' }] }
    return { title: 'Assert it', edits: [{ segment, start, end: statement.end, text: `self.assertTrue(${written.kind === 'parenthesized_expression' ? written.text.slice(1, -1) : written.text})` }] }
  },
})

/** Functions that are called test_… and take other things than fixtures are mostly no tests: `def test_odd(value)` of a template engine. */
function isRequest(name: string, test: TestUnit, context: Context): boolean {
  return builtinFixtures.test(name) || context.definitionsOf(name).length > 0 || test.decorators.some(({ node }) => /parametrize|patch|given/.test(node.text))
}

/** False for calls that may give back nothing: `return self.check_all()`. */
function isValue(value: Node, context: Context): boolean {
  if (value.kind === 'await' || value.kind === 'conditional_expression') return false
  if (value.kind !== 'call') return true
  const callee = isSkipCall(value) ? undefined : context.calleeOf(value)
  if (callee === undefined || callee.isGenerator || callee.isAsync) return false
  return callee.body.descendants('return_statement').some((statement) => belongsTo(statement, callee.node) && statement.firstChild !== undefined && !/^(?:none|call|await)$/.test(statement.firstChild.kind))
}
