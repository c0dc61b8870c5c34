// Normalize trailing commas of the whole file: every multi-line list as most of the file's are.

import { commaSites, normalizedCommas } from '../edits/index.ts'
import { action } from '../kit/index.ts'

const title = 'Normalize trailing commas'

export default action({
  id: 'normalize-trailing-commas',
  summary: title,
  kind: 'refactor.rewrite',
  offer: ({ source }, { python }) => (normalizedCommas(source.segments, source.segments, python).length > 0 ? { title } : undefined),
  perform({ source }, { python }) {
    const edits = normalizedCommas(source.segments, source.segments, python)
    if (edits.length > 0) return { title, edits, safety: 'safe' }
    return { refusal: source.segments.some((segment) => commaSites(segment).length > 0) ? 'the trailing commas of this file are in one style' : 'this file has no place for a trailing comma' }
  },
})
