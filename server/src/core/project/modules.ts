// Which file of a workspace an import means, from nothing but the list of its files. For questions about the whole workspace; what one
// open file asks of its neighbours is answered by lookup.ts, which knows only the files that it asked for.

import { folderOf } from './lookup.ts'

/** The Python files of a workspace, by path with slashes. */
export interface WorkspacePaths {
  has(path: string): boolean
  /** Those that end in `/name`, or are it. */
  endingIn(name: string): readonly string[]
}

export function workspacePaths(paths: Iterable<string>): WorkspacePaths {
  const all = new Set(paths)
  const byName = new Map<string, string[]>()
  for (const path of all) {
    const name = path.slice(path.lastIndexOf('/') + 1)
    const known = byName.get(name)
    if (known === undefined) byName.set(name, [path])
    else known.push(path)
  }
  return {
    has: (path) => all.has(path),
    endingIn: (name) => (byName.get(name.slice(name.lastIndexOf('/') + 1)) ?? []).filter((path) => path === name || path.endsWith(`/${name}`)),
  }
}

/**
 * The files that the module `dotted` may be for the file `from`: one where Python's usual folders have it (those of relative imports,
 * of the packages around the file and its conftest files, the workspace's own, `src`, `lib`); else every file that would be it if its
 * outermost folder were on `sys.path`; none where it is no module of the workspace.
 */
export function modulesNamed(paths: WorkspacePaths, from: string, dotted: string): readonly string[] {
  const dots = /^\.*/.exec(dotted)![0].length
  const parts = dotted.slice(dots).split('.').filter((part) => part !== '')
  if (dots > 0) {
    let folder = folderOf(from)
    for (let i = 1; i < dots; i++) folder = folderOf(folder)
    return found(paths, folder, parts)
  }
  if (parts.length === 0) return []
  for (const root of rootsOf(paths, from)) {
    const own = found(paths, root, parts)
    if (own.length > 0) return own
  }
  const ends = [`${parts.join('/')}.py`, `${parts.join('/')}/__init__.py`]
  return ends.flatMap((end) => paths.endingIn(end).filter((path) => !paths.has(within(path.slice(0, Math.max(0, path.length - end.length - 1)), '__init__.py'))))
}

function found(paths: WorkspacePaths, folder: string, parts: readonly string[]): readonly string[] {
  const place = parts.reduce(within, folder)
  return [within(place, '__init__.py'), ...(parts.length === 0 ? [] : [`${place}.py`])].filter((path) => paths.has(path)).slice(0, 1)
}

/** What pytest puts on `sys.path` for the file and the conftest files above it, and where projects keep their code. */
function rootsOf(paths: WorkspacePaths, from: string): readonly string[] {
  const roots = new Set<string>()
  for (let folder = folderOf(from), isOwn = true; ; folder = folderOf(folder), isOwn = false) {
    if (isOwn || paths.has(within(folder, 'conftest.py'))) roots.add(topOf(paths, folder))
    if (folder === '') break
  }
  return [...roots, '', 'src', 'lib']
}

/** The folder above the outermost package that the folder lies in. */
function topOf(paths: WorkspacePaths, folder: string): string {
  let top = folder
  while (top !== '' && paths.has(within(top, '__init__.py'))) top = folderOf(top)
  return top
}

function within(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`
}
