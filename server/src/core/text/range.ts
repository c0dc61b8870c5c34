// Offsets, ranges and edits in one text. Offsets count UTF-16 units, as JavaScript strings and tree-sitter's binding do.

/** A half-open range of offsets, `start <= end`. */
export interface Range {
  readonly start: number
  readonly end: number
}

/** Replaces `start..end` of a text by `text`. */
export interface TextEdit extends Range {
  readonly text: string
}

/** True where the two ranges share at least one offset; two empty or touching ranges do not. */
export function overlaps(a: Range, b: Range): boolean {
  return a.start < b.end && b.start < a.end
}

export function contains(outer: Range, inner: Range): boolean {
  return outer.start <= inner.start && inner.end <= outer.end
}

/**
 * Applies edits that were all computed for the same `text`.
 * Insertions at one offset keep their order. Throws a RangeError where two edits overlap or one lies outside the text.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const ordered = sortEdits(edits)
  const parts: string[] = []
  let at = 0
  for (const edit of ordered) {
    if (edit.start < at || edit.end < edit.start || edit.end > text.length) {
      throw new RangeError(`edit ${edit.start}..${edit.end} overlaps another or lies outside the text of ${text.length} units`)
    }
    parts.push(text.slice(at, edit.start), edit.text)
    at = edit.end
  }
  parts.push(text.slice(at))
  return parts.join('')
}

/** By start, then by end; equal ones keep their order (the sort is stable). */
export function sortEdits(edits: readonly TextEdit[]): readonly TextEdit[] {
  return [...edits].sort((a, b) => a.start - b.start || a.end - b.end)
}
