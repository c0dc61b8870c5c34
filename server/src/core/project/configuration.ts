// readProjectConfiguration(): what a project's own configuration says of its tests, as pytest reads it. Pure: the host hands in the texts.

import { getStaticTOMLValue, parseTOML, ParseError, type AST } from 'toml-eslint-parser'
import { readIni } from './ini.ts'

/** The files pytest looks into; within one folder the first that configures pytest counts (pytest's `CONFIG_LOADERS_BY_NAME`). */
export const pytestFileNames = ['pytest.toml', '.pytest.toml', 'pytest.ini', '.pytest.ini', 'pyproject.toml', 'tox.ini', 'setup.cfg'] as const

export interface ConfigurationMistake {
  readonly path: string
  /** From 1. */
  readonly line: number
  /** As it is spelled there; empty where it is about the whole file. */
  readonly key: string
  /** No full stop. */
  readonly message: string
}

/** Undefined: not written, so pytest's default holds. */
export interface ProjectConfiguration {
  /** The file whose values these are. */
  readonly path: string | undefined
  readonly pythonFiles: readonly string[] | undefined
  readonly pythonClasses: readonly string[] | undefined
  readonly pythonFunctions: readonly string[] | undefined
  readonly testpaths: readonly string[] | undefined
  /** Folders from which tests import, from the folder of the configuration file. */
  readonly pythonPath: readonly string[] | undefined
  readonly asyncioMode: 'auto' | 'strict' | undefined
  readonly xfailStrict: boolean | undefined
  /** Names of the registered marks, without their descriptions. */
  readonly markers: readonly string[] | undefined
  readonly mistakes: readonly ConfigurationMistake[]
}

/** The options of one file, before anybody says what they must be. */
interface Options {
  readonly path: string
  /** `toml`: values have their own types; `ini`: strings, or lists of them from pyproject.toml. */
  readonly mode: 'ini' | 'toml'
  readonly values: ReadonlyMap<string, { readonly value: unknown; readonly line: number }>
}

/**
 * `files`: the configuration files in the folders above the tests, nearest folder first, in any order within one; paths with slashes
 * or backslashes. The nearest folder with a configuration of pytest's decides alone, as in pytest. Never throws.
 */
