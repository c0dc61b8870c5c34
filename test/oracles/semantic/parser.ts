// The shipped grammar for the proofs, which run as bundles and so can't find it by their own place.

import { readFileSync } from 'node:fs'
import { createParser, type Parser } from '../../../server/src/core/syntax/index.ts'

let parser: Promise<Parser> | undefined

export function testParser(root: string): Promise<Parser> {
  return (parser ??= createParser(readFileSync(`${root}grammars/tree-sitter.wasm`), readFileSync(`${root}grammars/python.wasm`)))
}
