// The shapes of the suite model: what pytest and unittest would collect in a file and what it does.
// Nodes of one unit all belong to the unit's own segment, except where a comment says otherwise.

import type { Node, Segment } from '../syntax/index.ts'

export type Framework = 'pytest' | 'unittest'

/** A decorator, mark or base: the expression and its dotted name with import aliases resolved (`mock.patch` → `unittest.mock.patch`). */
export interface NamedExpression {
  readonly node: Node
  /** Undefined where it is not a (called) dotted name. */
  readonly name: string | undefined
  /** Its arguments where it is called; undefined for a bare name. */
  readonly call: Node | undefined
}

export interface Parameter {
  readonly name: string
  /** The identifier. */
  readonly node: Node
  readonly default: Node | undefined
  readonly annotation: Node | undefined
  readonly kind: 'positional-only' | 'positional' | 'keyword-only' | 'var-positional' | 'var-keyword'
}

/** What all functions in a test file share. */
export interface FunctionUnit {
  readonly role: 'test' | 'fixture' | 'helper' | 'hook' | 'nested'
  readonly name: string
  readonly segment: Segment
  /** The `function_definition`. */
  readonly node: Node
  /** The `decorated_definition` around it, or the node itself. */
  readonly outer: Node
  /** The identifier. */
  readonly nameNode: Node
  /** The `block`. */
  readonly body: Node
  /** Its statements without the docstring. */
  readonly statements: readonly Node[]
  /** The string node. */
  readonly docstring: Node | undefined
  readonly parameters: readonly Parameter[]
  readonly decorators: readonly NamedExpression[]
  readonly isAsync: boolean
  /** True where its own body yields (nested functions apart). */
  readonly isGenerator: boolean
  /** Its class; undefined at module level. Belongs to other segments. */
  readonly owner: ClassUnit | undefined
}

/** pytest would collect it, or unittest would load it. */
export interface TestUnit extends FunctionUnit {
  readonly role: 'test'
  readonly framework: Framework
  /** `pytest.mark.<name>` without the prefix, `unittest.skip` … as they stand on the function; a class's own are on its unit. */
  readonly marks: readonly NamedExpression[]
}

export interface FixtureUnit extends FunctionUnit {
  readonly role: 'fixture'
  /** The name by which it is requested: its own or `@fixture(name=…)`. */
  readonly fixtureName: string
  readonly scope: 'function' | 'class' | 'module' | 'package' | 'session' | 'dynamic'
  readonly isAutouse: boolean
  /** The values of `params`; each test that asks for it runs once with each. */
  readonly params: Node | undefined
}

/** A class at module level, nested in one or in a function. Its members are units of their own segments. */
export interface ClassUnit {
  readonly name: string
  /** The segment of its header (the whole class where it is nested). */
  readonly segment: Segment
  readonly node: Node
  readonly nameNode: Node
  readonly bases: readonly NamedExpression[]
  readonly decorators: readonly NamedExpression[]
  /** The string node; in another segment than the header's. */
  readonly docstring: Node | undefined
  readonly functions: readonly FunctionUnit[]
  /** `test` where it is collected; `base` where it only holds helpers, fixtures or hooks for others. */
  readonly role: 'test' | 'base' | 'plain'
  /**
   * `yes`: its bases lead to `unittest.TestCase` (testtools, Django and other families included); `no`: all are known and none does;
   * `unknown`: a base lies in a file that could not be read.
   */
  readonly isTestCase: 'yes' | 'no' | 'unknown'
  readonly outer: ClassUnit | undefined
}

export interface SuiteFile {
  readonly tests: readonly TestUnit[]
  readonly fixtures: readonly FixtureUnit[]
  /** Functions that are neither test nor fixture nor hook, methods included. */
  readonly helpers: readonly FunctionUnit[]
  /** `setUp`, `tearDownClass`, `setup_method`, `setup_module`, `pytest_*` … */
  readonly hooks: readonly FunctionUnit[]
  readonly classes: readonly ClassUnit[]
  /** What the file is mostly written for. */
  readonly framework: Framework
}

export type AssertionKind =
  /** `assert x` */
  | 'statement'
  /** `self.assertEqual`, `self.assertThat`, `self.fail` … */
  | 'method'
  /** `pytest.raises`, `self.assertRaises`, `pytest.warns`, `assertLogs`: the block or the call form. */
  | 'raises'
  /** `m.assert_called_once_with()` … */
  | 'mock'
  /** `np.testing.assert_allclose`, `assert_that(…)`, `pytest.fail()`: a function of a library that asserts. */
  | 'function'
  /** A helper of this file, its classes or bases that asserts, however deep. */
  | 'helper'

export interface Assertion {
  readonly kind: AssertionKind
  /** The `assert_statement`, the `call`, or for `raises` the `call` that makes the context manager. */
  readonly node: Node
  /** The name as it is written last: `assertEqual`, `raises`, `assert_called_with`; `assert` for statements. */
  readonly name: string
}

/** What is known of whether a function checks anything. */
export interface AssertionSummary {
  /** In text order, nested functions that are called included. */
  readonly assertions: readonly Assertion[]
  /** Calls to things that could not be read (a base class or helper elsewhere), which may assert. */
  readonly unread: readonly Node[]
}

/** One act–assert round: the calls between the assertions before and its own assertions. */
export interface Round {
  readonly acts: readonly Node[]
  readonly assertions: readonly Assertion[]
  /** Statements of the function's body, first and last. */
  readonly first: Node
  readonly last: Node
}
