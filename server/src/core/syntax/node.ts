// A node of a segment's tree: a handle on the compact array, made when somebody looks at it. Comments are not nodes.

import { childInField, errorFlag, kindAt, missingFlag, namedFlag, stride, type Tree } from './tree.ts'
import type { Field, Kind } from './kinds.ts'
import type { Segment } from './segment.ts'

/** Named kinds of the grammar, or the text of an anonymous token such as `(`, `async`, `not in`. */
export type NodeKind = Kind | (string & {})

/** Offsets count from the start of the segment's text. Two handles on one node are the same object. */
export class Node {
  readonly segment: Segment
  readonly index: number
  readonly kind: NodeKind
  // The rest is read from the segment's integers at each question: most nodes are asked for their kind and nothing else.
  readonly #ints: Int32Array
  readonly #at: number
  #children: readonly Node[] | undefined
  #tokens: readonly Node[] | undefined

  constructor(segment: Segment, tree: Tree, index: number) {
    this.segment = segment
    this.index = index
    this.kind = kindAt(tree, index)
    this.#ints = tree.nodes
    this.#at = index * stride
  }

  get start(): number {
    return this.#ints[this.#at + 1]! + this.segment.code
  }

  get end(): number {
    return this.#ints[this.#at + 2]! + this.segment.code
  }

  get text(): string {
    return this.segment.text.slice(this.start, this.end)
  }

  /** The field of its parent that it fills. */
  get fieldName(): Field | undefined {
    const field = this.#ints[this.#at + 3]!
    return field === 0 ? undefined : (this.segment.tree.grammar.fields[field] as Field)
  }

  get isNamed(): boolean {
    return (this.#ints[this.#at]! & namedFlag) !== 0
  }

  get isMissing(): boolean {
    return (this.#ints[this.#at]! & missingFlag) !== 0
  }

  get parent(): Node | undefined {
    const parent = this.#ints[this.#at + 5]!
    return parent < 0 ? undefined : this.segment.node(parent)
  }

  /** Its named children, in order. */
  get children(): readonly Node[] {
    return (this.#children ??= this.tokens.filter((token) => token.isNamed))
  }

  /** All its children, keywords and punctuation included. */
  get tokens(): readonly Node[] {
    return (this.#tokens ??= this.#readTokens())
  }

  get firstChild(): Node | undefined {
    return this.children[0]
  }

  get lastChild(): Node | undefined {
    return this.children[this.children.length - 1]
  }

  get nextSibling(): Node | undefined {
    const siblings = this.parent?.children
    return siblings?.[siblings.indexOf(this) + 1]
  }

  get previousSibling(): Node | undefined {
    const siblings = this.parent?.children
    return siblings?.[siblings.indexOf(this) - 1]
  }

  /** The first child in this field. */
  field(name: Field): Node | undefined {
    const { tree } = this.segment
    const child = childInField(tree, this.index, tree.grammar.fieldOf(name))
    return child < 0 ? undefined : this.segment.node(child)
  }

  /** All children in this field. */
  fields(name: Field): readonly Node[] {
    return this.tokens.filter((token) => token.fieldName === name)
  }

  /** True where one of its own tokens is this keyword or sign, as `async` in `async def`. */
  hasToken(kind: string): boolean {
    return this.tokens.some((token) => !token.isNamed && token.kind === kind)
  }

  /** The nodes of these kinds below it (itself excluded), in text order; all named ones without `kinds`. */
  descendants(...kinds: NodeKind[]): Node[] {
    const { tree } = this.segment
    const [from, end] = [this.index + 1, this.#ints[this.#at + 4]!]
    const found: number[] = []
    if (kinds.length === 0) {
      for (let index = from; index < end; index++) if ((tree.nodes[index * stride]! & namedFlag) !== 0) found.push(index)
    } else {
      let sources = 0
      for (const kind of kinds) {
        for (const symbol of tree.grammar.symbolsOf(kind)) {
          const places = tree.placesOf(symbol)
          const before = found.length
          for (let i = firstAtOrBehind(places, from); i < places.length && places[i]! < end; i++) found.push(places[i]!)
          if (found.length > before) sources++
        }
      }
      if (sources > 1) found.sort((a, b) => a - b)
    }
    return found.map((index) => this.segment.node(index))
  }

  /** The nearest node of one of these kinds above it, itself excluded. */
  ancestor(...kinds: NodeKind[]): Node | undefined {
    const { tree } = this.segment
    for (let index = this.#ints[this.#at + 5]!; index >= 0; index = tree.nodes[index * stride + 5]!) {
      if (kinds.includes(kindAt(tree, index))) return this.segment.node(index)
    }
    return undefined
  }

  /** True where `other` is this node or below it. */
  contains(other: Node): boolean {
    return other.segment === this.segment && other.index >= this.index && other.index < this.#ints[this.#at + 4]!
  }

  /** True where the grammar could not read something in it. */
  get isBroken(): boolean {
    const { nodes, hasError } = this.segment.tree
    if (!hasError) return false
    for (let index = this.index, end = this.#ints[this.#at + 4]!; index < end; index++) if ((nodes[index * stride]! & (errorFlag | missingFlag)) !== 0) return true
    return false
  }

  #readTokens(): readonly Node[] {
    const { nodes } = this.segment.tree
    const tokens: Node[] = []
    for (let child = this.index + 1, end = this.#ints[this.#at + 4]!; child < end; child = nodes[child * stride + 4]!) tokens.push(this.segment.node(child))
    return tokens
  }
}

/** The position of the first number that is not below `least` in ascending numbers; their count where all are. */
function firstAtOrBehind(numbers: readonly number[], least: number): number {
  let [low, high] = [0, numbers.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (numbers[middle]! < least) low = middle + 1
    else high = middle
  }
  return low
}
