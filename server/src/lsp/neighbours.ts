// Reads for core the other files that answers about an open document rest on, and tells core when one of them changes. What is open
// in the editor counts before what is saved.

import type { Home, Proctor, Source } from '../core/index.ts'
import type { Documents } from './documents.ts'
import type { Files } from './files.ts'
import type { Folders } from './folders.ts'
import { nameOf, parentOf, pathWithin } from './uri.ts'

export interface Neighbours {
  /** Asks again as long as the answer makes core want other files; `source` is asked for anew each time, undefined once it is gone. */
  readonly complete: (uri: string, source: () => Source | undefined, ask: (source: Source) => unknown) => Promise<void>
  /** The document's text is another one now, or it was opened or closed. */
  readonly edited: (uri: string) => void
  /** Files on the disk have come, gone or changed. */
  readonly filesChanged: (uris: readonly string[]) => void
}

export interface NeighboursParts {
  readonly proctor: Proctor
  readonly documents: Documents
  readonly folders: Folders
  readonly files: Files
  /** Lets waiting messages pass. */
  readonly turn: () => Promise<void>
  /** Called when answers about open documents may have changed. */
  readonly news: () => void
  readonly failed: (error: unknown) => void
}

/** Imports that lead from file to file; a chain longer than that is taken as it is. */
const mostRounds = 40
/** Milliseconds of quiet after a keystroke in a conftest.py or a base class before the tests that rest on it are looked at again. */
const editPause = 250

export function createNeighbours({ proctor, documents, folders, files, turn, news, failed }: NeighboursParts): Neighbours {
  const waiting = new Map<string, ReturnType<typeof setTimeout>>()
  const running = new Map<string, Promise<void>>()
  const learn = async (uri: string, { workspace, path }: Home): Promise<boolean> => {
    const text = openText(documents, uri) ?? (await files.read(uri))
    await turn()
    return proctor.learn(workspace, path, text)
  }
  const relearn = async (uris: readonly string[]): Promise<void> => {
    let isNews = false
    for (const uri of uris) {
      const home = homeOf(folders, uri)
      if (proctor.isWanted(home.workspace, home.path) && (await learn(uri, home))) isNews = true
    }
    if (isNews) news()
  }
  const readAll: Neighbours['complete'] = async (uri, source, ask) => {
    const { workspace } = homeOf(folders, uri)
    let isNews = false
    for (let round = 0; round < mostRounds; round++) {
      const version = source()
      const wanted = version === undefined ? [] : proctor.wants(version)
      if (wanted.length === 0) break
      const read = await Promise.all(wanted.map(async (path) => ({ path, text: await textOf(documents, files, uriOf(workspace, path)) })))
      for (const { path, text } of read) {
        if (text !== undefined) await turn()
        if (proctor.learn(workspace, path, text)) isNews = true
      }
      const newest = source()
      if (newest !== undefined) ask(newest)
    }
    if (isNews) news()
  }
  return {
    complete: (uri, source, ask) => {
      const known = running.get(uri)
      if (known !== undefined) return known
      const work = readAll(uri, source, ask).finally(() => running.delete(uri))
      running.set(uri, work)
      return work
    },
    edited: (uri) => {
      const home = homeOf(folders, uri)
      if (!proctor.isWanted(home.workspace, home.path)) return
      clearTimeout(waiting.get(uri))
      const timer = setTimeout(() => {
        waiting.delete(uri)
        relearn([uri]).catch(failed)
      }, editPause)
      waiting.set(uri, timer)
    },
    filesChanged: (uris) => void relearn(uris).catch(failed),
  }
}

/** Where core knows a document; one outside all folders has those beside it. */
export function homeOf(folders: Folders, uri: string): Home {
  const workspace = folders.rootOf(uri) ?? parentOf(uri) ?? uri
  return { workspace, path: pathWithin(workspace, uri) ?? nameOf(uri) }
}

/** The URI of a file by its path in the workspace. */
export function uriOf(workspace: string, path: string): string {
  return `${workspace.replace(/\/+$/, '')}/${path.split('/').map(encodeURIComponent).join('/')}`
}

async function textOf(documents: Documents, files: Files, uri: string): Promise<string | undefined> {
  return openText(documents, uri) ?? (await files.read(uri))
}

function openText(documents: Documents, uri: string): string | undefined {
  return documents.find(uri)?.text()
}
