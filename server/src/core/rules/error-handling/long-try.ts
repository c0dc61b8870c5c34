// long-try: many statements in a `try`, any of which may be the one that raises.

import { blockOf, handlersOf, headOf, integer, rule, type Located, type Node } from '../../kit/index.ts'

interface Facts extends Located {
  readonly count: number
}

export default rule({
  id: 'long-try',
  summary: 'A try clause holds many statements.',
  why: 'Any of them may raise what is caught. A clause with the one statement that may fail says which it is.',
  section: 'error-handling',
  severity: 'hint',
  preset: 'strict',
  fix: undefined,
  since: '0.1.0',
  twins: ['ruff:PLW0717', 'pylint:W0717'],
  options: { maximum: integer(5, 1, 'Statements that a try clause may have, nested ones included.') },
  on: 'node',
  kinds: ['try_statement'],
  *check(statement, { options }): Iterable<Facts> {
    const tried = statement.field('body')
    if (tried === undefined) return
    const [count, pylints] = [countOf(tried), pylintsCount(tried)]
    const isOurs = count > options.maximum && handlersOf(statement).length > 0
    const twins = [...(isOurs ? ['ruff:PLW0717'] : []), ...(pylints > options.maximum ? ['pylint:W0717'] : [])]
    if (twins.length > 0) yield { at: headOf(statement), count: isOurs ? count : pylints, twins, ...(isOurs ? {} : { preset: 'twin' }) }
  },
  message: ({ count }) => `${count} statements in one \`try\``,
})

/** Statements as Ruff counts them: clauses are some too, `for` and `return` are none. */
function countOf(block: Node | undefined): number {
  return (block?.children ?? []).reduce((sum, statement) => sum + weightOf(statement), 0)
}

function weightOf(statement: Node): number {
  const inner = statement.kind === 'decorated_definition' ? statement.field('definition')! : statement
  const own = countOf(inner.field('body') ?? inner.field('consequence'))
  const clauses = inner.children.filter(({ kind }) => /_clause$/.test(kind) && kind !== 'with_clause')
  switch (inner.kind) {
    case 'return_statement': return 0
    case 'for_statement': return own + clauses.reduce((sum, clause) => sum + countOf(blockOf(clause)), 0)
    case 'try_statement': {
      const extra = handlersOf(inner).length > 1 ? 1 : 0
      return 1 + extra + own + clauses.reduce((sum, clause) => sum + (clause.kind === 'finally_clause' ? 2 : 1) + countOf(blockOf(clause)), 0)
    }
    case 'if_statement': return 1 + own + clauses.reduce((sum, clause) => sum + 1 + countOf(blockOf(clause)), 0)
    case 'match_statement': return 1 + (inner.field('body')?.children ?? []).reduce((sum, each) => sum + 1 + countOf(blockOf(each)), 0)
    default: return 1 + own
  }
}

/** As Pylint does, whether anything is caught or not: what stands in loops, `if` and `with` too, but not behind `else`. */
function pylintsCount(block: Node): number {
  const nests = /^(?:for|if|while|with)_statement$/
  return block.children.reduce((sum, statement) => sum + 1 + (nests.test(statement.kind) ? pylintsCount(statement.field('body') ?? statement.field('consequence') ?? statement) : 0), 0)
}
