// Takes a block out of the compound statement around it: the statement's header goes, the block is dedented.

import type { Node } from '../syntax/index.ts'
import { indentAt, lineStartAt, nextLineAt, startsLine } from './layout.ts'
import type { SpanEdit } from './span.ts'

/**
 * The lines of a block's statements from..to (all without them) at the indent of `outer`, comments between and in front of them
 * included, with their line ends. Undefined where they share a line with other code or hold a string of several lines.
 */
export function dedentedLines(block: Node, outer: string, from = 0, to = block.children.length): string | undefined {
  const { segment } = block
  const { text } = segment
  const [first, last] = [block.children[from], block.children[to - 1]]
  if (first === undefined || last === undefined || !startsLine(text, first.start)) return undefined
  const statements = block.children.slice(from, to)
  if (statements.some((each) => /^(?:string|concatenated_string)$/.test(each.kind) || each.descendants('string').some((string) => /[\r\n]/.test(string.text)))) return undefined
  const inner = indentAt(text, first.start)
  const before = from === 0 ? block.previousSibling ?? undefined : block.children[from - 1]
  const start = before === undefined ? headerEnd(block) : nextLineAt(text, before.end)
  const end = nextLineAt(text, last.end)
  if (start > first.start || !/^[ \t\f]*(?:#[^\r\n]*)?(?:[\r\n]|$)/.test(text.slice(last.end, end))) return undefined
  const lines = text.slice(start, end).split(/(?<=\r\n|\n|\r(?!\n))/)
  if (lines.some((line) => line.trim() !== '' && !line.startsWith(inner))) return undefined
  return lines.map((line) => (line.startsWith(inner) ? `${outer}${line.slice(inner.length)}` : line)).join('')
}

/** Where the lines of a block begin: behind the line of the colon that opens it. */
function headerEnd(block: Node): number {
  const colon = block.parent?.tokens.findLast((token) => token.kind === ':' && token.end <= block.start)
  return nextLineAt(block.segment.text, colon === undefined ? block.start : colon.end)
}

/** Replaces a compound statement with one block by the block's statements. Undefined where a comment of the header would be lost, or {@link dedentedLines} gives nothing. */
export function unwrappedBlock(compound: Node): readonly SpanEdit[] | undefined {
  const { segment } = compound
  const { text, comments } = segment
  const block = compound.field('body')
  if (block === undefined || block.end !== compound.end || !startsLine(text, compound.start)) return undefined
  const lines = dedentedLines(block, indentAt(text, compound.start))
  const from = lineStartAt(text, compound.start)
  const inner = headerEnd(block)
  if (lines === undefined || comments.some((offset, i) => i % 2 === 0 && offset >= from && offset < inner)) return undefined
  return [{ segment, start: from, end: nextLineAt(text, compound.end), text: lines }]
}

/** Replaces a `try` with one handler by the tried block. Undefined where a comment of the other clauses would be lost, or {@link dedentedLines} gives nothing. */
export function unwrappedTry(statement: Node): readonly SpanEdit[] | undefined {
  const { segment } = statement
  const { text, comments } = segment
  const block = statement.field('body')
  if (block === undefined || !startsLine(text, statement.start)) return undefined
  const lines = dedentedLines(block, indentAt(text, statement.start))
  const [from, inner, behind, to] = [lineStartAt(text, statement.start), headerEnd(block), nextLineAt(text, block.end), nextLineAt(text, statement.end)]
  const isLost = (offset: number): boolean => (offset >= from && offset < inner) || (offset >= behind && offset < to)
  if (lines === undefined || comments.some((offset, i) => i % 2 === 0 && isLost(offset))) return undefined
  return [{ segment, start: from, end: to, text: lines }]
}
