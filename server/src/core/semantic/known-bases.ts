// Base classes outside the file whose attributes are known by heart, so that a subclass's own names can be told from theirs.

const object: readonly string[] = []

/** `dir()` of unittest.IsolatedAsyncioTestCase (Python 3.13) and the attributes of an instance, dunders left out; it includes TestCase's. */
const testCase = `_addDuration _addExpectedFailure _addUnexpectedSuccess _assertNotWarns _asyncioRunner _asyncioTestContext _baseAssertEqual
  _callAsync _callCleanup _callMaybeAsync _callSetUp _callTearDown _callTestMethod _classSetupFailed _class_cleanups _cleanups _diffThreshold
  _formatMessage _getAssertEqualityFunc _outcome _setupAsyncioRunner _subtest _tearDownAsyncioRunner _testMethodDoc _testMethodName
  _truncateMessage _type_equality_funcs addAsyncCleanup addClassCleanup addCleanup addTypeEqualityFunc assertAlmostEqual assertCountEqual
  assertDictEqual assertEqual assertFalse assertGreater assertGreaterEqual assertIn assertIs assertIsInstance assertIsNone assertIsNot
  assertIsNotNone assertLess assertLessEqual assertListEqual assertLogs assertMultiLineEqual assertNoLogs assertNotAlmostEqual assertNotEqual
  assertNotIn assertNotIsInstance assertNotRegex assertRaises assertRaisesRegex assertRegex assertSequenceEqual assertSetEqual assertTrue
  assertTupleEqual assertWarns assertWarnsRegex assertStartsWith assertNotStartsWith assertEndsWith assertNotEndsWith assertHasAttr
  assertNotHasAttr assertIsSubclass assertNotIsSubclass assertEquals assertNotEquals assert_ failUnless failIf asyncSetUp asyncTearDown
  countTestCases debug defaultTestResult doClassCleanups doCleanups enterAsyncContext enterClassContext enterContext fail failureException id
  longMessage loop_factory maxDiff run setUp setUpClass shortDescription skipTest subTest tearDown tearDownClass`.split(/\s+/)

/** What django.test's SimpleTestCase, TransactionTestCase, TestCase and LiveServerTestCase (Django 5.2) define or read on top of that. */
const django = `_add_databases_failures _databases_names _databases_support_savepoints _databases_support_transactions _disallowed_connection_methods
  _disallowed_database_msg _ensure_connections_support_transactions _enter_atomics _fixture_setup _fixture_teardown _live_server_modified_settings
  _make_connections_override _overridden_settings _modified_settings _post_teardown _pre_setup _pre_setup_ran_eagerly _remove_databases_failures
  _reset_sequences _rollback_atomics _should_check_constraints _should_reload_connections _terminate_thread _urlconf_setup _urlconf_teardown
  _validate_databases _connections_override _create_server_thread _cls_overridden_context _cls_modified_context
  allowed_host async_client async_client_class available_apps captureOnCommitCallbacks client client_class cls_atomics databases fixtures host
  live_server_url modify_settings port reset_sequences serialized_rollback server_thread server_thread_class settings setUpTestData
  static_handler assertContains assertFieldOutput assertFormError assertFormSetError assertFormsetError assertHTMLEqual assertHTMLNotEqual
  assertInHTML assertNotInHTML assertJSONEqual assertJSONNotEqual assertNotContains assertNumQueries assertQuerySetEqual assertQuerysetEqual
  assertRaisesMessage assertRedirects assertTemplateNotUsed assertTemplateUsed assertURLEqual assertWarnsMessage assertXMLEqual
  assertXMLNotEqual atomics`.split(/\s+/)

const byName: ReadonlyMap<string, readonly string[]> = new Map([
  ['object', object],
  ...['abc.ABC', 'typing.Generic', 'typing.Protocol'].map((name) => [name, object] as const),
  ...['unittest.TestCase', 'unittest.case.TestCase', 'unittest.IsolatedAsyncioTestCase', 'unittest.async_case.IsolatedAsyncioTestCase'].map((name) => [name, testCase] as const),
  ...['SimpleTestCase', 'TransactionTestCase', 'TestCase', 'LiveServerTestCase'].flatMap((name) =>
    [`django.test.${name}`, `django.test.testcases.${name}`].map((dotted) => [dotted, [...testCase, ...django]] as const),
  ),
])

/** Attributes that a base class outside the file defines or reads on its instances; undefined where they are not known. */
export function attributesOfBase(dotted: string | undefined): ReadonlySet<string> | undefined {
  const names = dotted === undefined ? undefined : byName.get(dotted)
  return names === undefined ? undefined : new Set(names)
}
