// The only file that knows tree-sitter: loads the grammar from bytes and reads each parsed text into a compact tree.
// It does no I/O; the host hands in the bytes.

import { Language, Parser as TreeSitterParser, type Tree as WasmTree } from 'web-tree-sitter'
import { disguise } from './disguise.ts'
import { heapReader, type Memory } from './heap.ts'
import { liftSplats } from './splats.ts'
import { errorFlag, missingFlag, namedFlag, stride, symbolMask, treeOf, type Grammar, type Tree } from './tree.ts'

export interface Parser {
  readonly grammar: Grammar
  /** Parses `code`; `header` says that it is a class header whose block is elsewhere. `comments` are offsets in `code`, in pairs. */
  parse(code: string, header: boolean, comments: readonly number[]): Tree
}

/** ABI versions of a grammar that web-tree-sitter 0.27 takes. */
const abiRange = { from: 13, to: 15 } as const
/** UTF-16 units of text whose trees are remembered: what is worked on. A tree takes some 15 bytes for each. */
const memoLimit = 1_000_000
const none: readonly number[] = []

/**
 * Starts tree-sitter and loads the Python grammar. `runtime` is `grammars/tree-sitter.wasm`, `grammar` is `grammars/python.wasm`.
 * Throws an Error that names the file, the section and the expected ABI where the bytes can't be loaded.
 */
export async function createParser(runtime: Uint8Array, grammar: Uint8Array): Promise<Parser> {
  // Emscripten's own options, into which it puts its memory; its typings are not part of the package.
  const module = { wasmBinary: runtime } as unknown as Partial<Memory>
  try {
    await TreeSitterParser.init(module as never)
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
  const table = grammarOf(language)
  shared ??= module
  return memoized(parser, table, readerFor(parser, table, language, shared))
}

/** The runtime starts once in a process; later calls get the memory of the first. */
let shared: Partial<Memory> | undefined

/** Reads a parsed tree in preorder, without comments and without what starts at or behind `limit`. */
export type TreeReader = (tree: WasmTree, limit: number) => Int32Array

/** The fast reader where it gives the same as the cursor for a text with all that is special, else the cursor. */
export function readerFor(parser: TreeSitterParser, grammar: Grammar, language: Language, memory: Partial<Memory>): TreeReader {
  const left = new Set([...grammar.symbolsOf('comment'), ...grammar.symbolsOf('line_continuation')])
  const slow: TreeReader = (tree, limit) => readTree(tree, left, limit)
  if (memory.HEAPU8 === undefined || memory.HEAPU16 === undefined || memory.HEAPU32 === undefined) return slow
  try {
    const reader = heapReader(memory as Memory, addressOf(language))
    const fast: TreeReader = (tree, limit) => reader.read(addressOf(tree), left, limit)
    const tree = parser.parse(selfCheck)!
    const [a, b] = [fast(tree, selfCheck.length), slow(tree, selfCheck.length)]
    tree.delete()
    if (a.length !== b.length || a.some((value, i) => value !== b[i])) return slow
    return (wasmTree, limit) => {
      try {
        return fast(wasmTree, limit)
      } catch {
        // Nesting deeper than the stack: the cursor needs none.
        return slow(wasmTree, limit)
      }
    }
  } catch {
    return slow
  }
}

/** web-tree-sitter keeps an object's address under the key 0. */
function addressOf(object: object): number {
  return (object as { readonly 0: number })[0]
}

/** Aliases, fields in hidden nodes, extras, missing and broken parts, long and short tokens, two-byte and four-byte characters. */
const selfCheck = `@a.b(c=1)  # é
class A[T](B, metaclass=C):
    '''😀 ${'x'.repeat(300)}'''
    async def f(self, *args, x: int = 1, **kw) -> "int":  # comment
        with a as b, c as (d, e):
            return [*f(x) for y in z if not y in w] \\
                or {**k, 'a': f"{b!r:>{c}}"}
        try: pass
        except (E, F) as g: print(g, file=h)
    match x:
        case {'a': [1, *_]} if y: del z[1:2, ::3]
x = lambda a, /, b=1, *, c: a if b else c
def (: ]
foo(1,
`

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
  const fields = new Map(language.fields.map((name, number) => [name, number]))
  return { kinds, fields: language.fields, abi: language.abiVersion, symbolsOf: (kind) => bySymbol.get(kind) ?? none, fieldOf: (name) => fields.get(name) ?? 0 }
}

/** Remembers trees by text: closing a quote, an undo or a repeated test costs no parse. Least recently used ones go first. */
function memoized(parser: TreeSitterParser, grammar: Grammar, read: TreeReader): Parser {
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
      const tree = parseOnce(parser, grammar, read, code, header, comments)
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

function parseOnce(parser: TreeSitterParser, grammar: Grammar, read: TreeReader, code: string, header: boolean, comments: readonly number[]): Tree {
  const disguised = disguise(code, comments)
  const wasmTree = parser.parse(header ? disguised + headerBlock : disguised)
  if (wasmTree === null) throw new Error('tree-sitter gave no tree')
  try {
    return treeOf(liftSplats(read(wasmTree, code.length), grammar), grammar, wasmTree.rootNode.hasError)
  } finally {
    wasmTree.delete()
  }
}

/** The way through the public interface: slower, but independent of how the runtime lays out its memory. */
function readTree(tree: WasmTree, left: ReadonlySet<number>, limit: number): Int32Array {
  const cursor = tree.walk()
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
  cursor.delete()
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
