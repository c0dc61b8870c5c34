// Reads a segment's compact tree by index, without making node handles: for what runs on every keystroke.

import type { Segment } from '../syntax/index.ts'
import { namedFlag, stride, symbolMask } from '../syntax/tree.ts'

/** Nodes are preorder indexes; see `stride` in syntax/tree.ts for what each of them holds. */
export interface TreeReader {
  symbol(at: number): number
  /** The index behind the node's subtree. */
  end(at: number): number
  fieldOf(at: number): number
  isNamed(at: number): boolean
  /** -1 for the root. */
  parentOf(at: number): number
  /** Its named children. */
  named(at: number): number[]
  /** The first child in the field, or -1. */
  childIn(at: number, wanted: number): number
  textOf(at: number): string
  /** The text of an identifier as Python compares it, in NFKC form. */
  nameAt(at: number): string
}

export function treeOf(segment: Segment): TreeReader {
  const { nodes } = segment.tree
  const { text, code } = segment
  return { symbol, end, fieldOf, isNamed, parentOf, named, childIn, textOf, nameAt }

  function symbol(at: number): number {
    return nodes[at * stride]! & symbolMask
  }

  function end(at: number): number {
    return nodes[at * stride + 4]!
  }

  function fieldOf(at: number): number {
    return nodes[at * stride + 3]!
  }

  function isNamed(at: number): boolean {
    return (nodes[at * stride]! & namedFlag) !== 0
  }

  function named(at: number): number[] {
    const found: number[] = []
    for (let child = at + 1, stop = end(at); child < stop; child = end(child)) if (isNamed(child)) found.push(child)
    return found
  }

  function childIn(at: number, wanted: number): number {
    for (let child = at + 1, stop = end(at); child < stop; child = end(child)) if (fieldOf(child) === wanted) return child
    return -1
  }

  function textOf(at: number): string {
    return text.slice(code + nodes[at * stride + 1]!, code + nodes[at * stride + 2]!)
  }

  function nameAt(at: number): string {
    const name = textOf(at)
    for (let i = 0; i < name.length; i++) if (name.charCodeAt(i) > 127) return name.normalize('NFKC')
    return name
  }

  function parentOf(at: number): number {
    return nodes[at * stride + 5]!
  }
}
