// What a name says of a call: which libraries' functions check something, and which names may hide a check that can't be read.

import type { AssertionKind } from './model.ts'

/** `unittest.mock`'s assertions, misspelt ones among them: whether they check anything is another rule's business. */
export function isMockAssertion(name: string): boolean {
  return /^assert_(not_)?(called|any_call|any_await|has_calls|has_awaits|awaited|has_no_calls)\w*$/.test(name)
}

/** A method or function that makes the block or call behind it answer for an exception, a warning, a log record. */
export function isRaises(name: string): boolean {
  return /^(assert_?|fail_?(Unless_?|If_?)?|expect_?)(Not)?_?(raises|warns|deprecat\w*|logs|no_?logs|failure)/i.test(name) || raisesNames.has(name)
}

const raisesNames = new Set(['ExpectedException', 'RaisesGroup', 'RaisesExc', 'deprecated_call', 'ShouldRaise', 'ShouldWarn', 'ShouldNotWarn', 'should_raise', 'should_warn'])

/** unittest's, testtools', Django's own and everybody's `assert…`, `fail…`, `expect…` called on a test case. */
export function isAssertMethod(name: string): boolean {
  return /^_?[aA]ssert/.test(name) || /^fail(?:$|If|Unless|[A-Z])/.test(name) || /^expect(?:$|[A-Z_])/.test(name) || /^(?:success|failure|no)ResultOf$/.test(name)
}

/** A method of whatever object that fails where something is not as it should be: of HTTP responses, WebTest, Schemathesis, mox. */
export function isCheckingMethod(name: string): boolean {
  return checkingMethods.has(name)
}

const checkingMethods = new Set(['raise_for_status', 'mustcontain', 'call_and_validate', 'validate_response', 'VerifyAll', 'verifyAll', 'verifyNoMoreInteractions'])

/** A method of pytest-check's `check`, fixture or import. */
export function isSoftCheck(name: string): boolean {
  return /^(?:(?:almost_|not_)?equal|is_\w+|is_|is_in|(?:not_)?is_?instance|greater(?:_equal)?|less(?:_equal)?|between(?:_equal)?|raises|any_failures|fail|call_on_fail)$/.test(name)
}

/** A plugin's fixture that fails the test where something that it was told to expect did not happen: pytest-httpx, respx. */
export function isCheckingFixture(name: string): boolean {
  return name === 'httpx_mock' || name === 'respx_mock'
}

/** What a function of a library does by its dotted name; undefined where it is not known to check anything. */
export function libraryCheck(dotted: string): Exclude<AssertionKind, 'statement' | 'helper'> | undefined {
  const last = dotted.slice(dotted.lastIndexOf('.') + 1)
  if (/^_?pytest(\.\w+)*\.(raises|warns|deprecated_call|RaisesGroup|RaisesExc)$/.test(dotted) || dotted === 'nose.tools.raises') return 'raises'
  if (isRaises(last)) return 'raises'
  if (isMockAssertion(last)) return 'mock'
  if (functions.has(dotted) || /^(_pytest|pytest)(\.\w+)*\.(fail|exit|xfail)$/.test(dotted)) return 'function'
  if (/^doctest\.(testmod|testfile|run_docstring_examples|debug|debug_src)$/.test(dotted) || last === 'run_doctest' || last === 'run_unittest') return 'function'
  if (/^assert(_|$|[A-Z])/.test(last) || lineMatchers.test(last)) return 'function'
  if (/^(hamcrest|sure|expects|should_dsl|robber|compare|playwright|testfixtures|zope\.interface\.verify)(\.|$)/.test(dotted) && plainVerbs.has(last)) return 'function'
  if (last === 'expect' && !dotted.startsWith('self.')) return 'function'
  if (/^pytest_check\./.test(dotted) && isSoftCheck(last)) return last === 'raises' ? 'raises' : 'function'
  if (dotted.includes('.') && shortHelpers.has(last)) return 'function'
  return undefined
}

const functions = new Set([
  'subprocess.check_call', 'subprocess.check_output', 'zope.interface.verify.verifyObject', 'zope.interface.verify.verifyClass', 'testfixtures.compare',
  'hypothesis.stateful.run_state_machine_as_test', 'torch.testing.assert_close', 'torch.autograd.gradcheck', 'torch.autograd.gradgradcheck',
  'jsonschema.validate', 'jsonschema.validators.validate', 'fastjsonschema.validate', 'pytest.assume', 'approvaltests.verify', 'approvaltests.approvals.verify',
  'matplotlib.testing.decorators.image_comparison', 'matplotlib.testing.decorators.check_figures_equal', 'pytest.mark.mpl_image_compare', 'jax.test_util.check_grads', 'sklearn.utils.estimator_checks.check_estimator', 'typing.assert_type', 'typing_extensions.assert_type',
])

