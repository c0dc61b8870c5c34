// What becomes of a file in which the quotes of a triple-quoted string are missing: from some place on texts are read as code and code as
// texts. From there on nothing is read at all, instead of guessing at each word.

import type { Parser } from './parser.ts'
import { scanLine } from './scanner.ts'
import { Segment } from './segment.ts'

/** One string with a word behind it is a slip of its own line; where two have one, they are the texts between strings. */
const fewestOdds = 2

/**
 * The segments; where quotes are missing, those from the first that can't be Python put together as one that is broken: up to the end
 * of the file where a string stands open there, else up to the last text that stands where code should.
 */
export function closedOff(parser: Parser, segments: readonly Segment[]): readonly Segment[] {
  const isOpen = segments[segments.length - 1]?.unclosed !== undefined
  if (!isOpen && segments.reduce((sum, { odds }) => sum + odds, 0) < fewestOdds) return segments
  const from = segments.findIndex((segment) => firstDoubt(segment) !== undefined)
  const to = isOpen ? segments.length : segments.findLastIndex(({ odds }) => odds > 0) + 1
  const [first, last] = [segments[from]!, segments[to - 1]!]
  const unclosed = firstDoubt(first)!
  if (first === last && unclosed === last.unclosed) return segments
  const all = segments.slice(from, to)
  const text = all.map((segment) => segment.text).join('')
  const { kind, code, indent, before, comments } = first
  const merged = new Segment(parser, text, {
    kind: kind === 'class' ? 'statement' : kind,
    start: 0,
    end: text.length,
    code,
    indent,
    before,
    after: last.after,
    comments: comments.filter((offset) => offset < unclosed),
    unclosed,
    odds: all.reduce((sum, { odds }) => sum + odds, 0),
  })
  return [...segments.slice(0, from), merged, ...segments.slice(to)]
}

const doubts = new WeakMap<Segment, number | undefined>()

/** Where the first thing stands in the segment that can't be Python, as far as quotes and words tell. */
function firstDoubt(segment: Segment): number | undefined {
  if (segment.kind === 'trivia') return undefined
  if (!doubts.has(segment)) doubts.set(segment, findDoubt(segment))
  return doubts.get(segment)
}

function findDoubt({ text, code }: Segment): number | undefined {
  for (let at = text.lastIndexOf('\n', code) + 1; at < text.length; ) {
    const line = scanLine(text, at)
    if (line.code !== undefined) {
      prose.lastIndex = line.code
      if (prose.test(text)) return line.code
      const quotes = line.odd ?? line.unclosed
      if (quotes !== undefined) return quotes
    }
    at = line.end
  }
  return undefined
}

/** Two words of which neither is a keyword: "Creates the", but no `x if y` and no `print x`. */
const prose =
  /(?!(?:and|as|assert|async|await|case|class|def|del|elif|else|except|exec|finally|for|from|global|if|import|in|is|lambda|match|nonlocal|not|or|print|raise|return|try|type|while|with|yield)\b)[A-Za-z_]\w*[ \t]+(?!(?:and|as|else|for|from|if|import|in|is|not|or)\b)[A-Za-z_]/y
