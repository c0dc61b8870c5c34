// The shipped grammar: recorded, unchanged, loadable; and what is said of one that is not.

import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { createParser } from '../../server/src/core/syntax/parser.ts'
import { openSource } from '../../server/src/core/syntax/source.ts'
// @ts-expect-error: a plain script without declarations
import { modernizeDylink } from '../../server/scripts/update-grammar.mjs'

const grammars = new URL('../../grammars/', import.meta.url)
const bytes = (name: string): Buffer => readFileSync(new URL(name, grammars))
const sources = JSON.parse(bytes('sources.json').toString()) as Record<string, { package: string; version: string; file: string; abi?: number; sha256: { in: string; out: string } }>
const sha256 = (data: Uint8Array): string => createHash('sha256').update(data).digest('hex')
const require = createRequire(import.meta.url)

/** The grammar as its package ships it, with the old section. */
const original = (): Buffer => readFileSync(require.resolve('tree-sitter-wasms/package.json').replace('package.json', sources['python.wasm']!.file))

test('the files are those that sources.json records', () => {
  for (const [name, source] of Object.entries(sources)) {
    expect(sha256(bytes(name)), name).toBe(source.sha256.out)
    const installed = JSON.parse(readFileSync(new URL(`../../node_modules/${source.package}/package.json`, import.meta.url), 'utf8')) as { version: string }
    expect(installed.version, source.package).toBe(source.version)
  }
  expect(sha256(original())).toBe(sources['python.wasm']!.sha256.in)
})

test('rewriting the section of the packaged grammar gives the shipped one, every other byte as it was', () => {
  const before = original()
  const after = modernizeDylink(before) as Buffer
  expect(sha256(after)).toBe(sources['python.wasm']!.sha256.out)
  expect(modernizeDylink(after)).toEqual(after)
  // Behind the first section both are the same to the byte.
  const bodyOf = (wasm: Buffer): Buffer => {
    let at = 9
    let size = 0
    for (let shift = 0; ; shift += 7) {
      const byte = wasm[at++]!
      size |= (byte & 0x7f) << shift
      if (byte < 0x80) break
    }
    return wasm.subarray(at + size)
  }
  expect(bodyOf(after).equals(bodyOf(before))).toBe(true)
})

test('it loads, has the recorded ABI, and parses', async () => {
  const parser = await createParser(bytes('tree-sitter.wasm'), bytes('python.wasm'))
  expect(parser.grammar.abi).toBe(sources['python.wasm']!.abi)
  const source = openSource(parser, 'test_x.py', 'def test_x():\n    assert 1\n')
  expect(source.segments.map((segment) => segment.root.descendants().map((node) => node.kind))).toEqual([
    ['function_definition', 'identifier', 'parameters', 'block', 'assert_statement', 'integer'],
  ])
})

test.each([
  ['the old section', (): Uint8Array => original(), /grammars\/python\.wasm.*'dylink'.*'dylink\.0'.*ABI 13 to 15/],
  ['no WebAssembly', (): Uint8Array => new Uint8Array(40), /grammars\/python\.wasm.*not a WebAssembly file/],
  ['a file cut short', (): Uint8Array => bytes('python.wasm').subarray(0, 400_000), /grammars\/python\.wasm.*'dylink\.0'.*ABI 13 to 15/],
  ['another module', (): Uint8Array => bytes('tree-sitter.wasm'), /grammars\/python\.wasm.*'dylink\.0'.*ABI 13 to 15/],
])('a grammar with %s is refused with its name, section and ABI', async (_, grammar, message) => {
  await expect(createParser(bytes('tree-sitter.wasm'), grammar())).rejects.toThrow(message)
})
