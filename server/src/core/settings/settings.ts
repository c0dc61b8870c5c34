// The settings of one file, resolved: what the engine needs to know. Merging and reading of configuration files are beside it.

import type { Preset, Severity } from '../kit/index.ts'
import type { Neighbour } from './neighbours/neighbour.ts'

export interface Settings {
  readonly preset: Preset
  /** Rule id, section id or twin → severity; `default` undoes one. Later entries win, a rule id beats a section. */
  readonly rules: Readonly<Record<string, Severity | 'off' | 'default'>>
  /** Rule id → its options. */
  readonly options: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  /** Where given, only these rules run (ids, sections, twins with or without their tool, `ALL`). */
  readonly select: readonly string[] | undefined
  readonly ignore: readonly string[]
  /** `auto`: what the project's other linters report is left to them; a list: only to these tools, and these codes whoever reports them. */
  readonly avoidDuplicates: 'auto' | 'off' | readonly string[]
  /** The project's other linters as its configuration shows them. */
  readonly neighbours: readonly Neighbour[]
  /** Globs of pytest's `python_files` and unittest's pattern. */
  readonly testFilePatterns: readonly string[]
  readonly exclude: readonly string[]
  /** Files longer than this many UTF-16 units are named and left alone. */
  readonly maxFileSize: number
  readonly python: readonly [number, number]
  /** pytest's `python_classes` and `python_functions`; prefixes or globs. */
  readonly pythonClasses: readonly string[]
  readonly pythonFunctions: readonly string[]
  /** `auto`: coroutines run without a mark (`asyncio_mode`, `anyio_mode`, `trio_mode`); `strict`: the project wrote that they need one; undefined: it says nothing. */
  readonly asyncioMode: 'auto' | 'strict' | undefined
  /** pytest's `xfail_strict`; undefined where no configuration says anything. */
  readonly xfailStrict: boolean | undefined
}

export const defaultSettings: Settings = {
  preset: 'recommended',
  rules: {},
  options: {},
  select: undefined,
  ignore: [],
  avoidDuplicates: 'auto',
  neighbours: [],
  testFilePatterns: ['test_*.py', '*_test.py', 'tests.py', 'conftest.py'],
  exclude: [],
  maxFileSize: 2_000_000,
  python: [3, 9],
  pythonClasses: ['Test'],
  pythonFunctions: ['test'],
  asyncioMode: undefined,
  xfailStrict: undefined,
}
