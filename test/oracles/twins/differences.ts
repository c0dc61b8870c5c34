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

export const differences: Readonly<Record<string, readonly Difference[]>> = {
  'flake8-commas:C812': [{ by: 'ours', class: 'the plugin takes a multiplication for unpacking and has another code for it', right: 'ours', when: /\*/, example: '`{"free": 1024.0 * 79\\n}`' }],
  'flake8-commas:C815': [{ by: 'theirs', class: 'the plugin takes a multiplication for unpacking', right: 'ours', when: /\*/, example: '`{"free": 1024.0 * 79\\n}`, which we count to C812' }],
  'flake8-commas:C816': [{ by: 'theirs', class: 'the plugin takes a multiplication for unpacking', right: 'ours', when: /\*/, example: 'a default value that is computed' }],
  'hacking:H205': [{ by: 'theirs', class: 'a denied order, for which NaN and sets have no opposite', right: 'ours', when: /assertFalse/, example: '`self.assertFalse(a > b)`' }],
  'hacking:H211': [{ by: 'theirs', class: 'it gives its H212 the number H211', right: 'ours', when: /assertEqual\(type\(/, example: '`self.assertEqual(type(a), int)`' }],
  'flake8:T100': [{ by: 'theirs', class: 'the plugin minds any import of builtins under another name, and any method called set_trace', right: 'ours', when: /builtins|set_trace/, example: '`import builtins as bltns`' }],
}

/** What Ruff is asked, so that both sides are asked the same. */
export const ruffOptions: readonly string[] = ['lint.flake8-import-conventions.banned-from = ["pytest"]']

/** What Proctor is asked, for the same reason. */
export const ourOptions: Settings['options'] = {}
