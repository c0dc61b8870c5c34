// Tests in which an `if` decides what is asserted: each run checks one half, and nobody sees which.

import { rule, type Context, type Located, type Node } from '../../kit/index.ts'

interface Facts extends Located {
  readonly name: string
  readonly condition: string
}

/** Where the machine, the version or the build decides, both halves are run somewhere. */
const isEnvironment =
  /\b(?:sys|os|platform|support|compat|six|django|settings|connections?|sysconfig|environ|verbose|hasattr|maxsize)\b|version|_ver\b|\b\w*(?:windows|win32|linux|macos|darwin|posix|pypy|cpython|jython|android|wasi|emscripten|debug|big_?endian|little_?endian|64bit|32bit)\w*\b|\b(?:have|can|supports?)_?\w+/i
const isOwnAttribute = /^(?:self|cls)(?:\.\w+)+$/
/** A constant of the module or the class. */
const isConstant = /\b_?[A-Z][A-Z0-9_]+\b/

export default rule({
  id: 'branching-test',
  summary: 'An if in a test decides what is asserted.',
  why: 'Such a test is two tests with one name: each run checks one half, and when the condition changes its mind the other half is checked no more without a failure. Two tests, or two rows of parameters that hold the expected value, say both.',
  section: 'organization',
  severity: 'information',
  preset: 'recommended',
  fix: undefined,
  since: '0.1.0',
  twins: [],
  on: 'test',
  *check(test, context): Iterable<Facts> {
    // Most tests have no `if`; only for the others is it worth asking what they assert.
    const branching = test.body.descendants('if_statement').filter((statement) => ownerOf(statement) === test.node)
    if (branching.length === 0) return
    const asserting = context.assertionsOf(test).assertions.map((assertion) => assertion.node).filter((node) => node.segment === test.segment && test.body.contains(node))
    for (const statement of branching) {
      const condition = statement.field('condition')
      if (condition === undefined || !decides(statement, condition, asserting, context)) continue
      yield { at: { segment: test.segment, start: statement.start, end: condition.end }, name: test.name, condition: condition.text }
      // One finding for a test: whoever mends the first sees the others.
      return
    }
  },
  message: ({ name, condition }) => `What '${name}' asserts depends on '${shortened(condition)}'`,
})

function decides(statement: Node, condition: Node, asserting: readonly Node[], context: Context): boolean {
  if (isEnvironment.test(condition.text) || isConstant.test(condition.text) || isOfClass(condition) || /^(?:true|false|integer)$/.test(condition.kind)) return false
  const branches = statement.children.filter((child) => child !== condition)
  const known = new Set(namesIn(condition))
  const telling = branches.flatMap((branch) => asserting.filter((node) => branch.contains(node) && !isFailure(node) && !namesIn(node).every((name) => known.has(name))))
  if (telling.length === 0) return false
  // Without a second half inside a loop it only leaves cases out.
  if (branches.length === 1 && statement.ancestor('for_statement', 'while_statement') !== undefined) return false
  // A branch that ends the test early is a guard; an environment that is asked further down decides there.
  if (branches.some((branch) => /\b(?:skipTest|skip|SkipTest|importorskip|xfail)\b/.test(branch.text))) return false
  return !isLocalEnvironment(condition, context)
}

/** `self.strict`, `self.engine.debug`: a variant of the class, which runs both halves in its heirs or settings. */
function isOfClass(condition: Node): boolean {
  const value = condition.kind === 'not_operator' ? condition.field('argument') : condition
  return value?.kind === 'attribute' && isOwnAttribute.test(value.text)
}

/** A name whose value comes from the machine or the module. */
function isLocalEnvironment(condition: Node, context: Context): boolean {
  const value = condition.kind === 'not_operator' ? condition.field('argument')! : condition
  // A module's own flag, or a library that may be missing: `if numpy:`.
  if (value.kind === 'identifier' && context.bindingOf(value) === undefined) return true
  const names = value.kind === 'identifier' ? [value] : value.descendants('identifier')
  return names.some((name) => context.bindingOf(name)?.definitions.some(({ value }) => value !== undefined && (isEnvironment.test(value.text) || isOwnAttribute.test(value.text))) === true)
}

/** `self.fail()` or `assert False` under an `if` is an assertion of the condition itself. */
function isFailure(node: Node): boolean {
  if (node.kind === 'assert_statement') return /^assert\s*(?:False|0|None)\b/.test(node.text)
  return /(?:^|\.)fail$|assert_never$/.test(node.field('function')?.text ?? '')
}

function namesIn(node: Node): readonly string[] {
  return (node.kind === 'identifier' ? [node] : node.descendants('identifier')).map((name) => name.text)
}

function ownerOf(node: Node): Node | undefined {
  return node.ancestor('function_definition', 'lambda', 'class_definition')
}

function shortened(condition: string): string {
  const line = condition.replace(/\s+/g, ' ')
  return line.length > 50 ? `${line.slice(0, 47)}…` : line
}
