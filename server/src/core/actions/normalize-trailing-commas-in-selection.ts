// Normalize trailing commas where the selection is, by the habit of the whole file.

import { normalizedCommas } from '../edits/index.ts'
import { action, type Context, type Selection } from '../kit/index.ts'
import type { SpanEdit } from '../edits/index.ts'

const title = 'Normalize trailing commas in selection'

export default action({
  id: 'normalize-trailing-commas-in-selection',
  summary: title,
  kind: 'refactor.rewrite',
  offer: (selection, context) => (editsIn(selection, context).length > 0 ? { title } : undefined),
  perform(selection, context) {
    const edits = editsIn(selection, context)
    return edits.length > 0 ? { title, edits, safety: 'safe' } : { refusal: 'the trailing commas of the selection are as most of the file has them' }
  },
})

/** Those inside the selection; none for a cursor. */
function editsIn({ source, range }: Selection, { python }: Context): readonly SpanEdit[] {
  const [first, last] = [source.segmentAt(range.start), source.segmentAt(range.end)]
  if (range.start === range.end || first === undefined || last === undefined) return []
  const selected = source.segments.slice(source.indexOf(first), source.indexOf(last) + 1)
  return normalizedCommas(source.segments, selected, python).filter((edit) => {
    const { start, end } = source.rangeOf(edit)
    return range.start <= start && end <= range.end
  })
}