export function readProjectConfiguration(files: readonly { readonly path: string; readonly text: string }[]): ProjectConfiguration {
  const mistakes: ConfigurationMistake[] = []
  const options = chosen(files, mistakes)
  const lines = (key: string): readonly string[] | undefined => listOf(options, key, mistakes, (text) => text.split('\n'))
  const words = (key: string): readonly string[] | undefined => listOf(options, key, mistakes, shellWords)
  return {
    path: options?.path,
    pythonFiles: words('python_files'),
    pythonClasses: words('python_classes'),
    pythonFunctions: words('python_functions'),
    testpaths: words('testpaths'),
    pythonPath: words('pythonpath'),
    asyncioMode: asyncioMode(options, mistakes),
    xfailStrict: truthOf(options, 'strict_xfail', mistakes) ?? truthOf(options, 'xfail_strict', mistakes) ?? truthOf(options, 'strict', mistakes),
    markers: lines('markers')?.flatMap((line) => /^\s*([^:(]+)/.exec(line)?.[1]?.trim() ?? []),
    mistakes,
  }
}

function chosen(files: readonly { readonly path: string; readonly text: string }[], mistakes: ConfigurationMistake[]): Options | undefined {
  const byFolder = new Map<string, { readonly path: string; readonly text: string; readonly rank: number }[]>()
  for (const file of files) {
    const [, folder, name] = /^(.*?)([^/\\]*)$/s.exec(file.path)!
    const rank = (pytestFileNames as readonly string[]).indexOf(name!)
    if (rank < 0) continue
    const others = byFolder.get(folder!) ?? []
    byFolder.set(folder!, [...others, { ...file, rank }])
  }
  for (const inFolder of byFolder.values()) {
    for (const file of inFolder.sort((a, b) => a.rank - b.rank)) {
      const options = file.path.endsWith('.toml') ? fromToml(file.path, file.text, mistakes) : fromIni(file.path, file.text, mistakes)
      if (options !== undefined) return options
    }
  }
  return undefined
}

function fromIni(path: string, text: string, mistakes: ConfigurationMistake[]): Options | undefined {
  const ini = readIni(text)
  const isSetupCfg = path.endsWith('setup.cfg')
  const isOwn = /pytest\.ini$/.test(path)
  const values = ini.sections.get(isSetupCfg ? 'tool:pytest' : 'pytest')
  if (isSetupCfg && values === undefined && ini.sections.has('pytest')) mistakes.push({ path, line: lineOfSection(text, 'pytest'), key: 'pytest', message: 'expected [tool:pytest]; pytest does not read [pytest] in setup.cfg' })
  if (values === undefined && !isOwn) return undefined
  // Faults elsewhere in a tox.ini or setup.cfg keep pytest from reading it too.
  for (const mistake of ini.mistakes) mistakes.push({ path, ...mistake })
  return { path, mode: 'ini', values: values ?? new Map() }
}

function lineOfSection(text: string, name: string): number {
  return text.split(/\r\n|\r|\n/).findIndex((line) => line.startsWith(`[${name}]`)) + 1
}

function fromToml(path: string, text: string, mistakes: ConfigurationMistake[]): Options | undefined {
  const isOwn = !path.endsWith('pyproject.toml')
  let document: Table
  let lines: ReadonlyMap<string, number>
  try {
    const program = parseTOML(text.replace(/^\uFEFF/, ''))
    document = getStaticTOMLValue(program) as Table
    lines = linesOf(program)
  } catch (error) {
    const line = error instanceof ParseError ? error.lineNumber : 1
    mistakes.push({ path, line, key: '', message: `not valid TOML: ${error instanceof Error ? error.message : String(error)}` })
    return isOwn ? { path, mode: 'toml', values: new Map() } : undefined
  }
  const base = isOwn ? ['pytest'] : ['tool', 'pytest']
  const table = base.reduce<unknown>((value, key) => (isTable(value) && Object.hasOwn(value, key) ? value[key] : undefined), document)
  const lineOf = (keys: readonly string[]): number => lines.get(keys.join('\0')) ?? 1
  if (table !== undefined && !isTable(table)) {
    mistakes.push({ path, line: lineOf(base), key: base.join('.'), message: 'expected a table' })
    return undefined
  }
  const { ini_options: ini, ...native } = (table ?? {}) as Record<string, unknown>
  const hasNative = Object.keys(native).length > 0
  if (hasNative && ini !== undefined) mistakes.push({ path, line: lineOf([...base, 'ini_options']), key: 'tool.pytest.ini_options', message: 'expected either [tool.pytest] or [tool.pytest.ini_options]; pytest refuses both in one file' })
  if (hasNative || isOwn) return { path, mode: 'toml', values: valuesOf(native, base, lineOf) }
  if (ini === undefined) return undefined
  if (isTable(ini)) return { path, mode: 'ini', values: valuesOf(ini, [...base, 'ini_options'], lineOf) }
  mistakes.push({ path, line: lineOf([...base, 'ini_options']), key: 'tool.pytest.ini_options', message: 'expected a table' })
  return undefined
}

type Table = Readonly<Record<string, unknown>>

function isTable(value: unknown): value is Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
}

function valuesOf(table: Table, base: readonly string[], lineOf: (keys: readonly string[]) => number): Options['values'] {
  return new Map(Object.entries(table).map(([key, value]) => [key, { value, line: lineOf([...base, key]) }]))
}

/** Lines from 1 of all keys, by their path from the top joined with NUL. */
function linesOf(program: AST.TOMLProgram): ReadonlyMap<string, number> {
  const lines = new Map<string, number>()
  const note = (base: readonly string[], pair: AST.TOMLKeyValue): void => {
    let path = base
    for (const key of pair.key.keys) {
      path = [...path, key.type === 'TOMLBare' ? key.name : key.value]
      if (!lines.has(path.join('\0'))) lines.set(path.join('\0'), key.loc.start.line)
    }
    if (pair.value.type === 'TOMLInlineTable') for (const inner of pair.value.body) note(path, inner)
  }
  for (const statement of program.body[0].body) {
    if (statement.type === 'TOMLKeyValue') {
      note([], statement)
      continue
    }
    const path = statement.resolvedKey.map(String)
    for (let i = 1; i <= path.length; i++) if (!lines.has(path.slice(0, i).join('\0'))) lines.set(path.slice(0, i).join('\0'), statement.loc.start.line)
    for (const inner of statement.body) note(path, inner)
  }
  return lines
}

