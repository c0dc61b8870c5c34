// Which messages Pylint reports, read from pylintrc, .pylintrc, their TOML forms, [tool.pylint], setup.cfg and tox.ini. Messages of its
// extensions count where they are enabled by name.

import { getStaticTOMLValue, parseTOML, ParseError } from 'toml-eslint-parser'
import { readIni } from '../../project/ini.ts'
import { isTable } from '../pyproject.ts'
import { splitPath, type Neighbour, type NeighbourMistake, type WrittenFile } from './neighbour.ts'
import { pylintCode, pylintMessages } from './pylint-messages.ts'

/** Within one folder the first that configures Pylint counts. */
export const pylintFileNames = ['pylintrc', 'pylintrc.toml', '.pylintrc', '.pylintrc.toml', 'pyproject.toml', 'setup.cfg', 'tox.ini'] as const

/** Options of all sections, later ones over earlier ones; lists as one text. */
type Options = ReadonlyMap<string, string>

/** `files`: nearest folder first. */
export function readPylint(files: readonly WrittenFile[], mistakes: NeighbourMistake[]): Neighbour | undefined {
  for (const folder of new Set(files.map(({ path }) => splitPath(path).folder))) {
    for (const name of pylintFileNames) {
      const file = files.find(({ path }) => path === folder + name)
      const options = file === undefined ? undefined : name.endsWith('.toml') ? fromToml(file, mistakes) : fromIni(file, name)
      if (options !== undefined) return neighbourOf(options, folder)
    }
  }
  return undefined
}

function fromIni({ text }: WrittenFile, name: string): Options | undefined {
  const isShared = name === 'setup.cfg' || name === 'tox.ini'
  const own = [...readIni(text).sections].filter(([section]) => !isShared || /^pylint(?:\.|$)/i.test(section))
  if (isShared && own.length === 0) return undefined
  return new Map(own.flatMap(([, values]) => [...values].map(([key, { value }]) => [key.replaceAll('_', '-').toLowerCase(), value.replace(/(?:^|\s)#.*$/gm, '')] as const)))
}

function fromToml({ path, text }: WrittenFile, mistakes: NeighbourMistake[]): Options | undefined {
  const isOwn = !path.endsWith('pyproject.toml')
  try {
    const document: unknown = getStaticTOMLValue(parseTOML(text.replace(/^\uFEFF/, '')))
    const tools = isTable(document) ? document['tool'] : undefined
    const own = isTable(tools) ? tools['pylint'] : undefined
    if (!isTable(own)) return isOwn ? new Map() : undefined
    const tables = [own, ...Object.values(own).filter(isTable)]
    const values = tables.flatMap((table) => Object.entries(table).filter(([, value]) => !isTable(value)))
    return new Map(values.map(([key, value]) => [key.replaceAll('_', '-').toLowerCase(), Array.isArray(value) ? value.join(',') : String(value)]))
  } catch (error) {
    if (isOwn) mistakes.push({ path, line: error instanceof ParseError ? error.lineNumber : 1, message: `not valid TOML: ${error instanceof Error ? error.message : String(error)}`, of: 'pylint' })
    return undefined
  }
}

function neighbourOf(options: Options, folder: string): Neighbour {
  const list = (key: string): readonly string[] => (options.get(key) ?? '').split(/[\s,]+/).filter((each) => each !== '')
  const [enabled, disabled] = [list('enable').map(pylintCode), list('disable').map(pylintCode)]
  const names = list('ignore')
  const patterns = [...expressions(options.get('ignore-patterns') ?? '^\\.#')]
  const paths = [...expressions(options.get('ignore-paths') ?? '')]
  const isOn = (code: string): boolean => {
    const [on, off] = [rankOf(enabled, code), rankOf(disabled, code)]
    return on === off ? on === 0 && pylintMessages.get(code) === true : on > off
  }
  return {
    tool: 'pylint',
    reports: (code, path) => {
      const slashed = path.replaceAll('\\', '/')
      const relative = slashed.startsWith(folder) ? slashed.slice(folder.length) : slashed
      const parts = relative.split('/')
      return isOn(code) && !parts.some((part) => names.includes(part)) && !patterns.some((each) => parts.some((part) => each.test(part))) && !paths.some((each) => each.test(relative))
    },
  }
}

/** How narrowly the list names the code: by itself 3, by its category (`C`, `convention`) 2, by `all` 1, not at all 0. */
function rankOf(list: readonly string[], code: string): number {
  if (list.includes(code)) return 3
  const category = categories[code[0]!]
  if (list.some((each) => each.toUpperCase() === code[0] || each.toLowerCase() === category)) return 2
  return list.some((each) => each.toLowerCase() === 'all') ? 1 : 0
}

const categories: Readonly<Record<string, string>> = { C: 'convention', R: 'refactor', W: 'warning', E: 'error', F: 'fatal', I: 'info' }

/** Python's expressions as far as JavaScript reads them too; Pylint matches from the start. */
function expressions(value: string): readonly RegExp[] {
  return value.split(/[\n,]+/).flatMap((each) => {
    const source = each.trim()
    if (source === '') return []
    try {
      return [new RegExp(`^(?:${source})`)]
    } catch {
      return []
    }
  })
}
