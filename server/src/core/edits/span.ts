// What every editing function answers: a replacement inside one segment.

import type { Span } from '../syntax/index.ts'

/** Replaces `start..end` of the segment's text by `text`; has the shape of the kit's `PlaceEdit`. */
export interface SpanEdit extends Span {
  readonly text: string
}
