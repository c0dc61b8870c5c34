// The settings of a file on the disk: reads the configuration files above it, once per folder. What they mean is core's.

import { readFileSync } from 'node:fs'
import { basename, dirname, join, relative, sep } from 'node:path'
import { configurationFileNames, projectFileNames, resolveSettings, testPathsOf, type Mistake, type Settings } from '../core/index.ts'
import { decode } from './encoding.ts'
import { pathBelow, targetOf } from './files.ts'
import { isRepository } from './neighbours.ts'
import { overrides, type Overrides } from './overrides.ts'

export interface Project {
  /** Absolute folder that globs with a slash start from. */
  readonly root: string
  /** The same object for all files with the same configuration. */
  readonly settings: Settings
  readonly mistakes: readonly Mistake[]
  /** True where a configuration file above the file says where its project begins. */
  readonly isConfigured: boolean
  /** What the settings were made from: two projects with equal texts, under one command line, have equal settings. */
  readonly texts: readonly Text[]
}

export interface Text {
  readonly path: string
  readonly text: string
}

export interface Projects {
  readonly of: (file: string) => Project
  /** The file's path from its project's root, with slashes. */
  readonly pathInProject: (file: string) => string
  /** Where the configuration above the working directory looks for tests: from there, with slashes; empty where it does not say. */
  readonly testPaths: () => readonly string[]
  /** Mistakes of all configurations that were asked for, each once. */
  readonly mistakes: () => readonly Mistake[]
}

/** `isIsolated`: no configuration file is read. */
export function createProjects(cwd: string, isIsolated: boolean, given: Overrides): Projects {
  const byFolder = new Map<string, Project>()
  const ofFiles = (files: readonly Text[], root: string): Project => {
    const { settings, mistakes } = resolveSettings({ files })
    return { root, settings: overrides(settings, given), mistakes, isConfigured: files.some(({ path }) => projectFileNames.includes(basename(path))), texts: files }
  }
  const none = ofFiles([], cwd)
  const known = new Map<string, readonly Text[]>()
  const texts = (folder: string): readonly Text[] => {
    const found = known.get(folder) ?? configurationFileNames.flatMap((name) => {
      const text = textOf(join(folder, name))
      return text === undefined ? [] : [{ path: targetOf(join(folder, name), cwd).path, text }]
    })
    known.set(folder, found)
    return found
  }
  const chain = (folder: string): readonly Text[] => {
    const own = texts(folder)
    const above = dirname(folder)
    return above === folder || isTop(folder) ? own : [...own, ...chain(above)]
  }
  /** A linter's own file, such as tests/ruff.toml, does not begin another project. */
  const rootOf = (folder: string): string => {
    if (texts(folder).some(({ path }) => projectFileNames.includes(basename(path)))) return folder
    const above = dirname(folder)
    return above === folder || isTop(folder) ? cwd : rootOf(above)
  }
  const find = (folder: string): Project => {
    let project = byFolder.get(folder)
    if (project === undefined) {
      const hasOwn = texts(folder).length > 0
      const above = dirname(folder)
      if (hasOwn) project = ofFiles(chain(folder), rootOf(folder))
      else project = above === folder || isTop(folder) ? none : find(above)
      byFolder.set(folder, project)
    }
    return project
  }
  const of = (file: string): Project => (isIsolated ? none : find(dirname(file)))
  return {
    of,
    pathInProject: (file) => {
      const { root } = of(file)
      const fromRoot = (pathBelow(root, file) ?? relative(root, file)).split(sep).join('/')
      return fromRoot.startsWith('../') ? basename(file) : fromRoot
    },
    testPaths: () => (isIsolated ? [] : testPathsOf(chain(cwd))),
    mistakes: () => {
      const all = new Map([...byFolder.values()].flatMap(({ mistakes }) => mistakes.map((mistake) => [JSON.stringify(mistake), mistake] as const)))
      return [...all.values()]
    },
  }
}

/** A repository ends here; what lies above it belongs to somebody else. */
function isTop(folder: string): boolean {
  return isRepository(folder)
}

function textOf(path: string): string | undefined {
  try {
    const decoded = decode(readFileSync(path))
    return 'text' in decoded ? decoded.text : undefined
  } catch {
    return undefined
  }
}
