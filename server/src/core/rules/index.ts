// All rules, by section in the order of the review, then by id. Written by `npm run generate` from the names of the files; don't edit it.

import type { Rule } from '../kit/index.ts'
import alwaysFailingAssert from './effectiveness/always-failing-assert.ts'
import assertOnGenerator from './effectiveness/assert-on-generator.ts'
import assertOnStringLiteral from './effectiveness/assert-on-string-literal.ts'
import assertOnTuple from './effectiveness/assert-on-tuple.ts'
import assertRaisesWithoutCallable from './effectiveness/assert-raises-without-callable.ts'
import assertionInRaisesBlock from './effectiveness/assertion-in-raises-block.ts'
import assertionOnMutatorResult from './effectiveness/assertion-on-mutator-result.ts'
import asyncTestInSyncTestcase from './effectiveness/async-test-in-sync-testcase.ts'
import compositeAssertion from './effectiveness/composite-assertion.ts'
import conditionalAssertion from './effectiveness/conditional-assertion.ts'
import constantCondition from './effectiveness/constant-condition.ts'
import debuggerLeftIn from './effectiveness/debugger-left-in.ts'
import disabledByName from './effectiveness/disabled-by-name.ts'
import droppedComparison from './effectiveness/dropped-comparison.ts'
import duplicateTestName from './effectiveness/duplicate-test-name.ts'
import emptyHasCalls from './effectiveness/empty-has-calls.ts'
import emptyRaisesBlock from './effectiveness/empty-raises-block.ts'
import exceptionUsedInsideBlock from './effectiveness/exception-used-inside-block.ts'
import excinfoStringified from './effectiveness/excinfo-stringified.ts'
import expectedAsMessage from './effectiveness/expected-as-message.ts'
import failWithoutMessage from './effectiveness/fail-without-message.ts'
import focusedMarker from './effectiveness/focused-marker.ts'
import identicalTestBodies from './effectiveness/identical-test-bodies.ts'
import ignoredPredicate from './effectiveness/ignored-predicate.ts'
import implicitSkip from './effectiveness/implicit-skip.ts'
import isLiteralComparison from './effectiveness/is-literal-comparison.ts'
import membershipSelfConfirmation from './effectiveness/membership-self-confirmation.ts'
import messageLiteral from './effectiveness/message-literal.ts'
import messagePrint from './effectiveness/message-print.ts'
import misspeltMark from './effectiveness/misspelt-mark.ts'
import misspeltMockAssertion from './effectiveness/misspelt-mock-assertion.ts'
import misspeltMockAttribute from './effectiveness/misspelt-mock-attribute.ts'
import mockSpecString from './effectiveness/mock-spec-string.ts'
import nanComparison from './effectiveness/nan-comparison.ts'
import nestedTest from './effectiveness/nested-test.ts'
import numericTautology from './effectiveness/numeric-tautology.ts'
import parametrizeArgumentUnused from './effectiveness/parametrize-argument-unused.ts'
import parametrizeShape from './effectiveness/parametrize-shape.ts'
import patchArgumentsSwapped from './effectiveness/patch-arguments-swapped.ts'
import patchCreatesName from './effectiveness/patch-creates-name.ts'
import repeatedAssertion from './effectiveness/repeated-assertion.ts'
import returnedValue from './effectiveness/returned-value.ts'
import selfComparison from './effectiveness/self-comparison.ts'
import skipInBroadExcept from './effectiveness/skip-in-broad-except.ts'
import tautologicalAssertion from './effectiveness/tautological-assertion.ts'
import testClassWithInit from './effectiveness/test-class-with-init.ts'
import testWithoutAssertion from './effectiveness/test-without-assertion.ts'
import unawaitedAssertion from './effectiveness/unawaited-assertion.ts'
import uncalledClosure from './effectiveness/uncalled-closure.ts'
import uncalledSkip from './effectiveness/uncalled-skip.ts'
import uncheckedLogin from './effectiveness/unchecked-login.ts'
import uncollectedTest from './effectiveness/uncollected-test.ts'
import unfillableParameter from './effectiveness/unfillable-parameter.ts'
import unreachableAssertion from './effectiveness/unreachable-assertion.ts'
import unspecificAssertMethod from './effectiveness/unspecific-assert-method.ts'
import unusedPatchArgument from './effectiveness/unused-patch-argument.ts'
import vacuousCallObject from './effectiveness/vacuous-call-object.ts'
import walrusInAssert from './effectiveness/walrus-in-assert.ts'
import yieldInTest from './effectiveness/yield-in-test.ts'
import disabledTlsVerification from './security/disabled-tls-verification.ts'
import hardcodedSecret from './security/hardcoded-secret.ts'
import insecureTemporaryPath from './security/insecure-temporary-path.ts'
import shellInjection from './security/shell-injection.ts'
import unsafeDeserialization from './security/unsafe-deserialization.ts'
import accidentalTuple from './style/accidental-tuple.ts'
import fixtureDecoratorParentheses from './style/fixture-decorator-parentheses.ts'
import inconsistentTrailingComma from './style/inconsistent-trailing-comma.ts'
import legacyRaisesCall from './style/legacy-raises-call.ts'
import undocumentedFixture from './docstrings/undocumented-fixture.ts'
import undocumentedTestClass from './docstrings/undocumented-test-class.ts'
import numberedVariable from './variable-naming/numbered-variable.ts'
import vagueVariable from './variable-naming/vague-variable.ts'
import misleadingHelperName from './function-naming/misleading-helper-name.ts'
import vagueHelperName from './function-naming/vague-helper-name.ts'
import commentedOutTest from './comments/commented-out-test.ts'
import staleTodoSkip from './comments/stale-todo-skip.ts'
import unexplainedWait from './comments/unexplained-wait.ts'
import broadRaises from './error-handling/broad-raises.ts'
import cleanupNotRegistered from './error-handling/cleanup-not-registered.ts'
import fixtureScopeMismatch from './error-handling/fixture-scope-mismatch.ts'
import missingSuperSetup from './error-handling/missing-super-setup.ts'
import patcherNeverStopped from './error-handling/patcher-never-stopped.ts'
import swallowedException from './error-handling/swallowed-exception.ts'
import branchingTest from './organization/branching-test.ts'
import longTest from './organization/long-test.ts'
import severalScenarios from './organization/several-scenarios.ts'
import testNamedLikeClass from './test-names/test-named-like-class.ts'
import vagueTestName from './test-names/vague-test-name.ts'

