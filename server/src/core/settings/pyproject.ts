// The table [tool.proctor] of a pyproject.toml as plain values, with the line of each key. What the values mean is read.ts's.

import { parseTOML, ParseError, getStaticTOMLValue, type AST } from 'toml-eslint-parser'

export interface WrittenTable {
  readonly value: Readonly<Record<string, unknown>>
  /** Line from 1 at which the key stands; the path starts inside the table. The nearest known line above it where it has none. */
  readonly lineOf: (path: readonly string[]) => number
}

export type PyprojectAnswer = { readonly table: WrittenTable | undefined } | { readonly line: number; readonly message: string }

/** An answer without a table says that the file has none; with a message, that the text is no TOML. Never throws. */
export function readPyproject(text: string): PyprojectAnswer {
  try {
    const program = parseTOML(text.replace(/^\uFEFF/, ''))
    const value = (getStaticTOMLValue(program) as Record<string, unknown>)['tool']
    const own = isTable(value) && Object.hasOwn(value, 'proctor') ? value['proctor'] : undefined
    if (own === undefined) return { table: undefined }
    const lines = linesOf(program)
    const lineOf = (path: readonly string[]): number => lines.get(keyOf(['tool', 'proctor', ...path])) ?? (path.length === 0 ? 1 : lineOf(path.slice(0, -1)))
    if (!isTable(own)) return { line: lineOf([]), message: 'expected a table at tool.proctor' }
    return { table: { value: own, lineOf } }
  } catch (error) {
    if (error instanceof ParseError) return { line: error.lineNumber, message: `not valid TOML: ${error.message}` }
    // Brackets nested some thousands deep exhaust the parser's stack.
    return { line: 1, message: `not readable as TOML: ${error instanceof Error ? error.message : String(error)}` }
  }
}

export function isTable(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
}

function linesOf(program: AST.TOMLProgram): ReadonlyMap<string, number> {
  const lines = new Map<string, number>()
  for (const statement of program.body[0].body) {
    if (statement.type === 'TOMLKeyValue') note(lines, [], statement)
    else {
      const base = statement.resolvedKey.map(String)
      noteKeys(lines, [], statement.key.keys)
      for (const inner of statement.body) note(lines, base, inner)
    }
  }
  return lines
}

function note(lines: Map<string, number>, base: readonly string[], pair: AST.TOMLKeyValue): void {
  const path = noteKeys(lines, base, pair.key.keys)
  if (pair.value.type === 'TOMLInlineTable') for (const inner of pair.value.body) note(lines, path, inner)
}

/** A key that stands more than once (`[tool.a]`, `[tool.b]`) keeps its first line. */
function noteKeys(lines: Map<string, number>, base: readonly string[], keys: readonly (AST.TOMLBare | AST.TOMLQuoted)[]): readonly string[] {
  let path = base
  for (const key of keys) {
    path = [...path, key.type === 'TOMLBare' ? key.name : key.value]
    if (!lines.has(keyOf(path))) lines.set(keyOf(path), key.loc.start.line)
  }
  return path
}

function keyOf(path: readonly string[]): string {
  return path.join('\u0000')
}
