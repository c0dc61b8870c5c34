// What a dotted name means from where a file stands: which file of the workspace it leads to, and what it names there.

import { familyOf } from '../suite/families.ts'
import { pytestFileNames } from './configuration.ts'
import type { ClassSummary, FixtureSummary, FunctionSummary, ModuleSummary } from './summary.ts'

/** Asks for a file by its path in the workspace: its summary, `absent` where there is none, `unknown` where nobody has read it yet. */
export type Ask = (path: string) => ModuleSummary | 'absent' | 'unknown'

/** `outside`: no file of the workspace; `missing`: its module was read and does not show it; `unknown`: a file on the way was not read yet. */
export type Found =
  | { readonly is: 'class'; readonly path: string; readonly summary: ClassSummary }
  | { readonly is: 'function'; readonly path: string; readonly summary: FunctionSummary }
  | { readonly is: 'outside'; readonly dotted: string }
  | { readonly is: 'missing' | 'unknown' }

/** A file's surroundings, as far as they were asked for. */
export interface Surroundings {
  readonly path: string
  readonly ask: Ask
}

/** Names that are handed on from module to module; more hops than that are a circle or nobody's intention. */
const mostHops = 12

/** The meaning of a dotted name in the module at `path`, which imports it: the longest part of the name that is a file is the module. */
export function importedAs({ ask, path: home }: Surroundings, path: string, dotted: string, hops = 0): Found {
  if (hops > mostHops) return { is: 'missing' }
  const dots = /^\.*/.exec(dotted)![0].length
  const parts = dotted.slice(dots).split('.').filter((part) => part !== '')
  if (dots === 0 && (familyOf(dotted) !== 'unknown' || libraries.has(parts[0] ?? ''))) return { is: 'outside', dotted }
  const folders = dots > 0 ? [climbed(folderOf(path), dots - 1)] : rootsOf({ ask, path: home })
  if (folders === undefined) return { is: 'unknown' }
  const around = { ask, path: home }
  for (const places of dots > 0 ? [() => folders] : [() => folders, () => configuredRoots(around)]) {
    const roots = places()
    if (roots === undefined) return { is: 'unknown' }
    for (let length = parts.length - 1; length >= (dots > 0 ? 0 : 1); length--) {
      const module = moduleAt(ask, roots, parts.slice(0, length))
      if (module === 'unknown') return { is: 'unknown' }
      if (module !== 'absent') return nameIn(around, module, parts.slice(length), hops)
    }
  }
  return { is: 'outside', dotted }
}

/** What a name means in a module that was read. */
export function nameIn(around: Surroundings, module: ModuleSummary, parts: readonly string[], hops = 0): Found {
  const [first, ...rest] = parts
  if (first === undefined || hops > mostHops) return { is: 'missing' }
  const classes = module.classes.get(parts.join('.'))
  if (classes !== undefined) return { is: 'class', path: module.path, summary: classes }
  const owner = rest.length === 0 ? undefined : module.classes.get(parts.slice(0, -1).join('.'))
  const written = owner === undefined ? (rest.length === 0 ? module.functions.get(first) : undefined) : owner.methods.get(parts.at(-1)!)
  if (written !== undefined) return { is: 'function', path: module.path, summary: written }
  const imported = module.imports.get(first)
  if (imported !== undefined) return importedAs(around, module.path, [imported, ...rest].join('.'), hops + 1)
  const alias = module.aliases.get(first)
  if (alias !== undefined) {
    const [root] = alias.split('.')
    // An alias is written with its imports resolved; without a dot in front or inside it is a name of its own module.
    const isOwn = module.classes.has(root!) || module.functions.has(root!) || module.aliases.has(root!)
    const target = [alias, ...rest].join('.')
    return isOwn ? nameIn(around, module, target.split('.'), hops + 1) : importedAs(around, module.path, target, hops + 1)
  }
  let isPending = false
  for (const star of module.stars) {
    const found = importedAs(around, module.path, `${star}${star.endsWith('.') ? '' : '.'}${parts.join('.')}`, hops + 1)
    if (found.is === 'class' || found.is === 'function') return found
    if (found.is === 'unknown') isPending = true
  }
  return { is: isPending ? 'unknown' : 'missing' }
}

