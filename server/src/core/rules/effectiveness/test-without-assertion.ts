// test-without-assertion: a test that does nothing, or whose every call could be read and none of them checks anything.

import { argumentOf, argumentsOf, calledName, rule, soundsLikeCheck, type ClassUnit, type Context, type Located, type NamedExpression, type Node, type TestUnit } from '../../kit/index.ts'

interface Facts extends Located {
  readonly name: string
  readonly isEmpty: boolean
}

/** Words by which people say that running through is the check. */
const smoke = /smoke|crash|segfault|\bhang|leak|deadlock|(?:not|n't|dont|doesnt|never|without|no)[ _](?:\w+[ _])?(?:raise|fail|throw|error|exception|warn|break|block|die|explode)|\bimport(?:s|able)?\b|no[_-]?op\b|run(?:s|nable)?[ _]?(?:ok|through)|bpo-?\d|issue ?#?\d|\bbug ?#?\d|gh-?\d|ticket ?#?\d|regression|performance|bench|\bgc\b|weakref|coverage/i
/** Calls that fail on their own when the program under test does. */
const failing = /^(?:check_call|check_output|raise_for_status|fail|exit|doctest|run_docstring_examples|testmod|run_doctest|assert_python_ok|full_clean)$/

export default rule({
  id: 'test-without-assertion',
  summary: 'A test checks nothing: neither it nor a helper that it calls contains an assertion.',
  why: 'A test without an assertion fails only when something raises. Whatever it was written to check can break without anyone noticing.',
  section: 'effectiveness',
  severity: 'warning',
  preset: 'recommended',
  fix: undefined,
  since: '0.1.0',
  twins: ['pynose:empty-test', 'pynose:unknown-test', 'vacuous:no-assertions', 'falsegreen:C2', 'falsegreen:C2b', 'tsdetect:EmptyTest', 'tsdetect:UnknownTest', 'pytest-smell:UnknownTest', 'pytest-tidy:PTD003', 'zorilla:ZR003', 'zorilla:ZR007'],
  whenNotToUse: 'Where many tests only have to run through. A test that says so in its name, docstring or a comment (smoke, does not raise, crash) is left alone.',
  on: 'test',
  *check(test, context): Iterable<Facts> {
    if (/bench/i.test(context.source.path.slice(context.source.path.lastIndexOf('/') + 1)) || test.docstring?.text.includes('>>>') === true) return
    if ([...test.decorators, ...(test.owner?.decorators ?? [])].some(({ node }) => /skip|xfail|expectedFailure|todo|not_implemented|benchmark/i.test(node.text))) return
    const isEmpty = test.statements.every(doesNothing)
    if (isEmpty) {
      if (!mayOverride(test.owner, test.name, context)) yield { at: test.nameNode, name: test.name, isEmpty, severity: 'error' }
      return
    }
    const { assertions, unread } = context.assertionsOf(test)
    if (assertions.length > 0 || unread.length > 0) return
    if (mayFail(test, context) || saysSmoke(test) || test.decorators.some((decorator) => mayCheck(decorator, context))) return
    yield { at: test.nameNode, name: test.name, isEmpty }
  },
  message: ({ name, isEmpty }) => (isEmpty ? `\`${name}\` does nothing` : `\`${name}\` checks nothing: there is no assertion in it or in its helpers`),
})

function doesNothing(statement: Node): boolean {
  if (statement.kind === 'pass_statement') return true
  return statement.kind === 'expression_statement' && ['ellipsis', 'string', 'none', 'integer'].includes(statement.firstChild?.kind ?? '')
}

/** An empty test in a subclass may be there to switch an inherited one off, which only shows where all bases can be read. */
function mayOverride(owner: ClassUnit | undefined, name: string, context: Context): boolean {
  if (owner === undefined) return false
  if (owner.isTestCase === 'unknown' || owner.role === 'base') return true
  const ancestors = context.ancestorsOf(owner)
  if (ancestors.some((each) => context.methodNamed(each, name) !== undefined)) return true
  return [owner, ...ancestors].some(({ bases }) =>
    bases.some((base) => !/^(?:object|unittest\.(?:TestCase|IsolatedAsyncioTestCase)|django\.test\.\w+|testtools\.TestCase)$/.test(base.name ?? '') && !ancestors.some((each) => each.name === base.name)),
  )
}

/** True where something in its text fails by itself: `raise`, a checked subprocess, warnings turned into errors, a call of a fixture. */
function mayFail(test: TestUnit, context: Context): boolean {
  if (test.body.descendants('raise_statement', 'yield').length > 0) return true
  // A return value is another mistake than a missing assertion; a decorator may look at it.
  if (test.body.descendants('return_statement').some((statement) => statement.children.length > 0)) return true
  // `equal = self.ndiffAssertEqual`, or code in a text that is run elsewhere.
  if (test.body.descendants('string', 'identifier').some((each) => /assert/i.test(each.text) && !isCalled(each))) return true
  const parameters = new Set(test.parameters.map((parameter) => parameter.name))
  return test.body.descendants('call').some((call) => {
    const name = calledName(call) ?? ''
    if (failing.test(name)) return true
    // A helper that could not be read would have kept the test from being reported; what is left of such names was read, and checks nothing.
    const isRead = soundsLikeCheck(name) || context.calleeOf(call) !== undefined
    if (!isRead && /assert|expect|verify|check|ensure|validate|should|skip/i.test(name)) return true
    // `self.get(url, expected_status=403)`
    if ([...argumentsOf(call).keywords.keys()].some((keyword) => /expect|assert|check|status|raises|should/.test(keyword))) return true
    if (/(?:^|_)test/i.test(name) && context.calleeOf(call) === undefined) return true
    if (name === 'run' && argumentOf(call, 'check')?.kind === 'true') return true
    if (/^(?:simplefilter|filterwarnings)$/.test(name) && /['"]error['"]/.test(call.text)) return true
    const callee = call.field('function')
    // A fixture that is called may do anything; `snapshot(x)`, `benchmark(f)`.
    return callee?.kind === 'identifier' && parameters.has(callee.text) && context.bindingOf(callee)?.definitions[0]?.kind === 'parameter'
  })
}

/** True for the name in `name(…)` and `x.name(…)`. */
function isCalled(node: Node): boolean {
  const callee = node.fieldName === 'attribute' ? node.parent : node
  return callee?.fieldName === 'function' && callee.parent?.kind === 'call'
}

/** A decorator from elsewhere may look at what the test did; one of this file was read with the test. */
function mayCheck({ name }: NamedExpression, context: Context): boolean {
  const definitions = name === undefined || name.includes('.') ? [] : context.definitionsOf(name)
  if (definitions.length === 1 && /^(?:async\s+)?def\b/.test(definitions[0]!.text.slice(definitions[0]!.code))) return false
  return !/^(?:unittest|(?:unittest\.)?mock|pytest|ddt|parameterized|django\.test|hypothesis|staticmethod|classmethod|asyncio|functools|contextlib|test\.support|support|typing)(?:\.|$)/.test(name ?? '')
}

function saysSmoke(test: TestUnit): boolean {
  const { segment, node } = test
  const words = [test.name.replaceAll('_', ' '), test.docstring?.text ?? '']
  for (let i = 0; i < segment.comments.length; i += 2) if (segment.comments[i]! < node.end) words.push(segment.text.slice(segment.comments[i]!, segment.comments[i + 1]!))
  // `self.do_test_no_exception(…)`
  const says = /no_?(?:exception|error|raise|crash)|(?:not|n't)_?(?:raise|fail|crash)/i
  return words.some((text) => smoke.test(text)) || test.body.descendants('call').some((call) => says.test(calledName(call) ?? ''))
}
