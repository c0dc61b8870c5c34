// What other files of a project say of a file under review: opens files with their place in the project and reads what core asks for.
// Each file is read once in a run.

import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { configurationFileNames, readProjectConfiguration, type Home, type Proctor, type Source } from '../core/index.ts'
import { decode } from './encoding.ts'
import { contentHash, targetOf, type Target } from './files.ts'

export interface Neighbours {
  open(target: Target, text: string): Source
  /** Asks again as long as the answer makes core want other files. */
  answer<T>(source: Source, ask: () => T): T
  /** What the answers about the file rested on so far; undefined where it asked for files that were not read any more. */
  evidence(source: Source): Evidence | undefined
}

/** The other files that answers about one file rest on. */
export interface Evidence {
  /** The file's path in its workspace, with slashes; empty where it stands alone. */
  readonly path: string
  /** Paths in its workspace, sorted, with the `contentHash` of what they hold; null where there is no such file. */
  readonly restsOn: readonly (readonly [string, string | null])[]
}

/** Imports that lead from file to file; a chain longer than that is taken as it is. */
const mostRounds = 40

/** `isIsolated`: each file stands alone. */
export function createNeighbours(proctor: Proctor, cwd: string, isIsolated: boolean): Neighbours {
  const homes = new WeakMap<object, Home>()
  const hashes = new Map<string, string | null>()
  const read = (file: string): string | undefined => {
    const bytes = bytesOf(file)
    hashes.set(file, bytes === undefined ? null : contentHash(bytes))
    return bytes === undefined ? undefined : textIn(bytes)
  }
  return {
    open({ file, path }, text) {
      if (isIsolated) return proctor.open(path, text)
      const root = rootOf(file, cwd)
      const home = { workspace: root, path: relative(root, file).split(sep).join('/') }
      const source = proctor.open(path, text, home)
      homes.set(source.lineage, home)
      return source
    },
    answer(source, ask) {
      const root = homes.get(source.lineage)?.workspace
      let answer = ask()
      for (let round = 0; root !== undefined && round < mostRounds; round++) {
        const wanted = proctor.wants(source)
        if (wanted.length === 0) break
        for (const path of wanted) proctor.learn(root, path, read(join(root, path)))
        answer = ask()
      }
      return answer
    },
    evidence(source) {
      const home = homes.get(source.lineage)
      if (home === undefined) return { path: '', restsOn: [] }
      const paths = [...proctor.restsOn(source)].sort()
      const restsOn = paths.flatMap((path) => {
        const hash = hashes.get(join(home.workspace, path))
        return hash === undefined ? [] : [[path, hash] as const]
      })
      return restsOn.length === paths.length ? { path: home.path, restsOn } : undefined
    },
  }
}

/** Opens the modules that bases and imported tests come from, for collecting. */
export interface Modules {
  open(target: Target, text: string): Source
  /** What the module is that `from` imports; undefined outside the workspace. */
  elsewhere(module: string, from: Source): Source | undefined
  /** The conftest files that pytest reads for the file, nearest first. */
  conftests(from: Source): readonly Source[]
}

export function createModules(proctor: Proctor, cwd: string): Modules {
  const places = new WeakMap<object, string>()
  const opened = new Map<string, Source | undefined>()
  const configured = new Map<string, Configured>()
  const configuredAt = (folder: string): Configured => {
    let answer = configured.get(folder)
    if (answer === undefined) configured.set(folder, (answer = readConfigured(folder, rootOf(join(folder, '_'), cwd))))
    return answer
  }
  const at = (place: string): Source | undefined => {
    if (!opened.has(place)) {
      const file = [`${place}.py`, join(place, '__init__.py')].find((each) => existsSync(each))
      const text = file === undefined ? undefined : textOf(file)
      const source = file === undefined || text === undefined ? undefined : proctor.open(targetOf(file, cwd).path, text)
      if (source !== undefined) places.set(source.lineage, file!)
      opened.set(place, source)
    }
    return opened.get(place)
  }
  return {
    open({ file, path }, text) {
      const source = proctor.open(path, text)
      places.set(source.lineage, file)
      return source
    },
    elsewhere(module, from) {
      const file = places.get(from.lineage)
      if (file === undefined) return undefined
      const [, dots, rest] = /^(\.*)(.*)$/.exec(module)!
      const parts = rest === '' ? [] : rest!.split('.')
      const own = dirname(file)
      if (dots !== '') return at(join(own, ...Array.from({ length: dots!.length - 1 }, () => '..'), ...parts))
      if (parts.length === 0) return undefined
      const root = rootOf(file, cwd)
      for (const folder of [...configuredAt(own).pythonPath, root, join(root, 'src'), join(root, 'lib'), packageTop(own), own]) {
        const found = at(join(folder, ...parts))
        if (found !== undefined) return found
      }
      return undefined
    },
    conftests(from) {
      const file = places.get(from.lineage)
      if (file === undefined) return []
      const found: Source[] = []
      const { top } = configuredAt(dirname(file))
      for (let folder = dirname(file); ; folder = dirname(folder)) {
        const conftest = at(join(folder, 'conftest'))
        if (conftest !== undefined) found.push(conftest)
        if (folder === top || dirname(folder) === folder) return found
      }
    },
  }
}

interface Configured {
  /** Absolute: the folder of pytest's configuration, above which it reads no conftest; without one that of the repository. */
  readonly top: string
  readonly pythonPath: readonly string[]
}

function readConfigured(start: string, root: string): Configured {
  for (let folder = start; ; folder = dirname(folder)) {
    const files = configurationFileNames.flatMap((name) => {
      const text = textOf(join(folder, name))
      return text === undefined ? [] : [{ path: name, text }]
    })
    const { path, pythonPath } = readProjectConfiguration(files)
    if (path !== undefined) return { top: folder, pythonPath: (pythonPath ?? []).map((each) => join(folder, each)) }
    if (folder === root || dirname(folder) === folder) return { top: root, pythonPath: [] }
  }
}

/** The folder above the outermost package that the folder lies in, from which Python imports it. */
function packageTop(folder: string): string {
  let top = folder
  while (existsSync(join(top, '__init__.py')) && dirname(top) !== top) top = dirname(top)
  return top
}

/** The top of the file's repository; without one the working directory, or for a file outside it the folder above its outermost package. */
export function rootOf(file: string, cwd: string): string {
  for (let folder = dirname(file); dirname(folder) !== folder; folder = dirname(folder)) {
    if (isRepository(folder)) return folder
  }
  if (file.startsWith(cwd.endsWith(sep) ? cwd : cwd + sep)) return cwd
  return packageTop(dirname(file))
}

export function isRepository(folder: string): boolean {
  return existsSync(join(folder, '.git')) || existsSync(join(folder, '.hg'))
}

function textOf(file: string): string | undefined {
  const bytes = bytesOf(file)
  return bytes === undefined ? undefined : textIn(bytes)
}

function textIn(bytes: Uint8Array): string | undefined {
  const decoded = decode(bytes)
  return 'text' in decoded ? decoded.text : undefined
}

/** Asked for thousands of modules that need not exist: looking first is cheaper than an exception. */
export function bytesOf(file: string): Uint8Array | undefined {
  try {
    return statSync(file, { throwIfNoEntry: false })?.isFile() === true ? readFileSync(file) : undefined
  } catch {
    return undefined
  }
}