/** The fixture of that name in a module, its own or one that it imports. */
export function fixtureIn(around: Surroundings, module: ModuleSummary, name: string, hops = 0): { readonly summary: FixtureSummary; readonly path: string } | 'unknown' | undefined {
  const own = module.fixtures.get(name)
  if (own !== undefined) return { summary: own, path: module.path }
  if (hops > mostHops) return undefined
  const imported = module.imports.get(name)
  const stars = module.stars.map((star) => `${star}${star.endsWith('.') ? '' : '.'}${name}`)
  for (const dotted of [...(imported === undefined ? [] : [imported]), ...stars]) {
    const holder = moduleOf(around, module.path, dotted)
    if (holder === 'unknown') return 'unknown'
    const found = holder === undefined || (dotted !== imported && !givesAway(holder, name)) ? undefined : fixtureIn(around, holder, dotted.slice(dotted.lastIndexOf('.') + 1), hops + 1)
    if (found !== undefined) return found
  }
  return undefined
}

/** Whether `from module import *` takes the name along, if the module has it. */
export function givesAway({ exports }: ModuleSummary, name: string): boolean {
  return exports?.includes(name) ?? !name.startsWith('_')
}

/** The conftest files that pytest reads for the file, nearest first; `unknown` for those that nobody read yet. */
export function conftestsOf({ ask, path }: Surroundings): readonly (ModuleSummary | 'unknown')[] {
  return foldersUp(folderOf(path)).flatMap((folder) => {
    const conftest = ask(within(folder, 'conftest.py'))
    return conftest === 'absent' ? [] : [conftest]
  })
}

/**
 * The modules of the workspace that `pytest_plugins` of these conftest files load, the one that counts first in front; their fixtures
 * are overridden by those of any conftest.
 */
export function pluginsOf(around: Surroundings, conftests: readonly (ModuleSummary | 'unknown')[]): readonly (ModuleSummary | 'unknown')[] {
  const plugins = new Set<ModuleSummary | 'unknown'>()
  const load = (from: ModuleSummary | 'unknown'): void => {
    for (const name of from === 'unknown' ? [] : from.plugins) {
      const plugin = moduleOf(around, (from as ModuleSummary).path, `${name}.`)
      if (plugin === undefined || plugins.has(plugin)) continue
      plugins.add(plugin)
      load(plugin)
    }
  }
  conftests.toReversed().forEach(load)
  return [...plugins].reverse()
}

/** The module that a name imported from it lies in: all of `dotted` but its last part. */
export function moduleOf(around: Surroundings, path: string, dotted: string): ModuleSummary | 'unknown' | undefined {
  const dots = /^\.*/.exec(dotted)![0].length
  const parts = dotted.slice(dots).split('.').slice(0, -1).filter((part) => part !== '')
  if (dots === 0 && libraries.has(parts[0] ?? '')) return undefined
  const folders = dots > 0 ? [climbed(folderOf(path), dots - 1)] : rootsOf(around)
  const module = folders === undefined ? 'unknown' : moduleAt(around.ask, folders, parts)
  if (module !== 'absent') return module
  const configured = dots > 0 ? [] : configuredRoots(around)
  const further = configured === undefined ? 'unknown' : moduleAt(around.ask, configured, parts)
  return further === 'absent' ? undefined : further
}

/** All places are asked for at once, so that a host reads them in one go. */
export function moduleAt(ask: Ask, folders: readonly string[], parts: readonly string[]): ModuleSummary | 'absent' | 'unknown' {
  let isPending = false
  for (const folder of folders) {
    const base = parts.reduce((at, part) => within(at, part), folder)
    for (const path of parts.length === 0 ? [within(base, '__init__.py')] : [within(base, '__init__.py'), `${base}.py`]) {
      const answer = ask(path)
      if (answer === 'unknown') isPending = true
      else if (answer !== 'absent' && !isPending) return answer
    }
  }
  return isPending ? 'unknown' : 'absent'
}

