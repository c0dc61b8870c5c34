// All rules, by section in the order of the review, then by id. Written by `npm run generate` from the names of the files; don't edit it.

import type { Rule } from '../kit/index.ts'
import allAnyAssertion from './effectiveness/all-any-assertion.ts'
import alwaysFailingAssert from './effectiveness/always-failing-assert.ts'
import approxWithoutTolerance from './effectiveness/approx-without-tolerance.ts'
import assertOnGenerator from './effectiveness/assert-on-generator.ts'
import assertOnStringLiteral from './effectiveness/assert-on-string-literal.ts'
import assertOnTuple from './effectiveness/assert-on-tuple.ts'
import assertRaisesWithoutCallable from './effectiveness/assert-raises-without-callable.ts'
import assertionCount from './effectiveness/assertion-count.ts'
import assertionInRaisesBlock from './effectiveness/assertion-in-raises-block.ts'
import assertionOnMutatorResult from './effectiveness/assertion-on-mutator-result.ts'
import assertionRoulette from './effectiveness/assertion-roulette.ts'
import asyncTestInSyncTestcase from './effectiveness/async-test-in-sync-testcase.ts'
import asyncTestUnsupported from './effectiveness/async-test-unsupported.ts'
import asyncTestWithoutAwait from './effectiveness/async-test-without-await.ts'
import callArgsPosition from './effectiveness/call-args-position.ts'
import callCountTruthiness from './effectiveness/call-count-truthiness.ts'
import captureNotAsserted from './effectiveness/capture-not-asserted.ts'
import classWithoutTests from './effectiveness/class-without-tests.ts'
import compositeAssertion from './effectiveness/composite-assertion.ts'
import conditionalAssertion from './effectiveness/conditional-assertion.ts'
import constantCondition from './effectiveness/constant-condition.ts'
import darkPatch from './effectiveness/dark-patch.ts'
import debuggerLeftIn from './effectiveness/debugger-left-in.ts'
import disabledByName from './effectiveness/disabled-by-name.ts'
import dissimilarTypes from './effectiveness/dissimilar-types.ts'
import droppedComparison from './effectiveness/dropped-comparison.ts'
import duplicateParametrizeCase from './effectiveness/duplicate-parametrize-case.ts'
import duplicateTestName from './effectiveness/duplicate-test-name.ts'
import emptyHasCalls from './effectiveness/empty-has-calls.ts'
import emptyParametrize from './effectiveness/empty-parametrize.ts'
import emptyRaisesBlock from './effectiveness/empty-raises-block.ts'
import exceptionUsedInsideBlock from './effectiveness/exception-used-inside-block.ts'
import excinfoStringified from './effectiveness/excinfo-stringified.ts'
import expectedActualOrder from './effectiveness/expected-actual-order.ts'
import expectedAsMessage from './effectiveness/expected-as-message.ts'
import failWithoutMessage from './effectiveness/fail-without-message.ts'
import fixtureCalledDirectly from './effectiveness/fixture-called-directly.ts'
import fixtureDecoratorOrder from './effectiveness/fixture-decorator-order.ts'
import fixtureMultipleYields from './effectiveness/fixture-multiple-yields.ts'
import fixturePositionalArgs from './effectiveness/fixture-positional-args.ts'
import focusedMarker from './effectiveness/focused-marker.ts'
import getfixturevalueInTeardown from './effectiveness/getfixturevalue-in-teardown.ts'
import higherScopeFixtureInstanceMethod from './effectiveness/higher-scope-fixture-instance-method.ts'
import identicalTestBodies from './effectiveness/identical-test-bodies.ts'
import ignoredPredicate from './effectiveness/ignored-predicate.ts'
import implicitSkip from './effectiveness/implicit-skip.ts'
import inactiveHttpInterceptor from './effectiveness/inactive-http-interceptor.ts'
import isLiteralComparison from './effectiveness/is-literal-comparison.ts'
import laxXfail from './effectiveness/lax-xfail.ts'
import magicNumber from './effectiveness/magic-number.ts'
import markOnFixture from './effectiveness/mark-on-fixture.ts'
import membershipSelfConfirmation from './effectiveness/membership-self-confirmation.ts'
import messageLiteral from './effectiveness/message-literal.ts'
import messagePrint from './effectiveness/message-print.ts'
import misspeltMark from './effectiveness/misspelt-mark.ts'
import misspeltMockAssertion from './effectiveness/misspelt-mock-assertion.ts'
import misspeltMockAttribute from './effectiveness/misspelt-mock-attribute.ts'
import mockAssertionAssigned from './effectiveness/mock-assertion-assigned.ts'
import mockClassAliased from './effectiveness/mock-class-aliased.ts'
import mockClassAsNew from './effectiveness/mock-class-as-new.ts'
import mockReturnEcho from './effectiveness/mock-return-echo.ts'
import mockSpecString from './effectiveness/mock-spec-string.ts'
import mockVsMockAssertion from './effectiveness/mock-vs-mock-assertion.ts'
import nanComparison from './effectiveness/nan-comparison.ts'
import nestedTest from './effectiveness/nested-test.ts'
import numericTautology from './effectiveness/numeric-tautology.ts'
import oracleIsCodeUnderTest from './effectiveness/oracle-is-code-under-test.ts'
import parameterDefaultValue from './effectiveness/parameter-default-value.ts'
import parametrizeArgumentUnused from './effectiveness/parametrize-argument-unused.ts'
import parametrizeExhaustibleIterator from './effectiveness/parametrize-exhaustible-iterator.ts'
import parametrizeKeywordOnly from './effectiveness/parametrize-keyword-only.ts'
import parametrizeNameNotInSignature from './effectiveness/parametrize-name-not-in-signature.ts'
import parametrizeShape from './effectiveness/parametrize-shape.ts'
import patchArgumentsSwapped from './effectiveness/patch-arguments-swapped.ts'
import patchCreatesName from './effectiveness/patch-creates-name.ts'
import patchTargetUnresolved from './effectiveness/patch-target-unresolved.ts'
import patchWhereDefined from './effectiveness/patch-where-defined.ts'
import patchedTargetUnderTest from './effectiveness/patched-target-under-test.ts'
import repeatedAssertion from './effectiveness/repeated-assertion.ts'
import returnedValue from './effectiveness/returned-value.ts'
import roundaboutComparison from './effectiveness/roundabout-comparison.ts'
import roundedEquality from './effectiveness/rounded-equality.ts'
import selfComparison from './effectiveness/self-comparison.ts'
import selfConfirmingLiteral from './effectiveness/self-confirming-literal.ts'
import sensitiveEquality from './effectiveness/sensitive-equality.ts'
import skipAfterLogic from './effectiveness/skip-after-logic.ts'
import skipInBroadExcept from './effectiveness/skip-in-broad-except.ts'
import snapshotFromOutput from './effectiveness/snapshot-from-output.ts'
import subtestWithoutAssertion from './effectiveness/subtest-without-assertion.ts'
import syncTestAsyncFixture from './effectiveness/sync-test-async-fixture.ts'
import tautologicalAssertion from './effectiveness/tautological-assertion.ts'
import testClassWithInit from './effectiveness/test-class-with-init.ts'
import testWithoutAssertion from './effectiveness/test-without-assertion.ts'
import truthAssertWithoutMessage from './effectiveness/truth-assert-without-message.ts'
import typeEqualityAssertion from './effectiveness/type-equality-assertion.ts'
import unawaitedAssertion from './effectiveness/unawaited-assertion.ts'
import uncalledCallableAssertion from './effectiveness/uncalled-callable-assertion.ts'
import uncalledClosure from './effectiveness/uncalled-closure.ts'
import uncalledSkip from './effectiveness/uncalled-skip.ts'
import uncheckedLogin from './effectiveness/unchecked-login.ts'
import uncheckedSubprocess from './effectiveness/unchecked-subprocess.ts'
import uncollectedTest from './effectiveness/uncollected-test.ts'
import unfillableParameter from './effectiveness/unfillable-parameter.ts'
import unpassedFixture from './effectiveness/unpassed-fixture.ts'
import unprefixedTest from './effectiveness/unprefixed-test.ts'
import unreachableAssertion from './effectiveness/unreachable-assertion.ts'
import unspecificAssertMethod from './effectiveness/unspecific-assert-method.ts'
import unusedLocal from './effectiveness/unused-local.ts'
import unusedPatchArgument from './effectiveness/unused-patch-argument.ts'
import usefixturesWithoutNames from './effectiveness/usefixtures-without-names.ts'
import uselessExpression from './effectiveness/useless-expression.ts'
import vacuousCallObject from './effectiveness/vacuous-call-object.ts'
import walrusInAssert from './effectiveness/walrus-in-assert.ts'
import weakAssertion from './effectiveness/weak-assertion.ts'
import yieldInTest from './effectiveness/yield-in-test.ts'
import blockingCallInAsyncTest from './stability/blocking-call-in-async-test.ts'
import classAttributeMutation from './stability/class-attribute-mutation.ts'
import configObjectMutation from './stability/config-object-mutation.ts'
import danglingAsyncioTask from './stability/dangling-asyncio-task.ts'
import dependentTest from './stability/dependent-test.ts'
import environAssigned from './stability/environ-assigned.ts'
import environMutation from './stability/environ-mutation.ts'
import exactFloatComparison from './stability/exact-float-comparison.ts'
import fixedPort from './stability/fixed-port.ts'
import floatEquality from './stability/float-equality.ts'
import globalStateMutation from './stability/global-state-mutation.ts'
import mysteryGuest from './stability/mystery-guest.ts'
import naiveDatetime from './stability/naive-datetime.ts'
import openWithoutWith from './stability/open-without-with.ts'
import patchPathlibWithSnapshot from './stability/patch-pathlib-with-snapshot.ts'
import processStateNotRestored from './stability/process-state-not-restored.ts'
import randomDependence from './stability/random-dependence.ts'
import resourceOptimism from './stability/resource-optimism.ts'
import retryMasksFlakiness from './stability/retry-masks-flakiness.ts'
import sharedFixtureMutated from './stability/shared-fixture-mutated.ts'
import sleepyTest from './stability/sleepy-test.ts'
import tempDirWithoutCleanup from './stability/temp-dir-without-cleanup.ts'
import unclosedResource from './stability/unclosed-resource.ts'
import unorderedComparedAsOrdered from './stability/unordered-compared-as-ordered.ts'
import wallClockDependence from './stability/wall-clock-dependence.ts'
import disabledTlsVerification from './security/disabled-tls-verification.ts'
import hardcodedSecret from './security/hardcoded-secret.ts'
import insecureTemporaryPath from './security/insecure-temporary-path.ts'
import shellInjection from './security/shell-injection.ts'
import unsafeDeserialization from './security/unsafe-deserialization.ts'
import accidentalTuple from './style/accidental-tuple.ts'
import deprecatedYieldFixture from './style/deprecated-yield-fixture.ts'
import fixtureDecoratorParentheses from './style/fixture-decorator-parentheses.ts'
import inconsistentTrailingComma from './style/inconsistent-trailing-comma.ts'
import legacyRaisesCall from './style/legacy-raises-call.ts'
import markDecoratorParentheses from './style/mark-decorator-parentheses.ts'
import parametrizeNamesType from './style/parametrize-names-type.ts'
import parametrizeValuesType from './style/parametrize-values-type.ts'
import pytestImportStyle from './style/pytest-import-style.ts'
import redundantFunctionScope from './style/redundant-function-scope.ts'
import unittestAssertionInPytest from './style/unittest-assertion-in-pytest.ts'
import unittestRaisesInPytest from './style/unittest-raises-in-pytest.ts'
import docstringLayout from './docstrings/docstring-layout.ts'
import duplicateDocstring from './docstrings/duplicate-docstring.ts'
import emptyDocstring from './docstrings/empty-docstring.ts'
import fStringDocstring from './docstrings/f-string-docstring.ts'
import restatingDocstring from './docstrings/restating-docstring.ts'
import staleDocstring from './docstrings/stale-docstring.ts'
import undocumentedFixture from './docstrings/undocumented-fixture.ts'
import undocumentedTest from './docstrings/undocumented-test.ts'
import undocumentedTestClass from './docstrings/undocumented-test-class.ts'
import unexplainedTest from './docstrings/unexplained-test.ts'
import ambiguousSelfCls from './variable-naming/ambiguous-self-cls.ts'
import argumentNameCase from './variable-naming/argument-name-case.ts'
import builtinShadowing from './variable-naming/builtin-shadowing.ts'
import doubleUnderscoreRun from './variable-naming/double-underscore-run.ts'
import misleadingCollectionName from './variable-naming/misleading-collection-name.ts'
import misleadingMockName from './variable-naming/misleading-mock-name.ts'
import numberedVariable from './variable-naming/numbered-variable.ts'
import reusedVariable from './variable-naming/reused-variable.ts'
import singleLetterVariable from './variable-naming/single-letter-variable.ts'
import vagueVariable from './variable-naming/vague-variable.ts'
import variableNameCase from './variable-naming/variable-name-case.ts'
import misleadingHelperName from './function-naming/misleading-helper-name.ts'
import vagueHelperName from './function-naming/vague-helper-name.ts'
import authorTag from './comments/author-tag.ts'
import blanketSuppression from './comments/blanket-suppression.ts'
import blockCommentSpace from './comments/block-comment-space.ts'
import commentedOutAssertion from './comments/commented-out-assertion.ts'
import commentedOutCode from './comments/commented-out-code.ts'
import commentedOutTest from './comments/commented-out-test.ts'
import contradictingComment from './comments/contradicting-comment.ts'
import doubledWord from './comments/doubled-word.ts'
import emptyComment from './comments/empty-comment.ts'
import overCommentedTest from './comments/over-commented-test.ts'
import restatingComment from './comments/restating-comment.ts'
import staleTodoSkip from './comments/stale-todo-skip.ts'
import todoComment from './comments/todo-comment.ts'
import unexplainedWait from './comments/unexplained-wait.ts'
import assertInExcept from './error-handling/assert-in-except.ts'
import bareExcept from './error-handling/bare-except.ts'
import blindExcept from './error-handling/blind-except.ts'
import broadRaises from './error-handling/broad-raises.ts'
import cleanupNotRegistered from './error-handling/cleanup-not-registered.ts'
import crowdedRaisesBlock from './error-handling/crowded-raises-block.ts'
import fixtureScopeMismatch from './error-handling/fixture-scope-mismatch.ts'
import jumpInFinally from './error-handling/jump-in-finally.ts'
import longTry from './error-handling/long-try.ts'
import missingSuperSetup from './error-handling/missing-super-setup.ts'
import patcherNeverStopped from './error-handling/patcher-never-stopped.ts'
import raiseWithoutFrom from './error-handling/raise-without-from.ts'
import raisesAmbiguousPattern from './error-handling/raises-ambiguous-pattern.ts'
import raisesNeedsMatch from './error-handling/raises-needs-match.ts'
import raisesWithoutException from './error-handling/raises-without-exception.ts'
import swallowedException from './error-handling/swallowed-exception.ts'
import tryExceptFail from './error-handling/try-except-fail.ts'
import tryExceptPass from './error-handling/try-except-pass.ts'
import tryInTest from './error-handling/try-in-test.ts'
import unguardedContextManager from './error-handling/unguarded-context-manager.ts'
import unraisedException from './error-handling/unraised-exception.ts'
import unusedRaisesTarget from './error-handling/unused-raises-target.ts'
import uselessSuppress from './error-handling/useless-suppress.ts'
import vanillaException from './error-handling/vanilla-exception.ts'
import autouseFixture from './organization/autouse-fixture.ts'
import autouseWithParams from './organization/autouse-with-params.ts'
import branchingTest from './organization/branching-test.ts'
import duplicateFixture from './organization/duplicate-fixture.ts'
import eagerTest from './organization/eager-test.ts'
import fixtureFinalizerCallback from './organization/fixture-finalizer-callback.ts'
import fixtureWithoutValueAsParameter from './organization/fixture-without-value-as-parameter.ts'
import generalFixture from './organization/general-fixture.ts'
import getfixturevalueLiteral from './organization/getfixturevalue-literal.ts'
import globalStdlibMock from './organization/global-stdlib-mock.ts'
import importedFixture from './organization/imported-fixture.ts'
import lazyTest from './organization/lazy-test.ts'
import longTest from './organization/long-test.ts'
import loopOfAssertions from './organization/loop-of-assertions.ts'
import mockWithoutSpec from './organization/mock-without-spec.ts'
import monkeyPatch from './organization/monkey-patch.ts'
import parametrizeWithoutIds from './organization/parametrize-without-ids.ts'
import patchStack from './organization/patch-stack.ts'
import patchWithLambda from './organization/patch-with-lambda.ts'
import severalScenarios from './organization/several-scenarios.ts'
import similarTestsParametrize from './organization/similar-tests-parametrize.ts'
import testtoolsAssertthatSimple from './organization/testtools-assertthat-simple.ts'
import tmpPathFactoryInTest from './organization/tmp-path-factory-in-test.ts'
import unusedFixture from './organization/unused-fixture.ts'
import uselessYieldFixture from './organization/useless-yield-fixture.ts'
import doubledTestPrefix from './test-names/doubled-test-prefix.ts'
import inconsistentTestCase from './test-names/inconsistent-test-case.ts'
import nameVerbMismatch from './test-names/name-verb-mismatch.ts'
import numberedTestNames from './test-names/numbered-test-names.ts'
import templateClassName from './test-names/template-class-name.ts'
import testNamedLikeClass from './test-names/test-named-like-class.ts'
import vagueTestName from './test-names/vague-test-name.ts'

