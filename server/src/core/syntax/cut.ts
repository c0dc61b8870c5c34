// Cuts a module into segments: its statements, its classes' headers and their members, by indent and first word alone.
// It is an automaton from left to right: what follows a boundary depends on the text behind it and on `BodyContext`.

import { scanLine, type LogicalLine } from './scanner.ts'

/** Inside a class at module level: the indent of its members, undefined before the first of them. */
export interface BodyContext {
  readonly indent: number | undefined
}

/** `trivia` holds blank lines and comments only (at the end of the text); `class` is a header up to its colon. */
export type SegmentKind = 'statement' | 'class' | 'member' | 'trivia'

export interface Cut {
  readonly kind: SegmentKind
  readonly start: number
  readonly end: number
  /** Offset of the first code character; `end` for trivia. */
  readonly code: number
  /** Columns of indent of its first line of code. */
  readonly indent: number
  /** The context in which it starts. */
  readonly before: BodyContext | undefined
  /** The context in which the next one starts, before that one's first line is seen. */
  readonly after: BodyContext | undefined
  /** Start and end of each comment in it, in pairs. */
  readonly comments: readonly number[]
  /** See {@link LogicalLine}. */
  readonly unclosed: number | undefined
  readonly odds: number
}

/**
 * Cuts `text` from `start`, the start of a line, in the given context, until `visit` answers true or the text ends.
 * Each cut ends where the next starts; together they are the text.
 */
export function cut(text: string, start: number, context: BodyContext | undefined, visit: (cut: Cut) => boolean): void {
  let before = context
  let segmentStart = start
  let at = start

  while (at < text.length) {
    // Blank lines and comments in front, then the first line of code.
    const comments: number[] = []
    let head: LogicalLine | undefined
    while (at < text.length) {
      const line = scanLine(text, at)
      at = line.end
      comments.push(...line.comments)
      if (line.code !== undefined) {
        head = line
        break
      }
    }
    if (head === undefined) {
      visit({ kind: 'trivia', start: segmentStart, end: text.length, code: text.length, indent: 0, before, after: before, comments, unclosed: undefined, odds: 0 })
      return
    }

    let body = before
    if (body !== undefined) body = head.indent === 0 ? undefined : body.indent === undefined ? { indent: head.indent } : body
    const kind: SegmentKind = body === undefined ? 'statement' : 'member'
    let decorated = text.charCodeAt(head.code!) === 64
    let opener = head
    let isHeader = kind === 'statement' && !decorated && head.word === 'class' && head.opensBlock
    let end = at
    let { unclosed, odds } = head

    // Further lines: behind decorators, deeper ones, clauses of the same statement.
    let trivia: LogicalLine[] = []
    while (!isHeader && at < text.length) {
      const line = scanLine(text, at)
      if (line.code === undefined) {
        trivia.push(line)
        at = line.end
        continue
      }
      // A line that is deeper than its decorator is a mistake of the moment: it and what it holds are nobody's members.
      const belongs = decorated
        ? line.indent >= head.indent
        : line.indent > head.indent || (line.indent === head.indent && isClause(line, opener, text))
      if (!belongs) break
      for (const blank of trivia) comments.push(...blank.comments)
      trivia = []
      comments.push(...line.comments)
      unclosed ??= line.unclosed
      odds += line.odds
      at = line.end
      end = at
      if (decorated && text.charCodeAt(line.code) !== 64) {
        decorated = false
        opener = line
        isHeader = kind === 'statement' && line.word === 'class' && line.opensBlock
      }
    }

    // Comments that are indented deeper than the segment still belong to its block.
    for (const line of isHeader ? [] : trivia) {
      if (line.comments.length === 0) continue
      if (line.indent <= head.indent) break
      comments.push(...line.comments)
      end = line.end
    }
    at = end

    const after: BodyContext | undefined = isHeader ? { indent: undefined } : body
    if (visit({ kind: isHeader ? 'class' : kind, start: segmentStart, end, code: head.code!, indent: head.indent, before, after, comments, unclosed, odds })) return
    segmentStart = end
    before = after
  }
}

const clauses = new Set(['else', 'elif', 'except', 'finally'])
const takesClauses = new Set(['if', 'for', 'while', 'try', 'with'])

function isClause(line: LogicalLine, opener: LogicalLine, text: string): boolean {
  if (!clauses.has(line.word)) return false
  return takesClauses.has(opener.word) || (opener.word === 'async' && !/^async[ \t]+def\b/.test(text.slice(opener.code!, opener.code! + 12)))
}
