// Which of Pylint's two messages an expression that stands as a statement gets. What the statement is good for, rules decide.

import { unwrapped } from '../syntax/expressions.ts'
import type { Node } from '../syntax/index.ts'

/**
 * W0106 where something is called within, W0104 elsewhere; none for what has messages of its own (calls, texts, `x := 1`) and for what
 * stands alone in a `try`, where it is there to raise. `expression`: the statement itself for `a, b`.
 */
export function pylintsOf(expression: Node, statement: Node): readonly string[] {
  const block = statement.parent
  if (block?.parent?.kind === 'try_statement' && block.children.length === 1) return []
  const inner = expression === statement ? expression : unwrapped(expression)
  if (/^(?:call|await|yield|named_expression|ellipsis)$/.test(inner.kind)) return []
  if (/string$/.test(inner.kind) && !/^[rR]?[bB]/.test(inner.text) && inner.descendants('interpolation').length === 0) return []
  return inner.descendants('call').length > 0 ? ['pylint:W0106'] : ['pylint:W0104']
}
