// How the author laid the text out: line ends, indents, what else stands on a line. Reads only.

import type { Node, Segment, Source } from '../syntax/index.ts'

/** The terminator of the segment's first line that has one; `\n` where none has. */
export function lineEndOf(segment: Segment): string {
  return /\r\n|\n|\r/.exec(segment.text)?.[0] ?? '\n'
}

/** Offset of the start of the line that holds `offset`. */
export function lineStartAt(text: string, offset: number): number {
  let at = offset
  while (at > 0 && !isLineEnd(text.charCodeAt(at - 1))) at--
  return at
}

/** Offset of the line's terminator (or the text's end) at or behind `offset`. */
export function lineEndAt(text: string, offset: number): number {
  let at = offset
  while (at < text.length && !isLineEnd(text.charCodeAt(at))) at++
  return at
}

/** Offset of the start of the next line; the text's end where there is none. */
export function nextLineAt(text: string, offset: number): number {
  const end = lineEndAt(text, offset)
  if (end >= text.length) return text.length
  return text.startsWith('\r\n', end) ? end + 2 : end + 1
}

/** The white space in front of `offset` on its line, cut off where other text begins; a byte order mark is not indent. */
export function indentAt(text: string, offset: number): string {
  return /^\uFEFF?([ \t\f]*)/.exec(text.slice(lineStartAt(text, offset), offset))![1]!
}

/** True where only white space stands between the start of the line and `offset`. */
export function startsLine(text: string, offset: number): boolean {
  return /^\uFEFF?[ \t\f]*$/.test(text.slice(lineStartAt(text, offset), offset))
}

/** True where the two offsets are on one line. */
export function sameLine(text: string, a: number, b: number): boolean {
  return !/[\r\n]/.test(text.slice(Math.min(a, b), Math.max(a, b)))
}

/** One step of indent as the file takes it: from its first indented member or block; four spaces where it has none. */
export function indentUnitOf(source: Source): string {
  for (const segment of source.segments) {
    if (segment.kind === 'member') return indentAt(segment.text, segment.code) || '    '
    if (segment.kind !== 'statement' || segment.lines.length < 2) continue
    const block = firstBlock(segment.root)
    if (block !== undefined && startsLine(segment.text, block.start)) return indentAt(segment.text, block.start) || '    '
  }
  return '    '
}

/** The comment whose offsets hold `offset`, as offsets. */
export function commentAt(segment: Segment, offset: number): { readonly start: number; readonly end: number } | undefined {
  const { comments } = segment
  for (let i = 0; i < comments.length; i += 2) if (comments[i]! <= offset && offset < comments[i + 1]!) return { start: comments[i]!, end: comments[i + 1]! }
  return undefined
}

function isLineEnd(unit: number): boolean {
  return unit === 10 || unit === 13
}

function firstBlock(root: Node): Node | undefined {
  for (const statement of root.children) {
    const definition = statement.kind === 'decorated_definition' ? statement.field('definition') : statement
    const block = definition?.field('body') ?? definition?.field('consequence')
    if (block?.kind === 'block') return block
  }
  return undefined
}

/** The line in front of the one that holds the offset, without its end; '' for the first. */
export function lineAbove(text: string, offset: number): string {
  const start = lineStartAt(text, offset)
  if (start === 0) return ''
  const end = start - (text.slice(Math.max(0, start - 2), start) === '\r\n' ? 2 : 1)
  return text.slice(lineStartAt(text, end), end)
}
