// The parser as the tests use it: from the shipped grammar.

import { readFileSync } from 'node:fs'
import { createParser, type Parser } from '../../server/src/core/syntax/parser.ts'

const grammars = new URL('../../grammars/', import.meta.url)
let parser: Promise<Parser> | undefined

export function testParser(): Promise<Parser> {
  return (parser ??= freshParser())
}

/** A parser that remembers nothing of the others. */
export function freshParser(): Promise<Parser> {
  return createParser(readFileSync(new URL('tree-sitter.wasm', grammars)), readFileSync(new URL('python.wasm', grammars)))
}
