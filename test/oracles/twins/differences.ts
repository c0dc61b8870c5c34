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
  /** Lines above it that are looked at too. */
  readonly within?: number
  readonly example: string
}

export const differences: Readonly<Record<string, readonly Difference[]>> = {
  'flake8-commas:C812': [{ by: 'ours', class: 'the plugin takes a multiplication for unpacking and has another code for it', right: 'ours', when: /[\w)\]'"]\s*\*\s*[^*]/, within: 12, example: '`{"free": 1024.0 * 79\\n}`' }],
  'flake8-commas:C815': [{ by: 'theirs', class: 'the plugin takes a multiplication for unpacking', right: 'ours', when: /[\w)\]'"]\s*\*\s*[^*]/, within: 12, example: '`{"free": 1024.0 * 79\\n}`, which we count to C812' }],
  'flake8-commas:C816': [{ by: 'theirs', class: 'the plugin takes a multiplication for unpacking', right: 'ours', when: /[\w)\]'"]\s*\*\s*[^*]/, within: 12, example: 'a default value that is computed' }],
  'hacking:H205': [{ by: 'theirs', class: 'a denied order, for which NaN and sets have no opposite', right: 'ours', when: /assertFalse/, example: '`self.assertFalse(a > b)`' }],
  'hacking:H211': [{ by: 'theirs', class: 'it gives its H212 the number H211', right: 'ours', when: /assertEqual\(type\(/, example: '`self.assertEqual(type(a), int)`' }],
  'flake8:VNE003': [{ by: 'theirs', class: 'gettext has put `_` among the builtins of the process in which flake8 runs', right: 'ours', when: /\b_\b/, example: '`for _ in range(3)`' }],
  'hacking:H212': [{ by: 'ours', class: 'it gives its H212 the number H211', right: 'ours', when: /(?:)/, example: '`self.assertEqual(type(a), int)`' }],
  'ruff:DOC102': [{ by: 'ours', class: 'Ruff reads the sections of Google and NumPy, not the fields of Sphinx', right: 'ours', when: /:(?:param|parameter|arg|argument|key|keyword)\b/, example: '`:param exception: Raised exception`' }],
  'ruff:RUF006': [{ by: 'ours', class: 'a module that was imported by a call is not known to Ruff', right: 'ours', when: /asyncio\.(?:create_task|ensure_future)/, example: '`asyncio = import_helper.import_module("asyncio")`' }],
  'pylint:R0124': [{ by: 'theirs', class: 'equal literals, which our tautological-assertion reports', right: 'taste', when: /\b(\w+)\s*(?:[=!<>]=|[<>])\s*\1\b/, example: '`self.assertIs(1==1, True)`' }],
  'pylint:W0707': [{ by: 'ours', class: 'what skips a test is no error to Pylint', right: 'taste', when: /SkipTest/, example: '`except ImportError: raise unittest.SkipTest(message)`' }],
  'flake8:T100': [{ by: 'theirs', class: 'the plugin minds any import of builtins under another name, and any method called set_trace', right: 'ours', when: /builtins|set_trace/, example: '`import builtins as bltns`' }],
}

/** What Ruff is asked, so that both sides are asked the same. */
export const ruffOptions: readonly string[] = ['target-version = "py311"', 'lint.flake8-import-conventions.banned-from = ["pytest"]']

/** What Proctor is asked, for the same reason. */
export const ourSettings: Pick<Settings, 'python'> = { python: [3, 11] }

/**
 * Where a tool and Proctor point at different lines of one thing, both are counted by where it begins: the statement (a docstring is one),
 * or the function.
 */
export const places: Readonly<Record<string, 'statement' | 'function'>> = {
  'flake8:PT007': 'statement',
  'flake8:PT019': 'statement',
  'flake8:PT022': 'function',
  'flake8:PT028': 'statement',
  'hacking:H401': 'statement',
  'hacking:H403': 'statement',
  'hacking:H404': 'statement',
  'hacking:H405': 'statement',
}
