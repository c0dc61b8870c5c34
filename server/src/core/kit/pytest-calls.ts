// Calls of pytest's own that expect something: `pytest.raises(…)`, `pytest.warns(…)`, the contexts of a `with`, what `match` says.

import type { Node } from '../syntax/index.ts'
import type { Context } from './context.ts'
import { argumentsOf, unwrapped } from '../syntax/expressions.ts'

/** `raises`, `warns` or `deprecated_call` for a call of pytest's function, however it is imported. */
export function expectationOf(call: Node, context: Context<unknown>): 'raises' | 'warns' | 'deprecated_call' | undefined {
  const name = call.kind === 'call' ? context.qualifiedName(call) : undefined
  return name === 'pytest.raises' ? 'raises' : name === 'pytest.warns' ? 'warns' : name === 'pytest.deprecated_call' ? 'deprecated_call' : undefined
}

/** A context of a `with`: the expression, and the name behind `as`. */
export interface HeldContext {
  readonly value: Node
  readonly target: Node | undefined
  /** The `as_pattern`, or the value. */
  readonly whole: Node
}

/** The contexts of a `with_statement` in text order. */
export function contextsOf(statement: Node): readonly HeldContext[] {
  const clause = statement.children.find(({ kind }) => kind === 'with_clause')
  const items = clause?.children.filter(({ kind }) => kind === 'with_item') ?? []
  return items.flatMap(({ firstChild: held }) => {
    if (held === undefined) return []
    // `with (a as b, c):` comes as one tuple.
    const parts = items.length === 1 && held.kind === 'tuple' ? held.children : [held]
    return parts.map((part) => {
      const value = unwrapped(part.kind === 'as_pattern' ? (part.firstChild ?? part) : part)
      const target = part.kind === 'as_pattern' ? part.descendants('as_pattern_target')[0]?.firstChild : undefined
      return { value, target, whole: part }
    })
  })
}

/** True where a call says nothing of the message: no `match`, or one that is None or an empty text. */
export function lacksMatch(call: Node): boolean {
  const match = argumentsOf(call).keywords.get('match')
  return match === undefined || isEmptyText(match)
}

/** True for `None`, `""` and f-strings of nothing. */
export function isEmptyText(expression: Node): boolean {
  const node = unwrapped(expression)
  if (node.kind === 'none') return true
  if (node.kind === 'concatenated_string') return node.children.every(isEmptyText)
  return node.kind === 'string' && !node.children.some(({ kind, start, end }) => kind === 'interpolation' || (kind === 'string_content' && end > start))
}

/** True where a dotted name fits one of the patterns, in which `*` and `?` stand for any letters. */
export function fitsName(name: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => {
    if (!/[*?]/.test(pattern)) return name === pattern
    const source = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.')
    return new RegExp(`^${source}$`).test(name)
  })
}
