// Where rules and their twins differ, read and judged. `npm run twins` counts a difference as known where the text it stands in matches.

import type { Settings } from '../../../server/src/core/index.ts'

export interface Difference {
  /** Who reports it alone. */
  readonly by: 'theirs' | 'ours'
  readonly class: string
  /** `theirs` is a defect that stays; `taste`: both can be defended. */
  readonly right: 'ours' | 'theirs' | 'taste'
  /** Tested on the lines of the finding, joined. */
  readonly when: RegExp
  readonly example: string
}

export const differences: Readonly<Record<string, readonly Difference[]>> = {}

/** What Ruff is asked, so that both sides are asked the same. */
export const ruffOptions: readonly string[] = []

/** What Proctor is asked, for the same reason. */
export const ourOptions: Settings['options'] = {}
