// Makes `with raises(E):` of a `try` whose handler is the point: the act into the block, what the handler asserts behind it.

import type { Node, Source } from '../syntax/index.ts'
import { indentAt, indentUnitOf, lineEndOf, nextLineAt, lineStartAt, startsLine } from './layout.ts'
import type { SpanEdit } from './span.ts'
import { dedentedLines } from './unwrap.ts'

export interface RaiseParts {
  readonly statement: Node
  readonly handler: Node
  /** How many statements of the tried block are the act; those behind them go. */
  readonly acts: number
  /** `pytest.raises` or `self.assertRaises`. */
  readonly raises: string
  /** What the classes behind `except` are, as text. */
  readonly types: string
  /** The name behind `as`, where what follows needs it, and by which attribute the exception is then reached. */
  readonly alias: { readonly name: string; readonly attribute: 'value' | 'exception' } | undefined
  /** Whether the handler's statements go behind the block; else they are dropped. */
  readonly keepsHandler: boolean
}

/** Undefined where a comment would be lost, lines are shared, or a string takes several lines. */
export function expectedRaise(source: Source, parts: RaiseParts): readonly SpanEdit[] | undefined {
  const { statement, handler, acts, alias } = parts
  const { segment } = statement
  const { text, comments } = segment
  const tried = statement.field('body')
  const block = handler.children.findLast(({ kind }) => kind === 'block')
  if (tried === undefined || block === undefined || acts < 1 || !startsLine(text, statement.start)) return undefined
  const outer = indentAt(text, statement.start)
  const act = dedentedLines(tried, `${outer}${indentUnitOf(source)}`, 0, acts)
  const checks = parts.keepsHandler ? dedentedLines(block, outer) : ''
  if (act === undefined || checks === undefined) return undefined
  const start = lineStartAt(text, statement.start)
  const end = nextLineAt(text, statement.end)
  const written = `${act}${checks}`
  // Each comment is in what is written, as often as it was.
  const lost = commentsIn(segment.text, comments, start, end).length - commentsOfText(written)
  if (lost !== 0) return undefined
  const target = alias === undefined ? '' : ` as ${alias.name}`
  const renamed = alias === undefined ? checks : checks.replace(new RegExp(`(?<![\\w.'"])${alias.name}\\b(?!\\s*=[^=])`, 'g'), `${alias.name}.${alias.attribute}`)
  return [{ segment, start, end, text: `${outer}with ${parts.raises}(${parts.types})${target}:${lineEndOf(segment)}${act}${renamed}` }]
}

function commentsIn(text: string, comments: readonly number[], start: number, end: number): readonly string[] {
  const found: string[] = []
  for (let i = 0; i < comments.length; i += 2) if (comments[i]! >= start && comments[i]! < end) found.push(text.slice(comments[i], comments[i + 1]))
  return found
}

/** How many lines of a text hold a hash outside quotes; more than there are comments in doubtful cases, so that nothing is lost. */
function commentsOfText(text: string): number {
  return text.split(/\r\n|\n|\r/).filter((line) => /#/.test(line.replace(/'[^']*'|"[^"]*"/g, ''))).length
}
