// Which rules Ruff reports, read from ruff.toml, .ruff.toml and [tool.ruff] as Ruff chooses them. What `extend` names counts where it was
// handed in too; what a command line adds nobody can see.

import { getStaticTOMLValue, parseTOML, ParseError } from 'toml-eslint-parser'
import { isStrings } from '../options.ts'
import { isTable } from '../pyproject.ts'
import { matchesAny, splitPath, type Neighbour, type NeighbourMistake, type WrittenFile } from './neighbour.ts'
import { ruffCode, ruffRules } from './ruff-rules.ts'

/** Within one folder the first counts, as in Ruff. */
export const ruffFileNames = ['.ruff.toml', 'ruff.toml', 'pyproject.toml'] as const

type Table = Readonly<Record<string, unknown>>

/** The nearest configuration; undefined where Ruff has none, or is only asked to format. `files`: nearest folder first. */
export function readRuff(files: readonly WrittenFile[], mistakes: NeighbourMistake[]): Neighbour | undefined {
  const folders = [...new Set(files.map(({ path }) => splitPath(path).folder))]
  for (const folder of folders) {
    for (const name of ruffFileNames) {
      const file = files.find(({ path }) => path === folder + name)
      const table = file === undefined ? undefined : tableOf(file, mistakes)
      if (table === undefined) continue
      const isOnlyFormat = Object.keys(table).length > 0 && Object.keys(table).every((key) => key === 'format')
      return isOnlyFormat ? undefined : neighbourOf(table, folder, files, mistakes)
    }
  }
  return undefined
}

function tableOf({ path, text }: WrittenFile, mistakes: NeighbourMistake[]): Table | undefined {
  const isOwn = !path.endsWith('pyproject.toml')
  try {
    const document: unknown = getStaticTOMLValue(parseTOML(text.replace(/^\uFEFF/, '')))
    const tools = isTable(document) ? document['tool'] : undefined
    const table = isOwn ? document : isTable(tools) ? tools['ruff'] : undefined
    return isTable(table) ? table : undefined
  } catch (error) {
    // A pyproject.toml that is no TOML was reported when Proctor's own table was looked for.
    if (isOwn) mistakes.push({ path, line: error instanceof ParseError ? error.lineNumber : 1, message: `not valid TOML: ${error instanceof Error ? error.message : String(error)}`, of: 'Ruff' })
    return undefined
  }
}

/** The table and what it extends, nearest first; a circle ends where it closes. */
function chainOf(table: Table, folder: string, files: readonly WrittenFile[], mistakes: NeighbourMistake[]): readonly { readonly table: Table; readonly folder: string }[] {
  const chain = [{ table, folder }]
  const seen = new Set<string>()
  for (let last = chain[0]!; typeof last.table['extend'] === 'string'; last = chain.at(-1)!) {
    const path = joined(last.folder, last.table['extend'])
    const file = seen.has(path) ? undefined : files.find((each) => each.path.replaceAll('\\', '/') === path)
    const extended = file === undefined ? undefined : tableOf(file, mistakes)
    if (extended === undefined) break
    seen.add(path)
    chain.push({ table: extended, folder: splitPath(path).folder })
  }
  return chain
}

function joined(folder: string, path: string): string {
  const parts: string[] = []
  for (const part of `${folder.replaceAll('\\', '/')}${path}`.split('/')) {
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop()
    else if (part !== '.') parts.push(part)
  }
  return parts.join('/')
}

function neighbourOf(own: Table, folder: string, files: readonly WrittenFile[], mistakes: NeighbourMistake[]): Neighbour {
  const chain = chainOf(own, folder, files, mistakes)
  // Up to version 0.2 what belongs to linting stood at the top; it is still read there.
  const tables = chain.map(({ table, folder: base }) => ({ lint: { ...table, ...(isTable(table['lint']) ? table['lint'] : {}) } as Table, table, folder: base }))
  const nearest = (key: string): readonly string[] | undefined => tables.map(({ lint }) => lint[key]).find(isStrings)
  const all = (key: string): readonly string[] => tables.flatMap(({ lint }) => (isStrings(lint[key]) ? lint[key] : []))
  const flag = (key: string): boolean => tables.map(({ lint }) => lint[key]).find((value) => typeof value === 'boolean') === true

  const select = [...(nearest('select') ?? []), ...all('extend-select')].map(ruffCode)
  const ignore = [...(nearest('ignore') ?? []), ...all('extend-ignore')].map(ruffCode)
  const [isPreview, isExplicit] = [flag('preview'), flag('explicit-preview-rules')]
  const isDefault = defaultsOf(tables.map(({ table }) => table['required-version']).find((value) => typeof value === 'string'))
  const hasSelect = nearest('select') !== undefined
  const perFile = tables.flatMap(({ lint, folder: base }) => ['per-file-ignores', 'extend-per-file-ignores'].flatMap((key) => entriesOf(lint[key]).map(([pattern, codes]) => ({ pattern, codes: codes.map(ruffCode), folder: base }))))
  const excluded = tables.flatMap(({ table, folder: base }) => [table['exclude'], table['extend-exclude'], isTable(table['lint']) ? table['lint']['exclude'] : undefined].flatMap((value) => (isStrings(value) ? [{ patterns: value, folder: base }] : [])))

  const isOn = (code: string): boolean => {
    const rule = ruffRules.get(code)
    if (rule === undefined || (rule.state === 'preview' && (!isPreview || (isExplicit && !select.includes(code))))) return false
    const chosen = longest(select, code)
    const left = longest(ignore, code)
    // Of two that are equally long `ignore` wins; without a `select` the defaults stand below everything.
    if (chosen === undefined && (hasSelect || !isDefault(code))) return false
    return left === undefined || (chosen !== undefined && chosen > left)
  }
  return {
    tool: 'Ruff',
    reports: (code, path) =>
      isOn(code) &&
      !excluded.some(({ patterns, folder: base }) => matchesAny(patterns, path, base, true)) &&
      !perFile.some(({ pattern, codes, folder: base }) => longest(codes, code) !== undefined && (pattern.startsWith('!') ? !matchesAny([pattern.slice(1)], path, base) : matchesAny([pattern], path, base))),
  }
}

/** Length of the longest selector that means the code; `ALL` is the shortest. */
export function longest(selectors: readonly string[], code: string): number | undefined {
  const lengths = selectors.filter((each) => each === 'ALL' || (each !== '' && code.startsWith(each))).map((each) => (each === 'ALL' ? 0 : each.length))
  return lengths.length === 0 ? undefined : Math.max(...lengths)
}

/** Ruff had few rules on by default before 0.16; only a `required-version` tells that the project uses such a one. */
function defaultsOf(required: string | undefined): (code: string) => boolean {
  const limit = /(==|<=?|~=|^)\s*0\.(\d+)/.exec(required?.trim() ?? '')
  if (limit !== null && Number(limit[2]) < (limit[1] === '<' ? 17 : 16)) return (code) => /^(?:E[479]|F)\d/.test(code)
  return (code) => ruffRules.get(code)?.state === 'default'
}

function entriesOf(value: unknown): readonly (readonly [string, readonly string[]])[] {
  return isTable(value) ? Object.entries(value).flatMap(([pattern, codes]) => (isStrings(codes) ? [[pattern, codes] as const] : [])) : []
}