export const rules: readonly Rule[] = [
  allAnyAssertion,
  alwaysFailingAssert,
  approxWithoutTolerance,
  assertOnGenerator,
  assertOnStringLiteral,
  assertOnTuple,
  assertRaisesWithoutCallable,
  assertionCount,
  assertionInRaisesBlock,
  assertionOnMutatorResult,
  assertionRoulette,
  asyncTestInSyncTestcase,
  asyncTestUnsupported,
  asyncTestWithoutAwait,
  callArgsPosition,
  callCountTruthiness,
  captureNotAsserted,
  classWithoutTests,
  compositeAssertion,
  conditionalAssertion,
  constantCondition,
  darkPatch,
  debuggerLeftIn,
  disabledByName,
  dissimilarTypes,
  droppedComparison,
  duplicateParametrizeCase,
  duplicateTestName,
  emptyHasCalls,
  emptyParametrize,
  emptyRaisesBlock,
  exceptionUsedInsideBlock,
  excinfoStringified,
  expectedActualOrder,
  expectedAsMessage,
  failWithoutMessage,
  fixtureCalledDirectly,
  fixtureDecoratorOrder,
  fixtureMultipleYields,
  fixturePositionalArgs,
  focusedMarker,
  getfixturevalueInTeardown,
  higherScopeFixtureInstanceMethod,
  identicalTestBodies,
  ignoredPredicate,
  implicitSkip,
  inactiveHttpInterceptor,
  isLiteralComparison,
  laxXfail,
  magicNumber,
  markOnFixture,
  membershipSelfConfirmation,
  messageLiteral,
  messagePrint,
  misspeltMark,
  misspeltMockAssertion,
  misspeltMockAttribute,
  mockAssertionAssigned,
  mockClassAliased,
  mockClassAsNew,
  mockReturnEcho,
  mockSpecString,
  mockVsMockAssertion,
  nanComparison,
  nestedTest,
  numericTautology,
  oracleIsCodeUnderTest,
  parameterDefaultValue,
  parametrizeArgumentUnused,
  parametrizeExhaustibleIterator,
  parametrizeKeywordOnly,
  parametrizeNameNotInSignature,
  parametrizeShape,
  patchArgumentsSwapped,
  patchCreatesName,
  patchTargetUnresolved,
  patchWhereDefined,
  patchedTargetUnderTest,
  repeatedAssertion,
  returnedValue,
  roundaboutComparison,
  roundedEquality,
  selfComparison,
  selfConfirmingLiteral,
  sensitiveEquality,
  skipAfterLogic,
  skipInBroadExcept,
  snapshotFromOutput,
  subtestWithoutAssertion,
  syncTestAsyncFixture,
  tautologicalAssertion,
  testClassWithInit,
  testWithoutAssertion,
  truthAssertWithoutMessage,
  typeEqualityAssertion,
  unawaitedAssertion,
  uncalledCallableAssertion,
  uncalledClosure,
  uncalledSkip,
  uncheckedLogin,
  uncheckedSubprocess,
  uncollectedTest,
  unfillableParameter,
  unpassedFixture,
  unprefixedTest,
  unreachableAssertion,
  unspecificAssertMethod,
  unusedLocal,
  unusedPatchArgument,
  usefixturesWithoutNames,
  uselessExpression,
  vacuousCallObject,
  walrusInAssert,
  weakAssertion,
  yieldInTest,
  blockingCallInAsyncTest,
  classAttributeMutation,
  configObjectMutation,
  danglingAsyncioTask,
  dependentTest,
  environAssigned,
  environMutation,
  exactFloatComparison,
  fixedPort,
  floatEquality,
  globalStateMutation,
  mysteryGuest,
  naiveDatetime,
  openWithoutWith,
  patchPathlibWithSnapshot,
  processStateNotRestored,
  randomDependence,
  resourceOptimism,
  retryMasksFlakiness,
  sharedFixtureMutated,
  sleepyTest,
  tempDirWithoutCleanup,
  unclosedResource,
  unorderedComparedAsOrdered,
  wallClockDependence,
  disabledTlsVerification,
  hardcodedSecret,
  insecureTemporaryPath,
  shellInjection,
  unsafeDeserialization,
  accidentalTuple,
  deprecatedYieldFixture,
  fixtureDecoratorParentheses,
  inconsistentTrailingComma,
  legacyRaisesCall,
  markDecoratorParentheses,
  parametrizeNamesType,
  parametrizeValuesType,
  pytestImportStyle,
  redundantFunctionScope,
  unittestAssertionInPytest,
  unittestRaisesInPytest,
  docstringLayout,
  duplicateDocstring,
  emptyDocstring,
  fStringDocstring,
  restatingDocstring,
  staleDocstring,
  undocumentedFixture,
  undocumentedTest,
  undocumentedTestClass,
  unexplainedTest,
  ambiguousSelfCls,
  argumentNameCase,
  builtinShadowing,
  doubleUnderscoreRun,
  misleadingCollectionName,
  misleadingMockName,
  numberedVariable,
  reusedVariable,
  singleLetterVariable,
  vagueVariable,
  variableNameCase,
  misleadingHelperName,
  vagueHelperName,
  authorTag,
  blanketSuppression,
  blockCommentSpace,
  commentedOutAssertion,
  commentedOutCode,
  commentedOutTest,
  contradictingComment,
  doubledWord,
  emptyComment,
  overCommentedTest,
  restatingComment,
  staleTodoSkip,
  todoComment,
  unexplainedWait,
  assertInExcept,
  bareExcept,
  blindExcept,
  broadRaises,
  cleanupNotRegistered,
  crowdedRaisesBlock,
  fixtureScopeMismatch,
  jumpInFinally,
  longTry,
  missingSuperSetup,
  patcherNeverStopped,
  raiseWithoutFrom,
  raisesAmbiguousPattern,
  raisesNeedsMatch,
  raisesWithoutException,
  swallowedException,
  tryExceptFail,
  tryExceptPass,
  tryInTest,
  unguardedContextManager,
  unraisedException,
  unusedRaisesTarget,
  uselessSuppress,
  vanillaException,
  autouseFixture,
  autouseWithParams,
  branchingTest,
  duplicateFixture,
  eagerTest,
  fixtureFinalizerCallback,
  fixtureWithoutValueAsParameter,
  generalFixture,
  getfixturevalueLiteral,
  globalStdlibMock,
  importedFixture,
  lazyTest,
  longTest,
  loopOfAssertions,
  mockWithoutSpec,
  monkeyPatch,
  parametrizeWithoutIds,
  patchStack,
  patchWithLambda,
  severalScenarios,
  similarTestsParametrize,
  testtoolsAssertthatSimple,
  tmpPathFactoryInTest,
  unusedFixture,
  uselessYieldFixture,
  doubledTestPrefix,
  inconsistentTestCase,
  nameVerbMismatch,
  numberedTestNames,
  templateClassName,
  testNamedLikeClass,
  vagueTestName,
]
