// Blocks that expect a failure: `with pytest.raises(…)`, `with self.assertRaises(…) as cm`, and code from which an exception is wanted.

import type { Node } from '../syntax/index.ts'
import { calledName } from '../syntax/expressions.ts'

/** A `with` whose last item expects an exception, so that the block's code is all that can raise it. */
export interface RaisesBlock {
  /** `pytest.raises(E)`. */
  readonly call: Node
  /** `raises`, `assertRaisesRegex`, … */
  readonly name: string
  readonly statement: Node
  readonly body: Node
  /** The identifier behind `as`. */
  readonly target: Node | undefined
}

const raising = /^(?:raises|assertRaises|assertRaisesRegexp?|assertRaisesMessage|assertRaisesWithMessage|failUnlessRaises|assert_raises|assert_raises_regexp?)$/
const warning = /^(?:warns|deprecated_call|assertWarns|assertWarnsRegex|assertWarnsMessage|assertLogs)$/

/** True for names of what expects an exception, which ends the block. */
export function isRaisesName(name: string | undefined): boolean {
  return name !== undefined && raising.test(name)
}

/** True for names of what expects a warning or a log record, behind which the block goes on. */
export function isWarnsName(name: string | undefined): boolean {
  return name !== undefined && warning.test(name)
}

/** The block of a `with_statement` whose last item's call has such a name. */
export function raisesBlockOf(statement: Node, isMeant: (name: string | undefined) => boolean = isRaisesName): RaisesBlock | undefined {
  const body = statement.field('body')
  const item = statement.children.find(({ kind }) => kind === 'with_clause')?.lastChild
  const held = item?.kind === 'with_item' ? item.firstChild : undefined
  const call = held?.kind === 'as_pattern' ? held.firstChild : held
  const name = call?.kind === 'call' ? calledName(call) : undefined
  if (body === undefined || call === undefined || name === undefined || !isMeant(name)) return undefined
  const target = held?.kind === 'as_pattern' ? held.descendants('as_pattern_target')[0]?.firstChild : undefined
  return { call, name, statement, body, target: target?.kind === 'identifier' ? target : undefined }
}

/** True inside a `with` that expects or suppresses a failure or a warning, and in a `try` with a handler: there evaluating is the point. */
export function mayBeMeantToFail(node: Node): boolean {
  for (let [inner, outer] = [node, node.parent]; outer !== undefined && outer.kind !== 'function_definition' && outer.kind !== 'lambda'; [inner, outer] = [outer, outer.parent]) {
    if (outer.kind === 'with_statement') {
      const clause = outer.children.find(({ kind }) => kind === 'with_clause')
      if (clause !== inner && /raise|warn|deprecat|suppress|expect|fail|refus|logs|error|reject/i.test(clause?.text ?? '')) return true
    } else if (outer.kind === 'try_statement' && inner === outer.field('body') && outer.children.some(({ kind }) => /^except/.test(kind))) return true
  }
  return false
}
