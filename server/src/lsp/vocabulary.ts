// Gathers how the test files around an open one name things, while nothing else is to do. Reviews and name suggestions use it;
// findings don't, so nothing in the editor changes by itself because of it.

import { isForeignFolder, type Proctor, type Settings } from '../core/index.ts'
import type { Files } from './files.ts'
import type { Folders } from './folders.ts'
import { idle } from './idle.ts'
import { homeOf, uriOf } from './neighbours.ts'

export interface VocabularyGathering {
  /** A test file was opened: its neighbourhood is gathered once the server has been idle for a while. */
  readonly opened: (uri: string) => void
  /** Files on the disk have come, gone or changed: those that are counted are counted anew. */
  readonly filesChanged: (uris: readonly string[]) => void
}

export interface VocabularyParts {
  readonly proctor: Proctor
  readonly folders: Folders
  readonly files: Files
  /** The settings of a file, which say what a test file is. */
  readonly settingsOf: (uri: string) => Promise<Settings>
  /** Resolves when no message waits. */
  readonly settled: () => Promise<void>
  /** Number of messages handled so far: another number is work that comes first. */
  readonly handled: () => number
  readonly failed: (error: unknown) => void
}

/** Milliseconds without a message before gathering starts or goes on. */
const idleTime = 2_000
/** Limits around one opened file: the nearest say most, and a workspace may hold thousands. */
const mostFiles = 60
const mostFolders = 200
const mostText = 2_000_000
/** A file longer than this many UTF-16 units is left out: generated, or too much for one pause. */
const longestFile = 200_000

export function createVocabulary(parts: VocabularyParts): VocabularyGathering {
  const { proctor, folders, files } = parts
  /** What is still to be done; one job at a time. */
  const jobs: (() => Promise<void>)[] = []
  const gathered = new Set<string>()
  let isWorking = false

  const work = async (): Promise<void> => {
    if (isWorking) return
    isWorking = true
    try {
      for (let job = jobs.shift(); job !== undefined; job = jobs.shift()) {
        await idle(parts.handled, idleTime)
        await job()
      }
    } finally {
      isWorking = false
    }
  }
  const start = (job: () => Promise<void>): void => {
    jobs.push(job)
    work().catch(parts.failed)
  }
  const count = async (uri: string): Promise<number> => {
    const { workspace, path } = homeOf(folders, uri)
    const text = await files.read(uri)
    const counted = text === undefined || text.length > longestFile ? undefined : text
    let seen = parts.handled()
    for (const _ of proctor.learnNames(workspace, path, counted)) {
      await parts.settled()
      // Whoever asks or types comes first, and has a while for the next question.
      if (parts.handled() !== seen) await idle(parts.handled, idleTime)
      seen = parts.handled()
    }
    return counted?.length ?? 0
  }
  const gather = async (uri: string): Promise<void> => {
    const { workspace, path } = homeOf(folders, uri)
    const settings = await parts.settingsOf(uri)
    let [left, text] = [mostFiles, mostText]
    for await (const near of nearestFirst(path, (folder) => files.list(folder === '' ? workspace : uriOf(workspace, folder.slice(0, -1))))) {
      if (near === path || !proctor.isTestFile(near, settings)) continue
      left--
      if (!proctor.knowsNames(workspace, near)) text -= await count(uriOf(workspace, near))
      if (left <= 0 || text <= 0) return
    }
  }
  return {
    opened: (uri) => {
      const { workspace, path } = homeOf(folders, uri)
      const key = `${workspace} ${path.slice(0, path.lastIndexOf('/') + 1)}`
      // The neighbours of one file in a folder are those of the next.
      if (gathered.has(key)) return
      gathered.add(key)
      start(() => gather(uri))
    },
    filesChanged: (uris) => {
      for (const uri of uris) {
        const { workspace, path } = homeOf(folders, uri)
        if (proctor.knowsNames(workspace, path)) start(async () => void (await count(uri)))
      }
    },
  }
}

/** Python files by path: of the file's own folder and those below it first, then of the next one up. Folders with a slash at the end; the root is empty. */
async function* nearestFirst(path: string, list: (folder: string) => Promise<readonly string[] | undefined>): AsyncIterable<string> {
  const seen = new Set<string>()
  let start = path.slice(0, path.lastIndexOf('/') + 1)
  for (let listed = 0; ; start = start.replace(/[^/]+\/$/, '')) {
    const level = [start]
    for (let folder = level.shift(); folder !== undefined; folder = level.shift()) {
      if (seen.has(folder)) continue
      seen.add(folder)
      if (++listed > mostFolders) return
      const names = [...((await list(folder)) ?? [])].sort()
      if (folder !== '' && names.includes('pyvenv.cfg')) continue
      for (const name of names) {
        if (name.endsWith('/')) {
          if (!isForeignFolder(name.slice(0, -1)) && !name.startsWith('.')) level.push(`${folder}${name}`)
        } else if (name.endsWith('.py')) yield `${folder}${name}`
      }
    }
    if (start === '') return
  }
}
