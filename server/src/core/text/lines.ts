// Lines of a text: LF, CRLF and a lone CR each end one, as LSP and CPython have it.

/** A place in a text; line and column from 0, the column in UTF-16 units. */
export interface Position {
  readonly line: number
  readonly column: number
}

/** Offsets at which each line of `text` starts; the first is 0. */
export function lineStarts(text: string): readonly number[] {
  const starts = [0]
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit === 10) starts.push(at + 1)
    else if (unit === 13) {
      if (text.charCodeAt(at + 1) === 10) at++
      starts.push(at + 1)
    }
  }
  return starts
}

/** Index of the last entry of the ascending `starts` that is `<= value`; `starts[0] <= value` is presumed. */
export function lastAtOrBefore(starts: ArrayLike<number>, value: number, length = starts.length): number {
  let low = 0
  let high = length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (starts[middle]! <= value) low = middle
    else high = middle - 1
  }
  return low
}