export const rules: readonly Rule[] = [
  alwaysFailingAssert,
  assertOnGenerator,
  assertOnStringLiteral,
  assertOnTuple,
  assertRaisesWithoutCallable,
  assertionInRaisesBlock,
  assertionOnMutatorResult,
  asyncTestInSyncTestcase,
  compositeAssertion,
  conditionalAssertion,
  constantCondition,
  debuggerLeftIn,
  disabledByName,
  droppedComparison,
  duplicateTestName,
  emptyHasCalls,
  emptyRaisesBlock,
  exceptionUsedInsideBlock,
  excinfoStringified,
  expectedAsMessage,
  failWithoutMessage,
  focusedMarker,
  identicalTestBodies,
  ignoredPredicate,
  implicitSkip,
  isLiteralComparison,
  membershipSelfConfirmation,
  messageLiteral,
  messagePrint,
  misspeltMark,
  misspeltMockAssertion,
  misspeltMockAttribute,
  mockSpecString,
  nanComparison,
  nestedTest,
  numericTautology,
  parametrizeArgumentUnused,
  parametrizeShape,
  patchArgumentsSwapped,
  patchCreatesName,
  repeatedAssertion,
  returnedValue,
  selfComparison,
  skipInBroadExcept,
  tautologicalAssertion,
  testClassWithInit,
  testWithoutAssertion,
  unawaitedAssertion,
  uncalledClosure,
  uncalledSkip,
  uncheckedLogin,
  uncollectedTest,
  unfillableParameter,
  unreachableAssertion,
  unspecificAssertMethod,
  unusedPatchArgument,
  vacuousCallObject,
  walrusInAssert,
  yieldInTest,
  disabledTlsVerification,
  hardcodedSecret,
  insecureTemporaryPath,
  shellInjection,
  unsafeDeserialization,
  accidentalTuple,
  fixtureDecoratorParentheses,
  inconsistentTrailingComma,
  legacyRaisesCall,
  undocumentedFixture,
  undocumentedTestClass,
  numberedVariable,
  vagueVariable,
  misleadingHelperName,
  vagueHelperName,
  commentedOutTest,
  staleTodoSkip,
  unexplainedWait,
  broadRaises,
  cleanupNotRegistered,
  fixtureScopeMismatch,
  missingSuperSetup,
  patcherNeverStopped,
  swallowedException,
  branchingTest,
  longTest,
  severalScenarios,
  testNamedLikeClass,
  vagueTestName,
]
