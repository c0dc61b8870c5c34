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
  /** Indexes of the nodes with this symbol, ascending. */
  placesOf(symbol: number): readonly number[]
}

export interface Grammar {
  readonly kinds: readonly string[]
  readonly fields: readonly (string | null)[]
  readonly abi: number
  symbolsOf(kind: string): readonly number[]
  /** The number of a field; 0, which no field has, for a name that the grammar does not know. */
  fieldOf(name: string): number
}

/** The kind of the node with this index. */
export function kindAt({ nodes, grammar }: Tree, index: number): string {
  const symbol = nodes[index * stride]! & symbolMask
  return symbol === symbolMask ? 'ERROR' : grammar.kinds[symbol]!
}

/** The index of the first child of a node in this field; -1 where there is none. */
export function childInField({ nodes }: Tree, index: number, field: number): number {
  if (field === 0) return -1
  for (let child = index + 1, end = nodes[index * stride + 4]!; child < end; child = nodes[child * stride + 4]!) if (nodes[child * stride + 3] === field) return child
  return -1
}

const nowhere: readonly number[] = []

export function treeOf(nodes: Int32Array, grammar: Grammar, hasError: boolean): Tree {
  // Most rules ask for nodes of few kinds, and most often there are none.
  let places: Map<number, number[]> | undefined
  return {
    nodes,
    grammar,
    hasError,
    placesOf(symbol) {
      if (places === undefined) {
        places = new Map()
        for (let at = 0; at < nodes.length; at += stride) {
          const each = nodes[at]! & symbolMask
          const known = places.get(each)
          if (known === undefined) places.set(each, [at / stride])
          else known.push(at / stride)
        }
      }
      return places.get(symbol) ?? nowhere
    },
  }
}
