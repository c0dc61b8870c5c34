// assert-in-except: `except E as caught: assert …caught…`: where nothing is raised, nothing is checked.

import { expectedRaise } from '../../edits/index.ts'
import { aliasOf, blockOf, calledName, endingOf, handlersOf, rule, typesOf, type Context, type Located, type Node, type Refusal, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
  readonly statement: Node
  readonly handler: Node
  readonly alias: string
}

export default rule({
  id: 'assert-in-except',
  summary: 'An exception is asserted in the handler that takes it.',
  why: 'Where the act raises nothing the handler does not run, and the test passes without having checked anything. `raises` fails then, and gives the exception to look at.',
  section: 'error-handling',
  severity: 'warning',
  preset: 'recommended',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['ruff:PT017', 'flake8:PT017'],
  on: 'node',
  kinds: ['try_statement'],
  *check(statement, context): Iterable<Facts> {
    for (const handler of handlersOf(statement)) {
      const alias = aliasOf(handler)?.text
      const block = blockOf(handler)
      if (alias === undefined || block === undefined) continue
      const isPassed = isSilent(statement, context)
      const seen = new Set<Node>()
      for (const each of block.descendants('assert_statement', 'call')) {
        const isPlain = each.kind === 'assert_statement'
        if (!isPlain && !/^self\.assert[A-Z]/.test(each.field('function')?.text ?? '')) continue
        if ([...seen].some((outer) => outer.contains(each)) || !each.descendants('identifier').some((name) => isUse(name, alias))) continue
        seen.add(each)
        // Where no exception fails the test elsewhere, or the handler is no test's, it is a matter of form.
        const isFirst = seen.size === 1 && isPassed
        if (isPlain) yield { at: each, statement, handler, alias, ...(isFirst ? {} : { severity: 'hint', preset: 'strict' }) }
        else if (isFirst) yield { at: each, statement, handler, alias, twins: [] }
      }
    }
  },
  message: ({ alias }) => `Checked only where something is raised as \`${alias}\``,
  repair({ statement, handler, alias }, context): Repair | Refusal {
    const types = typesOf(handler)
    const unit = context.functionOf(statement)
    const isMethod = unit?.owner?.isTestCase === 'yes'
    if (types === undefined || handlersOf(statement).length > 1 || statement.children.length > 2) return { refusal: 'The try has more than one handler' }
    if (!isMethod && (unit?.owner?.isTestCase === 'unknown' || context.definitionsOf('pytest').length === 0)) return { refusal: 'Nothing that expects exceptions is at hand here' }
    const tried = statement.field('body')!.children
    const isFailing = endingOf(tried[tried.length - 1]!) === 'fail'
    const parts = { statement, handler, acts: tried.length - (isFailing ? 1 : 0), raises: isMethod ? 'self.assertRaises' : 'pytest.raises', types: types.text, keepsHandler: true }
    const edits = expectedRaise(context.source, { ...parts, alias: { name: alias, attribute: isMethod ? 'exception' : 'value' } })
    return edits === undefined ? { refusal: 'A comment would be lost, or the lines share their place with others' } : { title: `Write it as ${parts.raises}`, edits }
  },
})

/** The name itself: no attribute and no keyword that is written alike. */
function isUse(name: Node, alias: string): boolean {
  if (name.text !== alias || name.fieldName === 'attribute') return false
  return !(name.parent?.kind === 'keyword_argument' && name.fieldName === 'name')
}

/** True where a test goes on as if nothing were when the act raises nothing. */
function isSilent(statement: Node, context: Context): boolean {
  if (context.functionOf(statement)?.role !== 'test') return false
  if (statement.children.some(({ kind }) => kind === 'else_clause') || statement.ancestor('for_statement', 'while_statement', 'with_statement') !== undefined) return false
  const tried = statement.field('body')?.children ?? []
  const last = tried[tried.length - 1]
  if (last === undefined || endingOf(last) !== undefined || last.kind === 'assert_statement') return false
  // Something behind the `try` may look whether the handler ran.
  if (/^\s*(?:assert|self\.assert)/.test(statement.nextSibling?.text ?? '') || handlersOf(statement).some((handler) => handler.descendants('assignment', 'return_statement', 'augmented_assignment').length > 0)) return false
  return !statement.field('body')!.descendants('assert_statement', 'call').some((each) => each.kind === 'assert_statement' || /^(?:assert|fail|skip)/.test(calledName(each) ?? ''))
}
