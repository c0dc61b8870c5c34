// Which codes flake8 reports, read from setup.cfg, tox.ini, .flake8 and [tool.flake8]. Its own codes are on by default; those of a plugin
// count where the configuration names them, as nobody can see which plugins are installed.

import { getStaticTOMLValue, parseTOML } from 'toml-eslint-parser'
import { readIni } from '../../project/ini.ts'
import { isTable } from '../pyproject.ts'
import { matchesAny, splitPath, type Neighbour, type WrittenFile } from './neighbour.ts'
import { longest } from './ruff.ts'

/** Within one folder the first with a section [flake8] counts; pyproject.toml is read by a plugin. */
export const flake8FileNames = ['setup.cfg', 'tox.ini', '.flake8', 'pyproject.toml'] as const

/** Name of an option with underscores → its value. */
type Options = ReadonlyMap<string, string>

const defaultIgnore = ['E121', 'E123', 'E126', 'E226', 'E24', 'E704', 'W503', 'W504']

/** `files`: nearest folder first. */
export function readFlake8(files: readonly WrittenFile[]): Neighbour | undefined {
  for (const folder of new Set(files.map(({ path }) => splitPath(path).folder))) {
    for (const name of flake8FileNames) {
      const file = files.find(({ path }) => path === folder + name)
      const options = file === undefined ? undefined : optionsOf(file)
      if (options !== undefined) return neighbourOf(options, folder)
    }
  }
  return undefined
}

function optionsOf({ path, text }: WrittenFile): Options | undefined {
  if (path.endsWith('.toml')) return fromToml(text)
  const { sections } = readIni(text)
  const own = sections.get('flake8')
  if (own === undefined) return undefined
  const local = sections.get('flake8:local-plugins')
  const named = [...(local?.get('extension')?.value ?? '').matchAll(/^\s*([A-Z]+\d*)\s*=/gm)].map((match) => match[1])
  return new Map([...[...own].map(([key, { value }]) => [key.replaceAll('-', '_'), withoutComments(value)] as const), ['local_plugins', named.join(' ')] as const])
}

function fromToml(text: string): Options | undefined {
  try {
    const document: unknown = getStaticTOMLValue(parseTOML(text.replace(/^\uFEFF/, '')))
    const tools = isTable(document) ? document['tool'] : undefined
    const own = isTable(tools) ? tools['flake8'] : undefined
    if (!isTable(own)) return undefined
    return new Map(Object.entries(own).map(([key, value]) => [key.replaceAll('-', '_'), Array.isArray(value) ? value.join('\n') : String(value)]))
  } catch {
    return undefined
  }
}

function withoutComments(value: string): string {
  return value.replace(/(?:^|\s)#.*$/gm, '')
}

function neighbourOf(options: Options, folder: string): Neighbour {
  const list = (key: string): readonly string[] | undefined => options.get(key)?.split(/[\s,]+/).filter((each) => each !== '')
  const select = list('select')
  const named = [...(select ?? []), ...(list('extend_select') ?? []), ...(list('enable_extensions') ?? [])]
  const local = list('local_plugins') ?? []
  const ignore = [...(list('ignore') ?? defaultIgnore), ...(list('extend_ignore') ?? [])]
  const excluded = [...(list('exclude') ?? ['.svn', 'CVS', '.bzr', '.hg', '.git', '__pycache__', '.tox', '.nox', '.eggs', '*.egg']), ...(list('extend_exclude') ?? [])]
  const perFile = perFileIgnores(options.get('per_file_ignores') ?? '')
  const isOn = (code: string): boolean => {
    const chosen = longest(named, code)
    const isThere = select === undefined ? /^(?:[EFW]\d|C901)/.test(code) || longest(local, code) !== undefined : false
    const left = longest(ignore, code)
    if (chosen === undefined) return isThere && left === undefined
    return left === undefined || chosen > left
  }
  return {
    tool: 'flake8',
    reports: (code, path) => isOn(code) && !matchesAny(excluded, path, folder, true) && !perFile.some(({ patterns, codes }) => longest(codes, code) !== undefined && matchesAny(patterns, path, folder)),
  }
}

/** `a.py,b.py: E1,E2` in lines or one after another. */
function perFileIgnores(value: string): readonly { readonly patterns: readonly string[]; readonly codes: readonly string[] }[] {
  const found: { patterns: string[]; codes: string[] }[] = []
  let patterns: string[] = []
  let codes: string[] | undefined
  for (const [, colon, word] of value.matchAll(/(:)|([^\s,:]+)/g)) {
    if (colon !== undefined) codes = []
    else if (codes !== undefined && /^[A-Z]+\d*$/.test(word!)) codes.push(word!)
    else {
      if (codes !== undefined) found.push({ patterns, codes })
      patterns = codes === undefined ? [...patterns, word!] : [word!]
      codes = undefined
    }
  }
  if (codes !== undefined) found.push({ patterns, codes })
  return found
}
