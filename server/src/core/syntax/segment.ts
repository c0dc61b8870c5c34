// A segment: one statement, class header or class member with its own text and tree. It is a value: it does not know where it stands.

import { lineStarts } from '../text/lines.ts'
import type { BodyContext, Cut, SegmentKind } from './cut.ts'
import { mended } from './mend.ts'
import { Node } from './node.ts'
import type { Parser } from './parser.ts'
import { stride, type Tree } from './tree.ts'

/** All offsets in a segment count from the start of {@link Segment.text}. */
export class Segment {
  readonly kind: SegmentKind
  /** Everything it covers: comments and blank lines in front, the code, the line end. */
  readonly text: string
  /** Offset of its first character of code; the length of the text for `trivia`. */
  readonly code: number
  /** Columns of indent of its first line of code. */
  readonly indent: number
  readonly before: BodyContext | undefined
  readonly after: BodyContext | undefined
  /** Start and end of each comment, in pairs, ascending. */
  readonly comments: readonly number[]
  /** Where a string begins that is never closed: from there on nothing is read. */
  readonly unclosed: number | undefined
  /** How many triple-quoted strings in it are followed by a word at once. */
  readonly odds: number
  readonly #parser: Parser
  #tree: Tree | undefined
  #lines: readonly number[] | undefined
  #nodes: (Node | undefined)[] | undefined

  constructor(parser: Parser, text: string, cut: Cut) {
    this.#parser = parser
    this.text = text.slice(cut.start, cut.end)
    this.kind = cut.kind
    this.code = cut.code - cut.start
    this.indent = cut.indent
    this.before = cut.before
    this.after = cut.after
    this.comments = cut.comments.map((offset) => offset - cut.start)
    this.odds = cut.odds
    this.unclosed = cut.unclosed === undefined ? undefined : cut.unclosed - cut.start
  }

  /** Offsets of its line starts. */
  get lines(): readonly number[] {
    return (this.#lines ??= lineStarts(this.text))
  }

  /** The compact tree, whose offsets count from {@link Segment.code}; parsed when first asked for. */
  get tree(): Tree {
    return this.#tree ?? this.#parse()
  }

  /** True where its text is not Python as far as the grammar can tell. */
  get isBroken(): boolean {
    return this.kind !== 'trivia' && this.tree.hasError
  }

  /** The `module` node over its statements; a class header's is one `class_definition` without a body. */
  get root(): Node {
    return this.node(0)
  }

  /** The node with this preorder index; the same object each time. */
  node(index: number): Node {
    // As long as the tree from the start: an array that is filled from its end becomes a slow table.
    const nodes = (this.#nodes ??= new Array<Node | undefined>(this.tree.nodes.length / stride))
    return (nodes[index] ??= new Node(this, this.tree, index))
  }

  /** Apart from the getter, which is asked all the time: a closure in it would cost an allocation at each call. */
  #parse(): Tree {
    const end = this.unclosed ?? this.text.length
    const comments = this.comments.filter((offset) => offset >= this.code && offset < end).map((offset) => offset - this.code)
    const code = this.text.slice(this.code, end)
    const parse = (text: string): Tree => this.#parser.parse(text, this.kind === 'class', comments)
    const tree = mended(code, parse(code), parse)
    return (this.#tree = this.unclosed === undefined ? tree : { ...tree, hasError: true })
  }
}