/**
 * The folders from which Python would import for a test: the one above the package that the file lies in (pytest's `rootdir/…`
 * insertion), the same for each conftest file above it, the workspace's own, its `src` and `lib`. Undefined while that is unknown.
 */
export function rootsOf({ ask, path }: Surroundings): readonly string[] | undefined {
  const folders = foldersUp(folderOf(path))
  const inits = folders.map((folder) => (folder === '' ? 'absent' : ask(within(folder, '__init__.py'))))
  const conftests = folders.map((folder) => ask(within(folder, 'conftest.py')))
  if (inits.includes('unknown') || conftests.includes('unknown')) return undefined
  const roots = new Set<string>()
  folders.forEach((_, i) => {
    if (i > 0 && conftests[i] === 'absent') return
    let top = i
    while (top < folders.length - 1 && inits[top] !== 'absent') top++
    roots.add(folders[top]!)
  })
  return [...new Set([...roots, '', 'src', 'lib'])]
}

/**
 * The folders of pytest's `pythonpath`, by the nearest configuration. Asked for only where no other folder has a module, since for most
 * files none of these exists. Undefined while that is unknown.
 */
function configuredRoots({ ask, path }: Surroundings): readonly string[] | undefined {
  const folders = foldersUp(folderOf(path))
  const answers = folders.map((folder) => pytestFileNames.map((name) => ask(within(folder, name))))
  for (const [i, inFolder] of answers.entries()) {
    if (inFolder.includes('unknown')) return undefined
    const found = inFolder.find((each) => typeof each !== 'string' && each.pythonPath !== undefined)
    if (found !== undefined && typeof found !== 'string') return found.pythonPath!.map((each) => normalized(within(folders[i]!, each)))
  }
  return []
}

/** `a/./b/../c` → `a/c` */
function normalized(path: string): string {
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.' && part !== '') parts.push(part)
  }
  return parts.join('/')
}

export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')))
}

/** The folder and those above it up to the workspace's own, `''`. */
function foldersUp(folder: string): readonly string[] {
  const folders = [folder]
  for (let at = folder; at !== ''; folders.push((at = folderOf(at))));
  return folders
}

export function climbed(folder: string, levels: number): string {
  let at = folder
  for (let i = 0; i < levels; i++) at = folderOf(at)
  return at
}

function within(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`
}

/** Top-level names of the standard library and of test libraries: nobody looks for them in a workspace. */
export const libraries: ReadonlySet<string> = new Set(
  `abc argparse array ast asyncio atexit base64 bisect builtins bz2 calendar cmath codecs collections concurrent configparser contextlib contextvars copy
  csv ctypes curses dataclasses datetime dbm decimal difflib dis doctest email encodings enum errno faulthandler fcntl filecmp fnmatch fractions ftplib
  functools gc getpass gettext glob graphlib grp gzip hashlib heapq hmac html http imaplib importlib inspect io ipaddress itertools json keyword linecache
  locale logging lzma mailbox marshal math mimetypes mmap multiprocessing netrc numbers operator os pathlib pdb pickle pkgutil platform plistlib poplib
  posixpath pprint profile pstats pwd py_compile pydoc queue random re readline reprlib resource runpy sched secrets select selectors shelve shlex shutil
  signal site smtplib socket socketserver sqlite3 ssl stat statistics string stringprep struct subprocess symtable sys sysconfig syslog tarfile tempfile
  termios textwrap threading time timeit tkinter token tokenize tomllib trace traceback tracemalloc tty turtle types typing typing_extensions unicodedata
  unittest urllib uuid venv warnings wave weakref webbrowser winreg wsgiref xml xmlrpc zipapp zipfile zipimport zlib zoneinfo
  pytest _pytest mock numpy pandas hypothesis nose testtools oslotest django twisted tornado testfixtures ddt parameterized`.split(/\s+/),
)
