// Several rounds of edits to one text, told as one list of edits to its first version.

import { sortEdits, type TextEdit } from './range.ts'

/** A stretch of the first version that is still there, or text that came in. */
type Piece = { readonly from: number; readonly to: number } | { readonly text: string }

const lengthOf = (piece: Piece): number => ('text' in piece ? piece.text.length : piece.to - piece.from)

/** Composes rounds of edits, each computed for the text that the round before left, into edits of the first text of `length` units. */
export function composeEdits(length: number, rounds: readonly (readonly TextEdit[])[]): readonly TextEdit[] {
  let pieces: readonly Piece[] = [{ from: 0, to: length }]
  for (const round of rounds) pieces = applied(pieces, round)
  return editsOf(pieces, length)
}

function applied(pieces: readonly Piece[], edits: readonly TextEdit[]): readonly Piece[] {
  const out: Piece[] = []
  const queue = [...pieces]
  let at = 0
  /** Moves pieces up to `offset` to the output, or drops them. */
  const advance = (offset: number, keep: boolean): void => {
    while (at < offset) {
      const piece = queue.shift()
      if (piece === undefined) throw new RangeError(`edit at ${offset} lies outside the text`)
      const size = lengthOf(piece)
      const take = Math.min(size, offset - at)
      const [head, tail]: [Piece, Piece] =
        'text' in piece ? [{ text: piece.text.slice(0, take) }, { text: piece.text.slice(take) }] : [{ from: piece.from, to: piece.from + take }, { from: piece.from + take, to: piece.to }]
      if (keep) out.push(head)
      if (take < size) queue.unshift(tail)
      at += take
    }
  }
  for (const edit of sortEdits(edits)) {
    advance(edit.start, true)
    if (edit.text !== '') out.push({ text: edit.text })
    advance(edit.end, false)
  }
  return [...out, ...queue]
}

function editsOf(pieces: readonly Piece[], length: number): readonly TextEdit[] {
  const edits: TextEdit[] = []
  let at = 0
  let inserted = ''
  for (const piece of [...pieces, { from: length, to: length }]) {
    if ('text' in piece) {
      inserted += piece.text
      continue
    }
    if (inserted !== '' || piece.from > at) edits.push({ start: at, end: piece.from, text: inserted })
    inserted = ''
    at = piece.to
  }
  return edits
}