/** nose's and SQLAlchemy's names for comparisons that assert. */
const shortHelpers = new Set(['eq_', 'ok_', 'ne_', 'is_not_', 'not_in_', 'in_', 'le_', 'ge_', 'eq_ignore_whitespace', 'eq_regex', 'startswith_'])

const plainVerbs = new Set(['assert_that', 'expect', 'compare', 'verifyObject', 'verifyClass', 'it', 'this', 'these', 'those', 'that'])

/** Methods of pytest's own LineMatcher and RunResult. */
const lineMatchers = /^(no_)?(fnmatch|re_match)_lines?(_random)?$|^assert_?outcomes?$/

/** `client.get(url, expected_status=403)`: whoever is called is told what has to come of it. */
export function isExpectation(keyword: string): boolean {
  return /expect|assert|check|status|raises|should/.test(keyword)
}

/** A raised exception that means "this test fails". */
export function isFailure(raised: string): boolean {
  return /(^|\.)(AssertionError|failureException|TestFailed|pytest\.fail\.Exception|Failed)(\(|$)/.test(raised.replace(/\s/g, ''))
}

/** Methods of the TestCase families that check nothing: calls of them say nothing of what a test asserts. */
export function isQuietMethod(name: string): boolean {
  return quietMethods.has(name) || /^(setUp|tearDown|asyncSetUp|asyncTearDown|setup_|teardown_|skip|addCleanup|addClassCleanup|addOnException|addDetail)/.test(name)
}

const quietMethods = new Set([
  'id', 'subTest', 'enterContext', 'enterClassContext', 'enterAsyncContext', 'doCleanups', 'shortDescription', 'defaultTestResult', 'countTestCases', 'debug',
  'addTypeEqualityFunc', 'useFixture', 'patch', 'patchobject', 'getUniqueString', 'getUniqueInteger', 'attachment', 'onException', 'settings', 'modify_settings', 'override_settings',
  'flags', 'stub_out', 'mktemp', 'create_tempdir', 'create_tempfile', 'get_temp_dir', 'rng', '__init__', '__class__',
])

/** Names that may hide a check, wherever they are called. */
export function soundsLikeCheck(name: string): boolean {
  return /^_*(re)?(assert|check|verify|expect|ensure|should|must|validate_and|compare_and|confirm)(?=[A-Z_\d]|$|s?_)/.test(name) || /(^|_)(assert|check|verify|ensure|expect)(s|ed|er|ing)?(_|$)/.test(name) || /[a-z](Assert|Check|Verify|Ensure|Expect)(s|ed|er|ing)?(?=[A-Z_]|$)/.test(name)
}

/** Names that may hide a check where a test calls them on itself or takes them from a test module: wider, since these run tests too. */
export function mayCheck(name: string): boolean {
  return soundsLikeCheck(name) || /(^|_)(do|run|test|tests|valid\w*|compar\w*|match\w*|confirm|require\w*|diff|round_?trip\w*|examine|helper)(_|\d|$)/i.test(name) || /(Test|Compare|Match|Valid|RoundTrip|Require)/.test(name)
}

/** Names of things that are made or arranged, so that calling them is no check. */
export function soundsLikeMaking(name: string): boolean {
  return /^_*(make|create|build|new|get|load|read|mock|fake|stub|set_?up|generate|gen|random|rand|sample|open|patch|temp|tmp|start|stop|wait|skip|requires?|import|captured|change|swap|threading_setup|gc_collect)(?=[A-Z_\d]|$)/.test(name) || /^[A-Z]\w*[a-z]/.test(name)
}

/** True where a dotted module path leads to test code of the project: relative, or with a part that says so. */
export function isTestModule(dotted: string): boolean {
  // `models.User.objects.create` is a method of a class, whatever the module.
  if (dotted.split('.').slice(0, -1).some((part) => /^[A-Z]/.test(part))) return false
  if (dotted.startsWith('.')) return true
  return dotted.split('.').slice(0, -1).some((part) => /^_?(tests?|testing|testsuite|conftest|testutils?|test_\w+|\w+_tests?|\w*helpers?|\w*fixtures?|support|\w+_testing)$/.test(part)) && !/^(numpy|pandas|django|unittest|scipy|torch|tornado|twisted|oslotest|hypothesis)\./.test(dotted)
}
