// A cheap look at the comments of a segment, for rules that read code in them: most segments need no second one.

import type { Segment } from '../../kit/index.ts'

/** Every comment in which a statement or definition begins has this somewhere; much prose has it too. */
export const codeLike = /\(|= |\bassert\b|\bimport\b|\b(?:for|with|while|if)\b.*:/
/** The same for the head of a function or class. */
export const headLike = /\b(?:def|class)[ \t]/

export function hasCommentLike({ comments, text }: Segment, pattern: RegExp): boolean {
  for (let i = 0; i < comments.length; i += 2) if (pattern.test(text.slice(comments[i]!, comments[i + 1]!))) return true
  return false
}
