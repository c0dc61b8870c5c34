// The reader of tree-sitter's memory against its public cursor: every node of real files, of broken ones and of odd ones.

import { readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { Language, Parser as TreeSitterParser } from 'web-tree-sitter'
import { readerFor, type TreeReader } from '../../server/src/core/syntax/parser.ts'
import type { Grammar } from '../../server/src/core/syntax/tree.ts'
import type { Memory } from '../../server/src/core/syntax/heap.ts'
import { libTest, pythonFiles, readUtf8 } from '../support/corpus.ts'

let parser: TreeSitterParser
let fast: TreeReader
let slow: TreeReader

beforeAll(async () => {
  const bytes = (name: string): Uint8Array => new Uint8Array(readFileSync(new URL(`../../grammars/${name}`, import.meta.url)))
  const memory = { wasmBinary: bytes('tree-sitter.wasm') } as unknown as Partial<Memory>
  await TreeSitterParser.init(memory as never)
  const language = await Language.load(bytes('python.wasm'))
  parser = new TreeSitterParser()
  parser.setLanguage(language)
  const grammar: Grammar = {
    kinds: language.types,
    fields: language.fields,
    abi: language.abiVersion,
    fieldOf: (name) => Math.max(0, language.fields.indexOf(name)),
    symbolsOf: (kind) => (kind === 'ERROR' ? [0xffff] : language.types.flatMap((type, symbol) => (type === kind ? [symbol] : []))),
  }
  fast = readerFor(parser, grammar, language, memory)
  slow = readerFor(parser, grammar, language, {})
})

function compare(text: string, name: string): number {
  const tree = parser.parse(text)!
  const [a, b] = [fast(tree, text.length), slow(tree, text.length)]
  tree.delete()
  expect(a.length, name).toBe(b.length)
  const first = a.findIndex((value, i) => value !== b[i])
  expect(first, `${name}: node ${Math.floor(first / 6)}`).toBe(-1)
  return a.length / 6
}

test('it passes its own check, so that it is used', () => {
  expect(fast.toString()).not.toBe(slow.toString())
})

test('real files read the same', { timeout: 300_000 }, () => {
  let nodes = 0
  for (const path of pythonFiles(libTest()).filter((_, index) => index % 8 === 0)) {
    const text = readUtf8(path)
    if (text !== undefined) nodes += compare(text, path)
  }
  expect(nodes).toBeGreaterThan(200_000)
})

test('files cut off at any place read the same', () => {
  const text = readUtf8(pythonFiles(libTest()).find((path) => path.endsWith('test_dataclasses.py') || path.endsWith('test_bool.py'))!)!.slice(0, 6000)
  for (let end = 0; end < text.length; end += 37) compare(text.slice(0, end), `cut at ${end}`)
  for (let start = 0; start < text.length; start += 41) compare(text.slice(start), `from ${start}`)
})

test.each(['', ' ', '\n', '\uFEFFx = 1', 'x', '(((((', '"', '😀 = "😀"', `x = ${'a + '.repeat(500)}a`, `x = ${'('.repeat(200)}1${')'.repeat(200)}`, `y = "${'z'.repeat(70_000)}"\n${'\n'.repeat(300)}${' '.repeat(300)}w`])(
  'odd text %#',
  (text) => {
    expect(compare(text, text.slice(0, 20))).toBeGreaterThanOrEqual(1)
  },
)

test('nesting deeper than the stack is read by the cursor', () => {
  const deep = `x = ${'['.repeat(20_000)}${']'.repeat(20_000)}`
  expect(compare(deep, 'deep')).toBeGreaterThan(20_000)
})
