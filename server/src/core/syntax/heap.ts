// Reads a parsed tree straight from tree-sitter's memory, some ten times faster than through its cursor.
// It relies on the layout of structs in web-tree-sitter 0.27 (subtree.h, parser.h), so whoever uses it compares it with the cursor first.

import { errorFlag, missingFlag, namedFlag, stride, symbolMask } from './tree.ts'

/** The memory that Emscripten's module object shows; its views are replaced when the memory grows. */
export interface Memory {
  readonly HEAPU8: Uint8Array
  readonly HEAPU16: Uint16Array
  readonly HEAPU32: Uint32Array
}

export interface HeapReader {
  /** The tree at `address` in preorder, as `Tree.nodes` has it. `left` holds symbols to leave out, `limit` is the first unit not to read. */
  read(address: number, left: ReadonlySet<number>, limit: number): Int32Array
}

// Offsets in bytes in `SubtreeHeapData`; a `Subtree` is a pointer to one or, with its lowest bit set, the data itself in eight bytes.
const padding = 4, size = 16, childCount = 36, symbolAt = 40, flagsAt = 44, production = 66
const visibleBit = 1, namedBit = 2, extraBit = 4, missingBit = 512
const inlineVisible = 2, inlineNamed = 4, inlineExtra = 8, inlineMissing = 32

/** `language` is the address of the grammar's `TSLanguage`. */
export function heapReader(memory: Memory, language: number): HeapReader {
  const word = (address: number): number => memory.HEAPU32[address >> 2]!
  const half = (address: number): number => memory.HEAPU16[address >> 1]!
  const aliasLength = half(language + 36)
  const fieldSlices = word(language + 64)
  const fieldEntries = word(language + 68)
  const metadata = word(language + 72)
  const publicSymbols = word(language + 76)
  const aliasSequences = word(language + 84)

  let out = new Int32Array(4096)
  let length = 0

  return {
    read(address, left, limit) {
      length = 0
      visit(word(address), word(address + 4), word(word(address) + padding), 0, 0, -1, left, limit)
      return out.slice(0, length)
    },
  }

  /** Writes the node and its subtree. `start` is in bytes, behind its padding; `alias` and `field` come from its parent. */
  function visit(low: number, high: number, start: number, alias: number, field: number, parent: number, left: ReadonlySet<number>, limit: number): void {
    const isInline = (low & 1) !== 0
    const flags = isInline ? low & 0xff : half(low + flagsAt)
    const isVisible = alias !== 0 || (flags & (isInline ? inlineVisible : visibleBit)) !== 0
    const bytes = isInline ? high >>> 24 : word(low + size)
    let own = parent
    if (isVisible) {
      const raw = isInline ? (low >>> 8) & 0xff : half(low + symbolAt)
      const symbol = raw === symbolMask ? raw : half(publicSymbols + 2 * (alias === 0 ? raw : alias))
      const [from, to] = [start >> 1, (start + bytes) >> 1]
      if (left.has(symbol) || (parent >= 0 && from >= limit && from < to)) return
      const isNamed = alias === 0 ? (flags & (isInline ? inlineNamed : namedBit)) !== 0 : memory.HEAPU8[metadata + 3 * alias + 1] !== 0
      const isMissing = (flags & (isInline ? inlineMissing : missingBit)) !== 0
      if (length + stride > out.length) {
        const grown = new Int32Array(out.length * 2)
        grown.set(out)
        out = grown
      }
      own = length / stride
      out[length] = symbol | (isNamed ? namedFlag : 0) | (isMissing ? missingFlag : 0) | (symbol === symbolMask ? errorFlag : 0)
      out[length + 1] = Math.min(from, limit)
      out[length + 2] = Math.min(to, limit)
      out[length + 3] = field
      out[length + 5] = parent
      length += stride
    }
    if (!isInline) visitChildren(low, start, own, isVisible ? 0 : field, left, limit)
    if (isVisible) out[own * stride + 4] = length / stride
  }

  function visitChildren(node: number, start: number, parent: number, inherited: number, left: ReadonlySet<number>, limit: number): void {
    const count = word(node + childCount)
    if (count === 0) return
    const productionId = half(node + production)
    const aliases = productionId === 0 ? 0 : aliasSequences + 2 * productionId * aliasLength
    const slice = fieldSlices + 4 * productionId
    const firstField = fieldEntries + 4 * half(slice)
    const fieldCount = half(slice + 2)
    let at = start
    let structural = 0
    for (let i = 0, child = node - 8 * count; i < count; i++, child += 8) {
      const [low, high] = [word(child), word(child + 4)]
      const isInline = (low & 1) !== 0
      if (i > 0) at += isInline ? (high >>> 16) & 0xff : word(low + padding)
      const isExtra = isInline ? (low & inlineExtra) !== 0 : (half(low + flagsAt) & extraBit) !== 0
      let alias = 0
      let field = 0
      if (!isExtra) {
        if (aliases !== 0) alias = half(aliases + 2 * structural)
        for (let entry = firstField, end = firstField + 4 * fieldCount; entry < end; entry += 4) {
          // An entry is a field's number, the child's index and whether it is inherited from inside a hidden child.
          if (memory.HEAPU8[entry + 2] === structural && memory.HEAPU8[entry + 3] === 0) {
            field = half(entry)
            break
          }
        }
        if (field === 0) field = inherited
        structural++
      }
      visit(low, high, at, alias, field, parent, left, limit)
      at += isInline ? high >>> 24 : word(low + size)
    }
  }
}
