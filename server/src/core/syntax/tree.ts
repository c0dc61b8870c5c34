// The compact form of a parsed text: one array of integers, and the grammar's tables to read it with.

/** Integers a node takes in {@link Tree.nodes}: symbol and flags, start, end, field, index behind its subtree, index of its parent. */
export const stride = 6

export const namedFlag = 1 << 16
export const missingFlag = 1 << 17
export const errorFlag = 1 << 18
export const symbolMask = 0xffff

/** A parsed text as one preorder array; offsets count from the start of that text. Immutable. */
export interface Tree {
  readonly nodes: Int32Array
  /** Names of node kinds by symbol and of fields by number; shared by all trees of a parser. */
  readonly grammar: Grammar
  /** True where the text is not Python as far as the grammar can tell. */
  readonly hasError: boolean
}

export interface Grammar {
  readonly kinds: readonly string[]
  readonly fields: readonly (string | null)[]
  readonly abi: number
  symbolsOf(kind: string): readonly number[]
}
