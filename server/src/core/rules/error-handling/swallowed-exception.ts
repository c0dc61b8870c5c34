// swallowed-exception: a handler that takes the failure of an assertion, or whatever the act raises, and does nothing with it.

import { calledName, rule, type Context, type FunctionUnit, type Located, type Node } from '../../kit/index.ts'

interface Facts extends Located {
  readonly caught: string
  /** The assertion whose failure is lost; undefined where the act's own errors are. */
  readonly assertion: string | undefined
}

/** What is tried because it may fail without harm. */
const cleanup = /^(?:close|stop|kill|terminate|unlink|remove|rmtree|rmdir|delete|disconnect|shutdown|join|cleanup|clean_?up|tear_?down|clear|reset|restore|release|quit|exit|wait|cancel|abort|drop\w*|undo\w*|import_module|__import__|collect|__del__|del\w*|destroy\w*|flush)$/i

export default rule({
  id: 'swallowed-exception',
  summary: 'An exception handler hides that an assertion failed or that the act raised.',
  why: 'A failed assertion is an exception like any other. A handler that catches it and goes on makes the test pass where it has just found a defect.',
  section: 'error-handling',
  severity: 'warning',
  preset: 'recommended',
  fix: undefined,
  since: '0.1.0',
  twins: ['ruff:S110', 'bandit:B110', 'sonar:S5779', 'vacuous:swallowed-failure', 'falsegreen:C3', 'pytest-tidy:PTD101'],
  on: 'node',
  kinds: ['try_statement'],
  *check(statement, context): Iterable<Facts> {
    const unit = context.functionOf(statement)
    if (unit === undefined || (unit.role !== 'test' && unit.role !== 'helper')) return
    // With an `else` that fails, the failure is what is expected; in a loop it is tried again.
    if (statement.children.some((child) => child.kind === 'else_clause') || isRetried(statement)) return
    const tried = statement.field('body')
    if (tried === undefined || failsAtItsEnd(tried) || statement.descendants('except_clause').some((handler) => /\braise\b|\bfail\(/.test(handler.text))) return
    for (const handler of statement.children) {
      if (handler.kind !== 'except_clause' && handler.kind !== 'except_group_clause') continue
      const caught = caughtBy(handler)
      if (caught === undefined) continue
      const at = { segment: handler.segment, start: handler.start, end: headEnd(handler) }
      const lost = context.assertionsOf(unit).assertions.find(({ node }) => tried.contains(node) && node.ancestor('try_statement') === statement)
      if (lost !== undefined) {
        // What pytest.raises fails with is no Exception. A helper may be there to try.
        if (lost.kind === 'raises' && caught !== 'except:' && caught !== 'BaseException' && /^(?:raises|warns)$/.test(lost.name)) return
        const isSure = unit.role === 'test' && (lost.kind === 'statement' || lost.kind === 'method' || lost.kind === 'mock')
        if (hides(handler)) yield { at, caught, assertion: lost.name, ...(isSure ? { severity: 'error' as const } : {}), related: [{ at: lost.node, message: 'Its failure is caught' }], ...claims(handler, caught) }
      } else if (unit.role === 'test' && caught !== 'AssertionError' && onlyPasses(handler) && !isAboutCrashes(unit) && isAct(statement, tried, unit, context)) {
        yield { at, caught, assertion: undefined, severity: 'information', ...claims(handler, caught) }
      }
      return
    }
  },
  message: ({ caught, assertion }) =>
    assertion === undefined ? `\`${caught}\` hides every error of the code under test` : `\`${caught}\` catches the failure of \`${assertion}\` too, so it cannot fail`,
})

/** The class that the handler takes AssertionError by, as it is to be shown; undefined where it does not. */
function caughtBy(handler: Node): string | undefined {
  const value = typesOf(handler)
  if (value === undefined) return 'except:'
  const types = value.kind === 'tuple' ? value.children : [value]
  return types.find(({ text }) => /^(?:AssertionError|Exception|BaseException|self\.failureException)$/.test(text))?.text
}

function typesOf(handler: Node): Node | undefined {
  const first = handler.children.find((child) => child.kind !== 'block')
  return first?.kind === 'as_pattern' ? first.firstChild : first
}

/** True where nothing comes of the exception: no raise, failure, skip, assertion, assignment, use of the object or way out with a value. */
function hides(handler: Node): boolean {
  const block = handler.children.findLast((child) => child.kind === 'block')
  if (block === undefined) return false
  if (block.descendants('raise_statement', 'assert_statement', 'assignment', 'augmented_assignment', 'return_statement', 'yield', 'await', 'continue_statement').length > 0) return false
  const alias = handler.descendants('as_pattern_target')[0]?.text
  if (alias !== undefined && block.descendants('identifier').some(({ text }) => text === alias)) return false
  return block.descendants('call').every((call) => /^(?:print|debug|info|warning|log|sleep)$/.test(calledName(call) ?? ''))
}

function onlyPasses(handler: Node): boolean {
  const block = handler.children.findLast((child) => child.kind === 'block')
  return block !== undefined && block.children.every((child) => child.kind === 'pass_statement' || (child.kind === 'expression_statement' && child.firstChild?.kind === 'ellipsis'))
}

/** In a loop that the tried block leaves, the handler only starts the next attempt. */
function isRetried(statement: Node): boolean {
  return statement.ancestor('for_statement', 'while_statement', 'function_definition')?.kind !== 'function_definition' && statement.descendants('break_statement', 'return_statement', 'continue_statement').length > 0
}

/** `try: act(); self.fail(…)`: reaching the end is the failure. */
function failsAtItsEnd(tried: Node): boolean {
  const last = tried.lastChild
  if (last?.kind === 'raise_statement') return true
  const call = last?.kind === 'expression_statement' ? last.firstChild : undefined
  return call?.kind === 'call' && /^(?:fail|skipTest|skip)$/.test(calledName(call) ?? '')
}

/** True where the test's own body tries something that is not tidying up and has assertions behind it, as if nothing had happened. */
function isAct(statement: Node, tried: Node, unit: FunctionUnit, context: Context): boolean {
  if (statement.parent !== unit.body || statement.children.some((child) => child.kind === 'finally_clause')) return false
  const calls = tried.descendants('call')
  if (calls.length === 0 || calls.some((call) => cleanup.test(calledName(call) ?? ''))) return false
  return !context.assertionsOf(unit).assertions.some(({ node }) => node.segment === statement.segment && node.start > statement.end)
}

/** Tests of whether the interpreter survives say so. */
function isAboutCrashes({ name, segment, node }: FunctionUnit): boolean {
  const words = /crash|segfault|segv|core ?dump|hang|leak|deadlock/i
  return words.test(name) || segment.comments.some((offset, i) => i % 2 === 0 && offset < node.end && words.test(segment.text.slice(offset, segment.comments[i + 1])))
}

function headEnd(handler: Node): number {
  const colon = handler.tokens.find((token) => token.kind === ':')
  return colon === undefined ? handler.start + 6 : colon.start
}

/** Linters that know nothing of assertions mind a broad handler that only passes. */
function claims(handler: Node, caught: string): Pick<Located, 'twins'> {
  return onlyPasses(handler) && /^(?:except:|Exception|BaseException)$/.test(caught) ? {} : { twins: ['sonar:S5779', 'vacuous:swallowed-failure', 'falsegreen:C3', 'pytest-tidy:PTD101'] }
}
