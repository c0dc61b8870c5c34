// unittest-assertion-in-pytest: `self.assertEqual(a, b)` where pytest explains a plain `assert a == b`.

import { argumentsOf, rule, sameAssertion, type Located, type Node, type Refusal, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly call: Node
  readonly name: string
}

/** The methods of which flake8-pytest-style's PT009 speaks. */
const methods = new Set([
  'assertAlmostEqual', 'assertAlmostEquals', 'assertCountEqual', 'assertDictContainsSubset', 'assertDictEqual', 'assertEqual', 'assertEquals', 'failIf', 'failIfAlmostEqual', 'failIfEqual', 'failUnless',
  'failUnlessAlmostEqual', 'failUnlessEqual', 'assertFalse', 'assertGreater', 'assertGreaterEqual', 'assertIn', 'assertIs', 'assertIsInstance', 'assertIsNone', 'assertIsNot', 'assertIsNotNone', 'assertLess',
  'assertLessEqual', 'assertListEqual', 'assertMultiLineEqual', 'assertNotAlmostEqual', 'assertNotAlmostEquals', 'assertNotEqual', 'assertNotEquals', 'assertNotIn', 'assertNotIsInstance', 'assertNotRegex',
  'assertNotRegexpMatches', 'assertRegex', 'assertRegexpMatches', 'assertSequenceEqual', 'assertSetEqual', 'assertTrue', 'assertTupleEqual', 'assert_',
])

/** flake8-pytest-style minds these too, for which no plain `assert` says the same. */
const pluginsOnly = /^(?:assertLogs|assertNoLogs|assertWarns|assertWarnsRegex|assertNotContains)$/

export default rule({
  id: 'unittest-assertion-in-pytest',
  summary: 'An assert method of unittest is called where pytest runs the test.',
  why: 'pytest shows the values of a plain `assert`, whatever is compared, so nobody has to know forty methods.',
  section: 'style',
  severity: 'hint',
  preset: 'strict',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['ruff:PT009', 'flake8:PT009', 'unittest2pytest:assert'],
  whenNotToUse: 'Where unittest runs the tests. Methods of a TestCase are reported only to who names this rule or PT009.',
  on: 'node',
  kinds: ['call'],
  called: /^(?:assert|fail)/,
  *check(call, context): Iterable<Facts> {
    const callee = call.field('function')
    const name = callee?.kind === 'attribute' ? callee.field('attribute')?.text : undefined
    if (callee === undefined || name === undefined) return
    if (!methods.has(name)) {
      if (pluginsOnly.test(name)) yield { at: callee, call, name, preset: 'twin', twins: ['flake8:PT009'] }
      return
    }
    const { owner } = context.functionOf(call) ?? {}
    const isPlain = owner !== undefined && owner.isTestCase === 'no' && owner.role === 'test'
    yield { at: callee, call, name, ...(isPlain ? {} : { preset: 'named' as const }) }
  },
  message: ({ name }) => `\`${name}\` is unittest's${methods.has(name) ? '; pytest explains a plain `assert`' : ''}`,
  repair({ call }, context): Repair | Refusal {
    const statement = call.parent
    if (statement?.kind !== 'expression_statement' || statement.children.length !== 1 || argumentsOf(call).isOpen) return { refusal: 'The call is part of a larger expression, or its arguments are not all written out' }
    const { segment, start, end } = call
    if (segment.comments.some((offset, i) => i % 2 === 0 && offset >= start && offset < end)) return { refusal: 'A comment stands in the call' }
    const text = sameAssertion(call, context.definitionsOf('re').length > 0)
    if (/[\r\n]/.test(text ?? '')) return { refusal: 'Its values take several lines' }
    return text === undefined ? { refusal: 'No operator says the same' } : { title: 'Use a plain assert', edits: [{ segment, start, end, text }] }
  },
})
