// Puts statements, comments and arguments into Python code, or takes a statement out, without harm to what stands around.

import type { Node } from '../syntax/index.ts'
import { indentAt, lineEndOf, lineStartAt, nextLineAt, startsLine } from './layout.ts'
import type { SpanEdit } from './span.ts'

/** Puts lines (each without indent and line end) in front of the statement, at its indent. Undefined where the statement does not begin its line. */
export function insertBefore(statement: Node, lines: readonly string[]): SpanEdit | undefined {
  const { segment } = statement
  if (!startsLine(segment.text, statement.start)) return undefined
  const at = statement.start
  const indent = indentAt(segment.text, at)
  return { segment, start: at, end: at, text: lines.map((line) => `${line}${lineEndOf(segment)}${indent}`).join('') }
}

/** Puts lines behind the statement (and a comment on its last line), at its indent. Undefined where other code shares a line with it. */
export function insertAfter(statement: Node, lines: readonly string[]): SpanEdit | undefined {
  const { segment } = statement
  const { text } = segment
  if (!startsLine(text, statement.start) || !endsLine(statement)) return undefined
  const indent = indentAt(text, statement.start)
  const at = nextLineAt(text, statement.end)
  const lineEnd = lineEndOf(segment)
  const isOpenEnded = at === text.length && !/[\r\n]$/.test(text)
  const body = lines.map((line) => `${indent}${line}`).join(lineEnd)
  return { segment, start: at, end: at, text: isOpenEnded ? `${lineEnd}${body}` : `${body}${lineEnd}` }
}

/** A comment line over the statement; `text` comes without the hash. */
export function insertComment(statement: Node, text: string): SpanEdit | undefined {
  return insertBefore(statement, [`# ${text}`])
}

/**
 * Takes the statement away with its line, or puts `pass` in its place where its block would be empty.
 * Undefined where other code shares a line with it or a comment would be lost.
 */
export function removeStatement(statement: Node): SpanEdit | undefined {
  const { segment, parent } = statement
  const { text, comments } = segment
  if (!startsLine(text, statement.start) || !endsLine(statement)) return undefined
  const next = nextLineAt(text, statement.end)
  for (let i = 0; i < comments.length; i += 2) if (comments[i]! >= statement.start && comments[i]! < next) return undefined
  if (parent?.kind === 'block' && parent.children.length === 1) return { segment, start: statement.start, end: statement.end, text: 'pass' }
  return { segment, start: lineStartAt(text, statement.start), end: next, text: '' }
}

/** Adds an argument at the end of a call's arguments. Undefined where the call has a bare generator or no argument list. */
export function appendArgument(call: Node, argument: string): SpanEdit | undefined {
  const list = call.field('arguments')
  if (list?.kind !== 'argument_list') return undefined
  const { segment } = call
  const last = list.lastChild
  if (last === undefined) {
    const at = list.start + 1
    return { segment, start: at, end: at, text: argument }
  }
  const before = list.tokens[list.tokens.length - 2]
  const hasComma = before?.kind === ','
  const at = hasComma ? before.end : last.end
  const breaksLine = startsLine(segment.text, last.start)
  const gap = breaksLine ? `${lineEndOf(segment)}${indentAt(segment.text, last.start)}` : ' '
  return { segment, start: at, end: at, text: `${hasComma ? '' : ','}${gap}${argument}${hasComma ? ',' : ''}` }
}

/** True where nothing but white space or a comment follows the statement on its line. */
function endsLine(statement: Node): boolean {
  const { text } = statement.segment
  return /^[ \t\f]*(?:#[^\r\n]*)?(?:[\r\n]|$)/.test(text.slice(statement.end, nextLineAt(text, statement.end)))
}

/**
 * Takes the last statements of a compound statement's block out and puts them behind it, at its indent, comments included.
 * Undefined where they are the whole block, share a line with other code, or hold a string of several lines, whose text would change.
 */
export function movedBehind(compound: Node, statements: readonly Node[]): readonly SpanEdit[] | undefined {
  const [first, last] = [statements[0], statements[statements.length - 1]]
  const block = first?.parent
  if (first === undefined || last === undefined || block?.kind !== 'block' || block.lastChild !== last || block.firstChild === first) return undefined
  const { segment } = compound
  const { text } = segment
  if (!startsLine(text, compound.start) || !startsLine(text, first.start) || !endsLine(last)) return undefined
  if (statements.some((statement) => statement.descendants('string').some((string) => /[\r\n]/.test(string.text)))) return undefined
  const [inner, outer] = [indentAt(text, first.start), indentAt(text, compound.start)]
  const from = nextLineAt(text, first.previousSibling!.end)
  const to = nextLineAt(text, last.end)
  if (from > first.start || compound.end > to) return undefined
  const moved = text.slice(from, to).split(/(?<=\r\n|\n|\r(?!\n))/)
  if (moved.some((line) => line.trim() !== '' && !line.startsWith(inner))) return undefined
  // A `\f` or a line that is blank stays as it is.
  return [{ segment, start: from, end: to, text: moved.map((line) => (line.startsWith(inner) ? `${outer}${line.slice(inner.length)}` : line)).join('') }]
}

/**
 * Takes the first statements of a compound statement's block out and puts them in front of it, at its indent, comments included.
 * Undefined where they are the whole block, share a line with other code, or hold a string of several lines, whose text would change.
 */
export function movedBefore(compound: Node, statements: readonly Node[]): readonly SpanEdit[] | undefined {
  const [first, last] = [statements[0], statements[statements.length - 1]]
  const block = first?.parent
  const next = last?.nextSibling
  if (first === undefined || last === undefined || next === undefined || block?.kind !== 'block' || block.firstChild !== first) return undefined
  const { segment } = compound
  const { text } = segment
  if (!startsLine(text, compound.start) || !startsLine(text, first.start) || !startsLine(text, next.start) || !endsLine(last)) return undefined
  if (statements.some((statement) => statement.descendants('string').some((string) => /[\r\n]/.test(string.text)))) return undefined
  const [inner, outer] = [indentAt(text, first.start), indentAt(text, compound.start)]
  const header = block.previousSibling
  const from = nextLineAt(text, header === undefined ? compound.start : header.end)
  const to = nextLineAt(text, last.end)
  const moved = text.slice(from, to).split(/(?<=\r\n|\n|\r(?!\n))/)
  if (from > first.start || moved.some((line) => line.trim() !== '' && !line.startsWith(inner))) return undefined
  const at = lineStartAt(text, compound.start)
  const above = moved.map((line) => (line.startsWith(inner) ? `${outer}${line.slice(inner.length)}` : line)).join('')
  return [{ segment, start: at, end: at, text: above }, { segment, start: from, end: to, text: '' }]
}
