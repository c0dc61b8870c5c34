// The only file that knows tree-sitter: loads the grammar from bytes and reads each parsed text into a compact tree.
// It does no I/O; the host hands in the bytes.

import { Language, Parser as TreeSitterParser, type TreeCursor } from 'web-tree-sitter'
import { disguise } from './disguise.ts'
import { liftSplats } from './splats.ts'

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

export interface Parser {
  readonly grammar: Grammar
  /** Parses `code`; `header` says that it is a class header whose block is elsewhere. `comments` are offsets in `code`, in pairs. */
  parse(code: string, header: boolean, comments: readonly number[]): Tree
}

/** ABI versions of a grammar that web-tree-sitter 0.27 takes. */
const abiRange = { from: 13, to: 15 } as const
const memoLimit = 4_000_000

/**
 * Starts tree-sitter and loads the Python grammar. `runtime` is `grammars/tree-sitter.wasm`, `grammar` is `grammars/python.wasm`.
 * Throws an Error that names the file, the section and the expected ABI where the bytes can't be loaded.
 */
export async function createParser(runtime: Uint8Array, grammar: Uint8Array): Promise<Parser> {
  try {
    // Emscripten's own options; its typings are not part of the package.
    await TreeSitterParser.init({ wasmBinary: runtime } as never)
  } catch (error) {
    throw new Error(`grammars/tree-sitter.wasm does not start: ${wordsOf(error)}`)
  }
  const complaint = complaintAbout(grammar)
  if (complaint !== undefined) throw new Error(`grammars/python.wasm does not load: ${complaint}`)
  let language: Language
  try {
    language = await Language.load(grammar)
  } catch (error) {
    throw new Error(
      `grammars/python.wasm does not load: ${wordsOf(error)} (expected a section 'dylink.0' and a grammar of ABI ${abiRange.from} to ${abiRange.to})`,
    )
  }
  const parser = new TreeSitterParser()
  parser.setLanguage(language)
  return memoized(parser, grammarOf(language))
}

function wordsOf(error: unknown): string {
  return error instanceof Error && error.message !== '' ? error.message : 'the runtime gave no reason'
}

/** What is wrong with the container of a grammar, as far as its first bytes tell. */
function complaintAbout(bytes: Uint8Array): string | undefined {
  if (bytes.length < 12 || bytes[0] !== 0 || bytes[1] !== 0x61 || bytes[2] !== 0x73 || bytes[3] !== 0x6d) return 'it is not a WebAssembly file'
  const head = String.fromCharCode(...bytes.subarray(8, 40))
  if (head.includes('dylink.0')) return exportsPython(bytes) ? undefined : `it holds no tree_sitter_python (a section 'dylink.0' and a grammar of ABI ${abiRange.from} to ${abiRange.to} were expected)`
  return head.includes('dylink')
    ? `its first section is the old 'dylink', expected 'dylink.0' and a grammar of ABI ${abiRange.from} to ${abiRange.to}; run \`npm run update-grammar\``
    : `its first section is not 'dylink.0' (a grammar of ABI ${abiRange.from} to ${abiRange.to} was expected)`
}

/** The runtime lists every symbol on the console where it does not find the grammar's; so it is looked for here. */
function exportsPython(bytes: Uint8Array): boolean {
  const name = [...'tree_sitter_python'].map((letter) => letter.charCodeAt(0))
  for (let at = bytes.indexOf(name[0]!); at >= 0; at = bytes.indexOf(name[0]!, at + 1)) {
    if (name.every((unit, i) => bytes[at + i] === unit)) return true
  }
  return false
}

function grammarOf(language: Language): Grammar {
  const kinds = language.types.map((kind) => kind ?? '')
  const bySymbol = new Map<string, number[]>()
  kinds.forEach((kind, symbol) => {
    const symbols = bySymbol.get(kind)
    if (symbols) symbols.push(symbol)
    else bySymbol.set(kind, [symbol])
  })
  // tree-sitter's own symbol for ERROR nodes is the largest 16-bit number and in no table.
  bySymbol.set('ERROR', [symbolMask])
  return { kinds, fields: language.fields, abi: language.abiVersion, symbolsOf: (kind) => bySymbol.get(kind) ?? [] }
}

/** Remembers trees by text: closing a quote, an undo or a repeated test costs no parse. Least recently used ones go first. */
function memoized(parser: TreeSitterParser, grammar: Grammar): Parser {
  const memo = new Map<string, Tree>()
  let size = 0
  return {
    grammar,
    parse(code, header, comments) {
      const key = (header ? 'c' : 's') + code
      const known = memo.get(key)
      if (known !== undefined) {
        memo.delete(key)
        memo.set(key, known)
        return known
      }
      const tree = parseOnce(parser, grammar, code, header, comments)
      memo.set(key, tree)
      size += key.length
      for (const oldest of memo.keys()) {
        if (size <= memoLimit) break
        memo.delete(oldest)
        size -= oldest.length
      }
      return tree
    },
  }
}

/** A header gets a block of its own to be whole; that block's statement is left out of the tree again. */
const headerBlock = '\n pass'

function parseOnce(parser: TreeSitterParser, grammar: Grammar, code: string, header: boolean, comments: readonly number[]): Tree {
  const disguised = disguise(code, comments)
  const wasmTree = parser.parse(header ? disguised + headerBlock : disguised)
  if (wasmTree === null) throw new Error('tree-sitter gave no tree')
  const cursor = wasmTree.walk()
  try {
    const hasError = cursor.currentNode.hasError
    const nodes = readTree(cursor, grammar, code.length)
    return { nodes: liftSplats(nodes, grammar), grammar, hasError }
  } finally {
    cursor.delete()
    wasmTree.delete()
  }
}

/** Copies the tree below `cursor` in preorder, without comments and without what starts at or behind `limit`. */
function readTree(cursor: TreeCursor, grammar: Grammar, limit: number): Int32Array {
  const left = new Set([...grammar.symbolsOf('comment'), ...grammar.symbolsOf('line_continuation')])
  const out: number[] = []
  const open: number[] = []
  let descending = true
  for (;;) {
    if (descending) {
      const symbol = cursor.nodeTypeId
      const start = cursor.startIndex
      const skipped = left.has(symbol) || (open.length > 0 && start >= limit && start < cursor.endIndex)
      if (skipped) {
        descending = false
        if (cursor.gotoNextSibling()) descending = true
        else if (!ascend()) break
        continue
      }
      const index = out.length
      const flags = (cursor.nodeIsNamed ? namedFlag : 0) | (cursor.nodeIsMissing ? missingFlag : 0) | (symbol === symbolMask ? errorFlag : 0)
      out.push(symbol | flags, Math.min(start, limit), Math.min(cursor.endIndex, limit), cursor.currentFieldId, 0, open.length > 0 ? open[open.length - 1]! / stride : -1)
      open.push(index)
      if (cursor.gotoFirstChild()) continue
      close()
    }
    descending = false
    if (cursor.gotoNextSibling()) descending = true
    else if (!ascend()) break
  }
  while (open.length > 0) close()
  return Int32Array.from(out)

  function close(): void {
    out[open.pop()! + 4] = out.length / stride
  }

  function ascend(): boolean {
    if (!cursor.gotoParent()) return false
    close()
    return true
  }
}
