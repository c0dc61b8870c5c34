// What the review shows beside its findings: names that would say more.

/** Something only shown because somebody asked: a better name that is likely, not certain. */
export interface Suggestion {
  /** Line from 1. */
  readonly line: number
  readonly name: string
  /** Best first; each with its evidence in words. */
  readonly candidates: readonly { readonly name: string; readonly evidence: string }[]
  /** Why it can't be renamed, where that is so. */
  readonly refusal: string | undefined
}
