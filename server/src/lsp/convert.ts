// Offsets to LSP positions and back, in the encoding that was agreed on. The only place that knows of line and character.

import type { Position as LspPosition, Range as LspRange } from 'vscode-languageserver'
import type { Range, Source } from '../core/index.ts'
import type { Text } from './text.ts'

export const encodings = ['utf-16', 'utf-8', 'utf-32'] as const
/** What a `character` counts: UTF-16 units, UTF-8 bytes or code points. */
export type Encoding = (typeof encodings)[number]

export interface Converter {
  readonly encoding: Encoding
  positionAt(source: Source | Text, offset: number): LspPosition
  rangeAt(source: Source | Text, range: Range): LspRange
  /** Never outside the text: what lies outside is taken to the nearest place inside. */
  offsetAt(source: Source | Text, position: LspPosition): number
  /** Never outside the text; a range that runs backwards is turned round. */
  offsetsAt(source: Source | Text, range: LspRange): Range
}

/** The first encoding of the client's list that we know; UTF-16 where it names none, as LSP has it. */
export function agreeOn(offered: readonly string[] | undefined): Encoding {
  return encodings.find((encoding) => encoding === offered?.find((name) => (encodings as readonly string[]).includes(name))) ?? 'utf-16'
}

export function converterFor(encoding: Encoding): Converter {
  const width = widths[encoding]
  const positionAt = (source: Source | Text, offset: number): LspPosition => {
    const { line, column } = source.positionAt(offset)
    if (width === undefined || column === 0) return { line, character: column }
    return { line, character: measure(lineText(source, line).slice(0, column), width) }
  }
  const offsetAt = (source: Source | Text, position: LspPosition): number => {
    const line = integer(position.line)
    const character = integer(position.character)
    if (width === undefined || line < 0 || line >= source.lineCount) return source.offsetAt({ line, column: character })
    return source.offsetAt({ line, column: columnAt(lineText(source, line), character, width) })
  }
  return {
    encoding,
    positionAt,
    rangeAt: (source, range) => ({ start: positionAt(source, range.start), end: positionAt(source, range.end) }),
    offsetAt,
    offsetsAt: (source, range) => {
      const [start, end] = [offsetAt(source, range.start), offsetAt(source, range.end)]
      return start <= end ? { start, end } : { start: end, end: start }
    },
  }
}

/** `character` units that a code point takes; undefined where they are the units of JavaScript strings. */
const widths: Readonly<Record<Encoding, ((codePoint: number) => number) | undefined>> = {
  'utf-16': undefined,
  'utf-8': (codePoint) => (codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4),
  'utf-32': () => 1,
}

function measure(text: string, width: (codePoint: number) => number): number {
  let units = 0
  for (const point of text) units += width(point.codePointAt(0)!)
  return units
}

/** A `character` inside a code point is taken to its start; one behind the line's end gives a column behind it, too. */
function columnAt(text: string, character: number, width: (codePoint: number) => number): number {
  let units = 0
  let column = 0
  for (const point of text) {
    units += width(point.codePointAt(0)!)
    if (units > character) return column
    column += point.length
  }
  return column
}

/** The line without its end; line from 0, inside the text. */
function lineText(source: Source | Text, line: number): string {
  const start = source.offsetAt({ line, column: 0 })
  const end = source.offsetAt({ line, column: Number.MAX_SAFE_INTEGER })
  if ('slice' in source) return source.slice(start, end)
  const segment = source.segmentAt(start)
  if (segment === undefined) return ''
  const base = source.startOf(segment)
  // Two statements can share a line, and then the line goes on in the next segment.
  return end <= base + segment.text.length ? segment.text.slice(start - base, end - base) : source.text.slice(start, end)
}

/** Clients have sent -1, 1e9, NaN and fractions. */
function integer(value: unknown): number {
  if (typeof value !== 'number' || Number.isNaN(value)) return 0
  return Math.trunc(Math.max(-1, Math.min(value, Number.MAX_SAFE_INTEGER)))
}
