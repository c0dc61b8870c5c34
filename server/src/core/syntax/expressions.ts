// What rules and the models ask of one expression: its arguments, its text, its root. Looks at nothing but the node handed in.

import type { Node } from './node.ts'

/** The arguments of a `call` as they are written. */
export interface Arguments {
  /** Those before any `*args`, in order. */
  readonly positional: readonly Node[]
  readonly keywords: ReadonlyMap<string, Node>
  /** True where `*args` or `**kwargs` may bring more than is seen. */
  readonly isOpen: boolean
}

export function argumentsOf(call: Node): Arguments {
  const positional: Node[] = []
  const keywords = new Map<string, Node>()
  let isOpen = false
  const list = call.field('arguments')
  // `f(x for x in y)` has the generator in the place of the list.
  for (const argument of list === undefined ? [] : list.kind === 'argument_list' ? list.children : [list]) {
    const value = argument.kind === 'keyword_argument' ? argument.field('value') : undefined
    if (value !== undefined) keywords.set(argument.field('name')!.text, value)
    else if (argument.kind === 'list_splat' || argument.kind === 'dictionary_splat' || argument.kind === 'parenthesized_list_splat') isOpen = true
    else if (!isOpen) positional.push(argument)
  }
  return { positional, keywords, isOpen }
}

/** The value of the argument with this name, or at this position (from 0) where the parameter may be passed so. */
export function argumentOf(call: Node, name: string, position?: number): Node | undefined {
  const { positional, keywords } = argumentsOf(call)
  return keywords.get(name) ?? (position === undefined ? undefined : positional[position])
}

/** The expression without the parentheses around it. */
export function unwrapped(node: Node): Node {
  let inner = node
  while (inner.kind === 'parenthesized_expression' && inner.children.length === 1) inner = inner.children[0]!
  return inner
}

/** The characters between the quotes of a `string` or of strings written side by side, escapes as they stand; undefined with f-string fields. */
export function literalText(node: Node): string | undefined {
  const inner = unwrapped(node)
  if (inner.kind === 'concatenated_string') {
    const parts = inner.children.map(literalText)
    return parts.every((part) => part !== undefined) ? parts.join('') : undefined
  }
  if (inner.kind !== 'string' || inner.children.some((child) => child.kind === 'interpolation')) return undefined
  const opening = inner.children.find((child) => child.kind === 'string_start')
  const closing = inner.children.findLast((child) => child.kind === 'string_end')
  return opening === undefined || closing === undefined ? undefined : inner.segment.text.slice(opening.end, closing.start)
}

/** The name at the left end of a chain of attributes, calls and subscripts: `a` of `a.b(1)[2].c`; undefined where it starts otherwise. */
export function rootOf(node: Node): Node | undefined {
  let at: Node | undefined = unwrapped(node)
  while (at !== undefined && at.kind !== 'identifier') {
    at = at.kind === 'attribute' ? at.field('object') : at.kind === 'call' ? at.field('function') : at.kind === 'subscript' ? at.field('value') : undefined
    if (at !== undefined) at = unwrapped(at)
  }
  return at
}

/** The last name of what a call calls: `c` of `a.b.c(…)`; undefined where it has none. */
export function calledName(call: Node): string | undefined {
  const callee = call.field('function')
  if (callee?.kind === 'identifier') return callee.text
  return callee?.kind === 'attribute' ? callee.field('attribute')?.text : undefined
}
