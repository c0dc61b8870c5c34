// createCache(): what was found in earlier runs, kept on the disk by content. Whatever is wrong with it, from corrupt files to disks that
// cannot be written, is no more than a missing answer.

import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import type { Project } from './configuration.ts'
import { contentHash, type Target } from './files.ts'
import { bytesOf, isRepository, rootOf } from './neighbours.ts'
import type { Overrides } from './overrides.ts'
import { parsePack, printPack, type Entry } from './pack.ts'
import type { Reviewed } from './reviewer.ts'

export interface Cache {
  /** What an earlier run found in the file as it is now, beside other files as they are now. Without `fixed`. */
  readonly recall: (target: Target) => Reviewed | undefined
  readonly keep: (target: Target, reviewed: Reviewed) => void
  /** Writes what is new. */
  readonly save: () => void
}

export interface CacheInput {
  readonly cwd: string
  /** Another one for each build of Proctor. */
  readonly build: string
  /** Absolute; undefined: beside the project's configuration, else at the top of its repository, else none. */
  readonly location: string | undefined
  readonly isIsolated: boolean
  readonly overrides: Overrides
  readonly projectOf: (file: string) => Project
}

interface OpenPack {
  readonly file: string
  readonly entries: Map<string, Entry>
  isChanged: boolean
}

const folderName = '.proctor_cache'
const extension = '.findings'
/** Days after which what was of no use is forgotten. */
const longestUnused = 30
/** Of one file in the cache, and of all together; the oldest go first. */
const mostCharacters = 64_000_000
const mostBytes = 256_000_000

export function createCache({ cwd, build, location, isIsolated, overrides, projectOf }: CacheInput): Cache {
  const packs = new Map<Project, Map<string, OpenPack>>()
  const hashes = new Map<string, string | null>()
  const roots = new Map<string, string>()
  const today = Math.floor(Date.now() / 86_400_000)

  const hashOf = (file: string): string | null => {
    let hash = hashes.get(file)
    if (hash === undefined) {
      const bytes = bytesOf(file)
      hashes.set(file, (hash = bytes === undefined ? null : contentHash(bytes)))
    }
    return hash
  }
  const workspaceOf = (file: string): string => {
    const folder = dirname(file)
    let root = roots.get(folder)
    if (root === undefined) roots.set(folder, (root = rootOf(file, cwd)))
    return root
  }
  const folderFor = (file: string, project: Project): string | undefined => {
    if (location !== undefined) return location
    if (isIsolated) return undefined
    const top = project.isConfigured ? project.root : workspaceOf(file)
    return project.isConfigured || isRepository(top) ? join(top, folderName) : undefined
  }
  const packFor = (file: string): OpenPack | undefined => {
    const project = projectOf(file)
    let byFolder = packs.get(project)
    if (byFolder === undefined) packs.set(project, (byFolder = new Map()))
    const folder = folderFor(file, project)
    if (folder === undefined) return undefined
    let pack = byFolder.get(folder)
    if (pack === undefined) {
      // Paths are shown, and told to rules, as seen from the working directory. A folder that somebody chose may serve many projects.
      const place = location === undefined ? relative(folder, cwd) : cwd
      const key = contentHash(JSON.stringify([build, place, isIsolated, overrides, project.texts, relative(cwd, project.root)]))
      const path = join(folder, key + extension)
      byFolder.set(folder, (pack = { file: path, entries: new Map(readPack(path)), isChanged: false }))
    }
    return pack
  }
  const pathOf = (file: string): string => (isIsolated ? '' : relative(workspaceOf(file), file).split(sep).join('/'))

  return {
    recall({ file, path }) {
      const pack = packFor(file)
      const entry = pack?.entries.get(path)
      if (entry === undefined || entry.path !== pathOf(file) || entry.hash !== hashOf(file)) return undefined
      const root = entry.restsOn.length === 0 ? '' : workspaceOf(file)
      if (entry.restsOn.some(([other, hash]) => hashOf(join(root, other)) !== hash)) return undefined
      // Said once a week, so that a run that finds nothing new has nothing to write.
      if (entry.used < today - 7) {
        pack!.entries.set(path, { ...entry, used: today })
        pack!.isChanged = true
      }
      return { findings: entry.findings, error: null, notes: entry.notes, diff: '' }
    },
    keep({ file, path }, { findings, notes, error, evidence }) {
      const pack = evidence === undefined || error !== null ? undefined : packFor(file)
      if (pack === undefined) return
      pack.entries.set(path, { hash: evidence!.hash, path: evidence!.path, restsOn: evidence!.restsOn, findings, notes, used: today })
      pack.isChanged = true
    },
    save() {
      const folders = new Set<string>()
      for (const pack of [...packs.values()].flatMap((byFolder) => [...byFolder.values()])) {
        if (!pack.isChanged) continue
        writePack(pack.file, pruned(pack.entries, cwd, today))
        folders.add(dirname(pack.file))
      }
      for (const folder of folders) tidy(folder)
    },
  }
}

function readPack(file: string): ReadonlyMap<string, Entry> {
  const bytes = bytesOf(file)
  return bytes === undefined ? new Map() : parsePack(Buffer.from(bytes).toString('utf8'))
}

/** Written beside and put in place at once, so that no other run reads half of it. */
function writePack(file: string, entries: ReadonlyMap<string, Entry>): void {
  const folder = dirname(file)
  const draft = `${file}.${process.pid}.tmp`
  try {
    if (!existsSync(folder)) {
      mkdirSync(folder, { recursive: true })
      writeFileSync(join(folder, '.gitignore'), '# Made by Proctor.\n*\n')
      // Backups leave a folder out that has this file in it: https://bford.info/cachedir/
      writeFileSync(join(folder, 'CACHEDIR.TAG'), 'Signature: 8a477f597d28d172789f06886806bc55\n')
    }
    writeFileSync(draft, printPack(entries))
    renameSync(draft, file)
  } catch {
    // A disk that is full, or not ours to write.
    remove(draft)
  }
}

function remove(file: string): void {
  try {
    rmSync(file, { force: true })
  } catch {
    // It lies where nothing can be removed.
  }
}

/** Without what nobody needs any more; the longest unused first where it is too much. */
function pruned(entries: ReadonlyMap<string, Entry>, cwd: string, today: number): ReadonlyMap<string, Entry> {
  const alive = [...entries].filter(([path, { used }]) => used === today || (used >= today - longestUnused && existsSync(resolve(cwd, path))))
  let room = mostCharacters
  const fitting = [...alive].sort(([, a], [, b]) => b.used - a.used).filter(([, { findings }]) => (room -= findings.length) >= 0)
  return fitting.length === alive.length ? new Map(alive) : new Map(fitting)
}

function tidy(folder: string): void {
  try {
    const files = readdirSync(folder)
      .filter((name) => name.includes(extension))
      .map((name) => ({ file: join(folder, name), isDraft: name.endsWith('.tmp'), status: statSync(join(folder, name)) }))
      .sort((a, b) => b.status.mtimeMs - a.status.mtimeMs)
    let room = mostBytes
    for (const { file, isDraft, status } of files) {
      room -= status.size
      const days = (Date.now() - status.mtimeMs) / 86_400_000
      if (room < 0 || days > (isDraft ? 1 : longestUnused)) remove(file)
    }
  } catch {
    // Somebody else tidied at the same time.
  }
}