function listOf(options: Options | undefined, key: string, mistakes: ConfigurationMistake[], split: (text: string) => readonly string[]): readonly string[] | undefined {
  const written = options?.values.get(key)
  if (options === undefined || written === undefined) return undefined
  const { value, line } = written
  const wrong = (expected: string): undefined => void mistakes.push({ path: options.path, line, key, message: `expected ${expected}` })
  if (Array.isArray(value)) return value.every((each) => typeof each === 'string') ? (value as string[]) : wrong('a list of strings')
  if (options.mode === 'toml' || typeof value === 'object') return wrong('a list of strings')
  try {
    return split(String(value)).map((each) => each.trim()).filter((each) => each !== '')
  } catch {
    return wrong('a closing quote')
  }
}

function truthOf(options: Options | undefined, key: string, mistakes: ConfigurationMistake[]): boolean | undefined {
  const written = options?.values.get(key)
  if (options === undefined || written === undefined) return undefined
  if (typeof written.value === 'boolean') return written.value
  // pytest's `_strtobool`; in TOML of its own a truth must be one.
  const text = options.mode === 'toml' ? '' : String(written.value).trim().toLowerCase()
  if (/^(y|yes|t|true|on|1)$/.test(text)) return true
  if (/^(n|no|f|false|off|0)$/.test(text)) return false
  mistakes.push({ path: options.path, line: written.line, key, message: options.mode === 'toml' ? 'expected true or false' : `expected 'true' or 'false'` })
  return undefined
}

/** What pytest-asyncio does with coroutines that bear no mark. `--asyncio-mode` in `addopts` beats the setting, and anyio and trio have an automatic mode of their own. */
function asyncioMode(options: Options | undefined, mistakes: ConfigurationMistake[]): 'auto' | 'strict' | undefined {
  if (options === undefined) return undefined
  const written = (key: string): string => String(options.values.get(key)?.value ?? '').trim()
  const addopts = options.values.get('addopts')?.value
  const [, chosen] = /(?:^|\s)--asyncio-mode[=\s]\s*(auto|strict)\b/.exec(Array.isArray(addopts) ? addopts.join(' ') : written('addopts')) ?? []
  if (chosen === 'auto' || written('anyio_mode') === 'auto' || /^true$/i.test(written('trio_mode'))) return 'auto'
  const mode = written('asyncio_mode')
  if (options.values.has('asyncio_mode') && mode !== 'auto' && mode !== 'strict') {
    mistakes.push({ path: options.path, line: options.values.get('asyncio_mode')!.line, key: 'asyncio_mode', message: "expected 'auto' or 'strict'" })
  }
  return chosen === 'strict' ? chosen : mode === 'auto' || mode === 'strict' ? mode : undefined
}

/** `shlex.split` with comments off, POSIX rules. Throws where a quote stays open. */
function shellWords(text: string): readonly string[] {
  const words: string[] = []
  let word: string | undefined
  for (let i = 0; i < text.length; i++) {
    const sign = text[i]!
    if (sign === "'" || sign === '"') {
      word ??= ''
      for (i++; i < text.length && text[i] !== sign; i++) {
        if (sign === '"' && text[i] === '\\' && (text[i + 1] === '"' || text[i + 1] === '\\')) i++
        word += text[i]
      }
      if (i >= text.length) throw new Error('no closing quotation')
    } else if (sign === '\\') {
      if (++i >= text.length) throw new Error('no escaped character')
      word = (word ?? '') + text[i]
    } else if (/\s/.test(sign)) {
      if (word !== undefined) words.push(word)
      word = undefined
    } else word = (word ?? '') + sign
  }
  if (word !== undefined) words.push(word)
  return words
}
