// The settings that people can write, each once: from this table follow reading, validation, the editor's schema and the docs.

import type { Preset, Severity } from '../kit/index.ts'

export const presets: readonly Preset[] = ['essential', 'recommended', 'strict']
export const severities: readonly Severity[] = ['error', 'warning', 'information', 'hint']
/** What a rule can be set to. */
export const levels: readonly (Severity | 'off' | 'default')[] = [...severities, 'off', 'default']

/** Who wins where the editor and a project file both say something; the first is the default. */
export const preferences = ['filesystemFirst', 'editorFirst', 'editorOnly'] as const
export type Preference = (typeof preferences)[number]

export type SettingKind = 'preset' | 'levels' | 'options' | 'selectors' | 'duplicates' | 'globs' | 'size' | 'python'

export interface SettingShape {
  /** As the editor spells it, without the `proctor.` in front; in pyproject.toml it is kebab-case. */
  readonly key: 'preset' | 'rules' | 'options' | 'select' | 'ignore' | 'avoidDuplicates' | 'testFilePatterns' | 'exclude' | 'maxFileSize' | 'pythonVersion'
  readonly kind: SettingKind
  /** Markdown, for the editor and the docs. */
  readonly description: string
  /** As it stands in pyproject.toml. */
  readonly example: string
}

export const settingShapes: readonly SettingShape[] = [
  {
    key: 'preset',
    kind: 'preset',
    description:
      'Which rules run: `essential` (certainly a defect), `recommended` (what a senior reviewer says in every project; the default) or `strict` (everything).',
    example: '"strict"',
  },
  {
    key: 'rules',
    kind: 'levels',
    description:
      'A severity for a rule: `error`, `warning`, `information`, `hint`, `off`, or `default` to undo a wider entry. A key is a rule id, a twin (`ruff:F631` or `F631`) or a section; a rule beats a twin, a twin beats a section. An entry for a rule or twin turns it on whatever the preset; an entry for a section only changes what is on.',
    example: '{ long-test = "off", security = "error" }',
  },
  {
    key: 'options',
    kind: 'options',
    description: 'Options of single rules, by rule id; the page of a rule lists its options.',
    example: '{ inconsistent-trailing-comma = { style = "always" } }',
  },
  {
    key: 'select',
    kind: 'selectors',
    description: 'Run these only, whatever the preset: rule ids, sections, twins (`ruff:F631` or `F631`) or `ALL`. A twin selects the findings that the other tool has too; a bare code means it in every tool that has it, as `S112` is one of Ruff and another of Sonar.',
    example: '["effectiveness", "F631"]',
  },
  {
    key: 'ignore',
    kind: 'selectors',
    description: 'Never run these: rule ids, sections, twins (`ruff:F631` or `F631`) or `ALL`. Wins over everything else. Of a rule that stands for several codes a twin takes away only the findings that the other tool has too.',
    example: '["docstrings"]',
  },
  {
    key: 'avoidDuplicates',
    kind: 'duplicates',
    description:
      "What is left to the project's other linters, so that nothing is said twice: `auto` (the default) leaves to Ruff, flake8 and Pylint what their configuration beside the tests says that they report there; `off` leaves them nothing; a list names the tools to leave it to (`ruff`, `flake8`, `pylint`), and twins that are always left to others (`sonar:S5906` or `S5906`). A rule that `select` or `rules` names by its id or a twin always runs, and so does one that finds more than its twin.",
    example: '["ruff", "sonar:S5906"]',
  },
  {
    key: 'testFilePatterns',
    kind: 'globs',
    description:
      "What is a test file: globs for the file name, or for the path where they hold a slash. Default: the project's own pytest `python_files`, else `test_*.py`, `*_test.py`, `tests.py`; `conftest.py` always counts.",
    example: '["test_*.py", "check_*.py"]',
  },
  {
    key: 'exclude',
    kind: 'globs',
    description: 'Files and folders to leave alone: globs for a name, or for a path from the project root where they hold a slash.',
    example: '["tests/data", "*_pb2.py"]',
  },
  {
    key: 'maxFileSize',
    kind: 'size',
    description: 'Files longer than this many characters are named and left alone. Default: 2000000.',
    example: '500000',
  },
  {
    key: 'pythonVersion',
    kind: 'python',
    description:
      "The oldest Python that the tests run on. Default: the lower bound of the project's own `requires-python` or `python_requires`, else 3.9.",
    example: '"3.11"',
  },
]

/** `testFilePatterns` → `test-file-patterns`. */
export function kebab(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

/** `test-file-patterns` or `test_file_patterns` → `testFilePatterns`. */
export function camel(key: string): string {
  return key.replace(/[-_]([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
}
