// The settings of one file: defaults, what the project's own configuration says of its tests, [tool.proctor], the editor. No I/O.

import type { Rule } from '../kit/index.ts'
import { pytestFileNames, readProjectConfiguration } from '../project/configuration.ts'
import { readUnittestConfiguration, unittestFileNames } from '../project/unittest-configuration.ts'
import { didYouMean } from './nearest.ts'
import { neighbourFileNames, readNeighbours } from './neighbours/step-aside.ts'
import { oneOf } from './options.ts'
import { isTable, readPyproject, type WrittenTable } from './pyproject.ts'
import { pythonOf } from './python-version.ts'
import { readLayer, type Layer, type Mistake } from './read.ts'
import { defaultSettings, type Settings } from './settings.ts'
import { preferences, type Preference } from './shape.ts'

/** Those of them that say something of the project itself; globs with a slash count from the nearest folder that has one. */
export const projectFileNames: readonly string[] = pytestFileNames

/** The files in which settings, what pytest and unittest collect, or what other linters report can stand. */
export const configurationFileNames: readonly string[] = [...new Set([...pytestFileNames, ...unittestFileNames, ...neighbourFileNames])]

export interface SettingsInput {
  /** The editor's settings below `proctor`, unchecked; undefined where there is no editor. */
  readonly editor?: unknown
  /** Configuration files above the file, nearest folder first, in any order within one. */
  readonly files: readonly { readonly path: string; readonly text: string }[]
  /** Default: what the editor's `configurationPreference` says, else `filesystemFirst`. */
  readonly preference?: Preference
  /** Every rule there is; their ids, twins and options are what may be written. */
  readonly rules: readonly Rule[]
}

export interface ResolvedSettings {
  readonly settings: Settings
  /** Path of the file whose [tool.proctor] is in use. */
  readonly configuration: string | undefined
  readonly mistakes: readonly Mistake[]
}

/** Settings of the editor that are not of the engine's: whoever asks for them reads them. */
const editorOnly: readonly string[] = ['configurationPreference', 'trace', 'enable', 'naming']

/** Never throws: what is wrong is in `mistakes`, and everything else counts. */
export function resolveSettings({ editor, files, preference, rules }: SettingsInput): ResolvedSettings {
  const mistakes: Mistake[] = []
  const written = editorLayer(editor, rules, mistakes)
  const prefer = preference ?? preferenceOf(editor, mistakes)
  const project = prefer === 'editorOnly' ? undefined : projectLayer(files, rules, mistakes)
  const layers = [testsLayer(files, mistakes), neighboursLayer(files, mistakes), ...(prefer === 'editorFirst' ? [project?.layer, written] : [written, project?.layer])]
  return { settings: layers.reduce<Settings>(merged, defaultSettings), configuration: project?.path, mistakes }
}

/** Entries of `rules` and `options` are merged one by one; later entries of `rules` come last, so that they win. */
function merged(below: Settings, above: Layer | undefined): Settings {
  if (above === undefined) return below
  const options = { ...below.options }
  for (const [rule, own] of Object.entries(above.options ?? {})) options[rule] = { ...options[rule], ...own }
  return { ...below, ...above, rules: withLast(below.rules, above.rules ?? {}), options }
}

function withLast(below: Settings['rules'], above: Settings['rules']): Settings['rules'] {
  return { ...Object.fromEntries(Object.entries(below).filter(([name]) => !Object.hasOwn(above, name))), ...above }
}

function editorLayer(editor: unknown, rules: readonly Rule[], mistakes: Mistake[]): Layer | undefined {
  if (editor === undefined || editor === null) return undefined
  if (!isTable(editor)) {
    mistakes.push({ source: 'editor', line: undefined, key: '', message: 'expected an object of settings' })
    return undefined
  }
  const { layer, mistakes: own } = readLayer(editor, { source: 'editor', style: 'camel', lineOf: () => undefined }, rules, editorOnly)
  mistakes.push(...own)
  return layer
}

function preferenceOf(editor: unknown, mistakes: Mistake[]): Preference {
  const given = isTable(editor) ? editor['configurationPreference'] : undefined
  const known = preferences.find((each) => each === given)
  if (known === undefined && given !== undefined && given !== null) {
    const hint = typeof given === 'string' ? didYouMean(given, preferences) : ''
    mistakes.push({ source: 'editor', line: undefined, key: 'configurationPreference', message: `expected ${oneOf(preferences)}${hint}` })
  }
  return known ?? preferences[0]
}

/** What the project says of its tests to others than Proctor: below everything that was written for Proctor, whoever is preferred. */
function testsLayer(files: SettingsInput['files'], mistakes: Mistake[]): Layer {
  const { pythonFiles, pythonClasses, pythonFunctions, asyncioMode, xfailStrict, mistakes: own } = readProjectConfiguration(files)
  for (const { path, line, key, message } of own) {
    // A file that is no TOML was reported when Proctor's own table was looked for.
    if (mistakes.some((known) => known.source === path && known.line === line && known.key === key)) continue
    mistakes.push({ source: path, line, key, message, of: 'pytest' })
  }
  const python = pythonOf(files)
  const pattern = readUnittestConfiguration(files)?.pattern
  return {
    ...(pythonFiles !== undefined ? { testFilePatterns: pythonFiles } : pattern !== undefined ? { testFilePatterns: [...defaultSettings.testFilePatterns, pattern] } : {}),
    ...(pythonClasses === undefined ? {} : { pythonClasses }),
    ...(pythonFunctions === undefined ? {} : { pythonFunctions }),
    ...(asyncioMode === undefined ? {} : { asyncioMode }),
    ...(xfailStrict === undefined ? {} : { xfailStrict }),
    ...(python === undefined ? {} : { python }),
  }
}

function neighboursLayer(files: SettingsInput['files'], mistakes: Mistake[]): Layer {
  const { neighbours, mistakes: own } = readNeighbours(files)
  for (const { path, line, message, of } of own) mistakes.push({ source: path, line, key: '', message, of })
  return { neighbours }
}

/** The nearest pyproject.toml with a [tool.proctor]; those without one are passed over, those that are no TOML are mistakes. */
function projectLayer(files: SettingsInput['files'], rules: readonly Rule[], mistakes: Mistake[]): { readonly path: string; readonly layer: Layer } | undefined {
  for (const { path, text } of files) {
    if (!/(^|[/\\])pyproject\.toml$/.test(path)) continue
    const answer = readPyproject(text)
    if ('message' in answer) mistakes.push({ source: path, line: answer.line, key: '', message: answer.message })
    else if (answer.table !== undefined) return { path, layer: tableLayer(path, answer.table, rules, mistakes) }
  }
  return undefined
}

function tableLayer(path: string, table: WrittenTable, rules: readonly Rule[], mistakes: Mistake[]): Layer {
  const { layer, mistakes: own } = readLayer(table.value, { source: path, style: 'kebab', lineOf: table.lineOf }, rules)
  mistakes.push(...own)
  return layer
}
