// try-except-fail: `try: act(); self.fail() except E: pass`: an expected exception written by hand, or one that is expected not to come.

import { expectedRaise, unwrappedTry } from '../../edits/index.ts'
import { aliasOf, blockOf, caughtBy, endingOf, handlersOf, headOf, isBuiltinException, isEmptyStatement, rule, truthOf, typesOf, type Context, type Located, type Node, type Refusal, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly statement: Node
  readonly handler: Node
  /** Where the failure stands. */
  readonly form: 'in try' | 'in else' | 'in handler'
  /** How the handler is written that takes the failure itself. */
  readonly swallowedBy: string | undefined
}

export default rule({
  id: 'try-except-fail',
  summary: 'Whether an exception comes is checked by `try` and a call of fail.',
  why: '`raises` says in one line that an exception is expected, and shows what came instead. That none is expected needs no `try`: every exception fails a test, with its traceback. A handler for `Exception` even takes the failure itself.',
  section: 'error-handling',
  severity: 'information',
  preset: 'recommended',
  fix: 'safe',
  since: '0.1.0',
  twins: ['sonar:S8714', 'falsegreen:C27', 'pynose:ExceptionHandling', 'tsdetect:ExceptionHandling'],
  on: 'node',
  kinds: ['try_statement'],
  *check(statement, context): Iterable<Facts> {
    const [handler, ...others] = handlersOf(statement)
    const tried = statement.field('body')
    if (handler === undefined || others.length > 0 || tried === undefined || statement.isBroken || statement.children.some(({ kind }) => kind === 'finally_clause')) return
    const orElse = statement.children.find(({ kind }) => kind === 'else_clause')
    const failing = tried.lastChild === undefined || tried.children.length < 2 ? undefined : tried.lastChild
    const block = blockOf(handler)
    // What looks at the exception as it is handled, or tries again, can't be written with `raises`.
    const needsHandler = block !== undefined && (/\bexc_info\b|\bformat_exc\b|\bprint_exc\b|\bsleep\(/.test(block.text) || block.descendants('break_statement', 'continue_statement').length > 0)
    const facts = { at: headOf(statement), statement, handler, swallowedBy: undefined, ...(needsHandler ? { severity: 'hint' as const, preset: 'strict' as const } : {}) }
    if (failing !== undefined && fails(failing) && orElse === undefined) {
      const taken = isAssertionError(failing) ? takes(handler) : undefined
      if (taken === undefined) yield { ...facts, form: 'in try' }
      else if (block !== undefined && block.children.every(isEmptyStatement)) yield { ...facts, at: headOf(handler), form: 'in try', swallowedBy: taken, severity: 'error', related: [{ at: failing, message: 'This failure is caught' }] }
    } else if (orElse !== undefined && blockOf(orElse)?.children.length === 1 && fails(blockOf(orElse)!.firstChild!)) yield { ...facts, form: 'in else' }
    else if (orElse === undefined && block?.children.length === 1 && fails(block.firstChild!) && context.functionOf(statement)?.role === 'test') yield { ...facts, at: headOf(handler), form: 'in handler' }
  },
  message: ({ form, swallowedBy, handler }) =>
    swallowedBy !== undefined ? `\`${swallowedBy}\` takes the failure too, so the test cannot fail` : form === 'in handler' ? 'An exception fails the test by itself, with its traceback' : `\`raises(${briefTypes(handler)})\` would say that the exception is expected`,
  repair({ statement, handler, form, swallowedBy }, context): Repair | Refusal {
    if (swallowedBy !== undefined) return { refusal: 'Which exception is expected is not said' }
    if (form === 'in handler') {
      const edits = aliasOf(handler) === undefined || !usesAlias(handler) ? unwrappedTry(statement) : undefined
      return edits === undefined ? { refusal: 'A text or a comment would be lost' } : { title: 'Just run it', edits, safety: 'suggested' }
    }
    const raises = raisesIn(statement, context)
    const types = typesOf(handler)
    const block = blockOf(handler)
    if (raises === undefined || types === undefined || block === undefined || handler.kind !== 'except_clause') return { refusal: 'Nothing that expects exceptions is at hand here, or none is named' }
    const isEmpty = block.children.every(isEmptyStatement)
    const alias = aliasOf(handler)
    const acts = (statement.field('body')?.children.length ?? 0) - (form === 'in try' ? 1 : 0)
    const attribute = raises === 'pytest.raises' ? 'value' as const : 'exception' as const
    const edits = expectedRaise(context.source, { statement, handler, acts, raises, types: types.text, keepsHandler: !isEmpty, alias: alias === undefined || isEmpty ? undefined : { name: alias.text, attribute } })
    if (edits === undefined) return { refusal: 'A comment would be lost, or the lines share their place with others' }
    const isKnown = (caughtBy(handler) ?? []).every((each) => isBuiltinException(each.text) && !/^(?:BaseException|Exception|AssertionError)$/.test(each.text))
    return { title: `Write it as ${raises}`, edits, safety: isEmpty && isKnown && !leavesEarly(statement) && !isTraced(statement) ? 'safe' : 'suggested' }
  },
})

function fails(statement: Node): boolean {
  if (endingOf(statement) === 'fail') return true
  if (statement.kind === 'assert_statement') return truthOf(statement.firstChild!) === false
  return statement.kind === 'raise_statement' && /^(?:AssertionError|self\.failureException)\b/.test(statement.firstChild?.text ?? '')
}

/** Whoever returns from the block did without the exception so far. */
function leavesEarly(statement: Node): boolean {
  return statement.field('body')!.descendants('return_statement', 'break_statement', 'continue_statement', 'yield').some((each) => each.isNamed)
}

/** A trace function sees what a context manager runs as well, and may raise there. */
function isTraced(statement: Node): boolean {
  return /\bset(?:trace|profile)\b/.test((statement.ancestor('function_definition') ?? statement).text)
}

/** `pytest.fail` raises what `except Exception` does not take. */
function isAssertionError(statement: Node): boolean {
  return !/^pytest\./.test(statement.text)
}

function takes(handler: Node): string | undefined {
  const types = caughtBy(handler)
  return types === undefined ? 'except:' : types.find(({ text }) => /^(?:Exception|BaseException|AssertionError)$/.test(text))?.text
}

function usesAlias(handler: Node): boolean {
  const alias = aliasOf(handler)?.text
  return blockOf(handler)?.descendants('identifier').some(({ text }) => text === alias) === true
}

function raisesIn(statement: Node, context: Context): string | undefined {
  const unit = context.functionOf(statement)
  if (unit?.owner?.isTestCase === 'yes') return unit.parameters[0]?.name === 'self' ? 'self.assertRaises' : undefined
  return unit?.owner?.isTestCase !== 'unknown' && context.definitionsOf('pytest').length > 0 ? 'pytest.raises' : undefined
}

function briefTypes(handler: Node): string {
  const text = (typesOf(handler)?.text ?? '').replace(/\s+/g, ' ')
  return text.length > 40 ? `${text.slice(0, 39)}…` : text
}
