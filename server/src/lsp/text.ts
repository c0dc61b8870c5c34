// A text that nobody reviews yet, or ever: long enough to take edits, without being cut into segments.

import type { Position, Source } from '../core/index.ts'

/** What positions need of a text; a {@link Source} has all but `slice`. Offsets and columns in UTF-16 units, lines from 0. */
export interface Text extends Pick<Source, 'length' | 'lineCount' | 'positionAt' | 'offsetAt'> {
  readonly slice: (start: number, end: number) => string
}

/** Places outside are taken to the nearest inside, as {@link Source} does. */
export function plainText(text: string): Text {
  let known: readonly number[] | undefined
  const starts = () => (known ??= lineStarts(text))
  const endOf = (line: number) => {
    let end = starts()[line + 1] ?? text.length
    while (end > starts()[line]! && (text[end - 1] === '\n' || text[end - 1] === '\r')) end--
    return end
  }
  return {
    length: text.length,
    get lineCount() {
      return starts().length
    },
    positionAt(offset): Position {
      const clamped = Math.max(0, Math.min(offset, text.length))
      let low = 0
      let high = starts().length - 1
      while (low < high) {
        const middle = (low + high + 1) >> 1
        if (starts()[middle]! <= clamped) low = middle
        else high = middle - 1
      }
      return { line: low, column: clamped - starts()[low]! }
    },
    offsetAt({ line, column }): number {
      if (line < 0) return 0
      if (line >= starts().length) return text.length
      return Math.min(starts()[line]! + Math.max(0, column), endOf(line))
    },
    slice: (start, end) => text.slice(start, end),
  }
}

function lineStarts(text: string): readonly number[] {
  const starts = [0]
  for (const end of text.matchAll(/\r\n|\n|\r/g)) starts.push(end.index + end[0].length)
  return starts
}
