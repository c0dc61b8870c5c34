// Puts right one misparse of the grammar: it reads `[*f(x)]` as a call of `*f`, and `[*a or b]` as `(*a) or b`.
// In Python the star takes the whole expression; afterwards the tree says so.

import { stride, symbolMask, type Grammar } from './tree.ts'

interface Draft {
  readonly head: readonly [symbol: number, start: number, end: number, field: number]
  children: Draft[]
}

/** The expressions that the grammar wrongly lets begin with a starred one. */
const expressions = ['call', 'attribute', 'subscript', 'boolean_operator', 'binary_operator', 'comparison_operator', 'conditional_expression']

/** `nodes` itself where there is nothing to put right. */
export function liftSplats(nodes: Int32Array, grammar: Grammar): Int32Array {
  const splats = new Set(grammar.symbolsOf('list_splat'))
  const outer = new Set(expressions.flatMap((kind) => grammar.symbolsOf(kind)))
  const isMisread = (at: number): boolean => {
    const parent = nodes[at + 5]! * stride
    return parent >= 0 && outer.has(nodes[parent]! & symbolMask) && nodes[parent + 1] === nodes[at + 1]
  }
  let found = false
  for (let at = 0; at < nodes.length && !found; at += stride) found = splats.has(nodes[at]! & symbolMask) && isMisread(at)
  if (!found) return nodes
  const root = lift(draft(nodes, 0))
  const out: number[] = []
  flatten(root, -1, out)
  return Int32Array.from(out)

  function lift(node: Draft): Draft {
    const children = node.children.map(lift)
    const [splat] = children
    if (!outer.has(node.head[0] & symbolMask) || splat === undefined || !splats.has(splat.head[0] & symbolMask)) return { head: node.head, children }
    // splat = [*, operand]; node = [splat, …rest]  becomes  [*, node = [operand, …rest]].
    const [star, operand] = [splat.children[0]!, splat.children[splat.children.length - 1]!]
    const [symbol, , end, field] = node.head
    const inner: Draft = {
      head: [symbol, operand.head[1], end, operand.head[3]],
      children: [{ head: [operand.head[0], operand.head[1], operand.head[2], splat.head[3]], children: operand.children }, ...children.slice(1)],
    }
    return { head: [splat.head[0], splat.head[1], end, field], children: [star, inner] }
  }
}

function draft(nodes: Int32Array, at: number): Draft {
  const children: Draft[] = []
  for (let child = at + stride, end = nodes[at + 4]! * stride; child < end; child = nodes[child + 4]! * stride) children.push(draft(nodes, child))
  return { head: [nodes[at]!, nodes[at + 1]!, nodes[at + 2]!, nodes[at + 3]!], children }
}

function flatten(node: Draft, parent: number, out: number[]): void {
  const at = out.length
  out.push(...node.head, 0, parent)
  for (const child of node.children) flatten(child, at / stride, out)
  out[at + 4] = out.length / stride
}
