// try-except-pass: a handler of `pass` or `continue`: what was raised is forgotten.

import { dedentedLines, indentAt, indentUnitOf, lineEndOf, lineStartAt, nextLineAt, startsLine } from '../../edits/index.ts'
import { blockOf, caughtBy, handlersOf, headOf, isEmptyStatement, rule, typesOf, type Context, type Located, type Node, type Refusal, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly statement: Node
  readonly handler: Node
  readonly caught: string
  readonly isBroad: boolean
}

export default rule({
  id: 'try-except-pass',
  summary: 'An exception handler does nothing.',
  why: 'The error is gone without a trace. `contextlib.suppress` says that it may happen, `raises` that it has to.',
  section: 'error-handling',
  severity: 'information',
  preset: 'strict',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['ruff:S110', 'ruff:S112', 'bandit:B110', 'bandit:B112', 'falsegreen:C27'],
  whenNotToUse: 'The rule swallowed-exception reports the harmful ones by default: those that hide an assertion or the act of the test.',
  on: 'node',
  kinds: ['try_statement'],
  *check(statement, context): Iterable<Facts> {
    for (const handler of handlersOf(statement)) {
      const only = blockOf(handler)?.children
      if (only?.length !== 1 || !(isEmptyStatement(only[0]!) || only[0]!.kind === 'continue_statement')) continue
      const types = caughtBy(handler)
      const isBroad = types === undefined || (types.length === 1 && typesOf(handler)?.kind !== 'tuple' && /^(?:builtins\.)?(?:Exception|BaseException)$/.test(context.qualifiedName(types[0]!) ?? ''))
      const caught = types === undefined ? 'except:' : (typesOf(handler)?.text ?? '')
      const twins = !isBroad || only[0]!.kind === 'expression_statement' ? ['falsegreen:C27'] : only[0]!.kind === 'pass_statement' ? ['ruff:S110', 'bandit:B110', 'falsegreen:C27'] : ['ruff:S112', 'bandit:B112', 'falsegreen:C27']
      yield { at: headOf(handler), statement, handler, caught, isBroad, twins, ...(isBroad ? {} : { severity: 'hint' }) }
    }
  },
  message: ({ caught, isBroad }) => (isBroad ? `\`${caught}\` forgets every error` : `\`${caught.replace(/\s+/g, ' ')}\` is forgotten`),
  repair({ statement, handler, isBroad, caught }, context): Repair | Refusal {
    if (isBroad) return { refusal: 'Which error may happen is not said' }
    const edits = suppressing(statement, handler, caught, context)
    return edits === undefined ? { refusal: 'The try has more clauses, comments or shared lines, or contextlib is not imported' } : { title: `Suppress ${caught}`, edits }
  },
})

function suppressing(statement: Node, handler: Node, caught: string, context: Context): Repair['edits'] | undefined {
  const tried = statement.field('body')
  const { segment } = statement
  const { text, comments } = segment
  const isPass = blockOf(handler)!.firstChild!.kind !== 'continue_statement'
  if (tried === undefined || !isPass || statement.children.length !== 2 || !startsLine(text, statement.start) || handler.kind !== 'except_clause') return undefined
  const name = context.definitionsOf('contextlib').length > 0 ? 'contextlib.suppress' : context.definitionsOf('suppress').length > 0 ? 'suppress' : undefined
  const [start, end] = [lineStartAt(text, statement.start), nextLineAt(text, statement.end)]
  const outer = indentAt(text, statement.start)
  const lines = dedentedLines(tried, `${outer}${indentUnitOf(context.source)}`)
  const inner = nextLineAt(text, tried.end)
  const isCommented = comments.some((offset, i) => i % 2 === 0 && ((offset >= start && offset < tried.start) || (offset >= inner && offset < end)))
  if (name === undefined || lines === undefined || isCommented || /[\r\n]/.test(caught)) return undefined
  const types = caught.startsWith('(') ? caught.slice(1, -1).replace(/,\s*$/, '') : caught
  return [{ segment, start, end, text: `${outer}with ${name}(${types}):${lineEndOf(segment)}${lines}` }]
}
