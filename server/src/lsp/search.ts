// Reads for a rename what it has to see of the workspace. Only when somebody asked for that rename: no other request looks at files
// that nobody named. What is open in the editor counts before what is saved.

import type { CancellationToken } from 'vscode-languageserver'
import { configurationFileNames, isForeignFolder, type RenameSearch, type WorkspaceTexts } from '../core/index.ts'
import type { Document } from './documents.ts'
import { homeOf, uriOf } from './neighbours.ts'
import type { Session } from './session.ts'
import { normalize } from './uri.ts'
import { refuseCancelled } from './view.ts'

export interface Searched extends WorkspaceTexts {
  /** The URI and version of a file by its path; version null where it is not open. */
  readonly known: ReadonlyMap<string, { readonly uri: string; readonly version: number | null }>
  /** False as soon as one of the texts is no longer what the editor shows. */
  readonly isCurrent: () => boolean
}

/** A workspace with more Python files is not searched: the wait would be long, and a folder that large is opened by mistake. */
const mostFiles = 20_000
/** Folders within folders beyond that are a loop of links. */
const deepest = 40
/** Files that are read at the same time. */
const atOnce = 32

/** The reason where the workspace can't be searched. Rejects where the request is cancelled. */
export async function searchWorkspace(session: Session, uri: string, { mayMatter }: RenameSearch, token: CancellationToken): Promise<Searched | { readonly reason: string }> {
  const { workspace, path: own } = homeOf(session.folders, uri)
  const listed = await listFiles(session, workspace, own, token)
  if (listed === undefined) return { reason: `The workspace has more than ${mostFiles} Python files, which are too many to search` }
  const open = new Map(session.documents.all().map((document) => [normalize(document.uri), document]))
  const texts = new Map<string, string>()
  const known = new Map<string, { readonly uri: string; readonly version: number | null }>()
  const seen = new Map<string, Document | undefined>()
  // A file that is open and not saved yet is in no folder.
  const unsaved = [...open.values()].flatMap((document) => {
    const home = homeOf(session.folders, document.uri)
    return home.workspace === workspace ? [home.path] : []
  })
  const paths = [...new Set([own, ...listed.python, ...unsaved])]
  const wanted = [...paths, ...listed.configurations]
  for (let at = 0; at < wanted.length; at += atOnce) {
    refuseCancelled(token)
    await Promise.all(wanted.slice(at, at + atOnce).map(async (path) => {
      const place = normalize(uriOf(workspace, path))
      const document = path === own ? session.documents.get(uri) : open.get(place)
      const fileUri = document?.uri ?? uriOf(workspace, path)
      const text = document?.text() ?? (await session.files.read(fileUri))
      if (text === undefined || (path !== own && !mayMatter(path, text))) return
      texts.set(path, text)
      known.set(path, { uri: fileUri, version: document?.version ?? null })
      seen.set(fileUri, document)
    }))
  }
  const isCurrent = () => {
    const now = new Map(session.documents.all().map((document) => [normalize(document.uri), document]))
    return [...seen].every(([fileUri, document]) => now.get(normalize(fileUri))?.version === document?.version)
  }
  return { workspace, paths: paths.filter((path) => path.endsWith('.py')), texts, known, isCurrent }
}

interface Listed {
  readonly python: readonly string[]
  /** Of the folders from the file's own up to the workspace's. */
  readonly configurations: readonly string[]
}

async function listFiles(session: Session, workspace: string, own: string, token: CancellationToken): Promise<Listed | undefined> {
  const python: string[] = []
  const configurations: string[] = []
  const isAbove = (folder: string) => own.startsWith(folder)
  // Folders with a slash at their ends, the workspace's own is empty.
  let level: readonly string[] = ['']
  for (let depth = 0; level.length > 0 && depth < deepest; depth++) {
    const next: string[] = []
    for (let at = 0; at < level.length; at += atOnce) {
      refuseCancelled(token)
      const folders = await Promise.all(level.slice(at, at + atOnce).map(async (folder) => ({ folder, names: (await session.files.list(folder === '' ? workspace : uriOf(workspace, folder.slice(0, -1)))) ?? [] })))
      for (const { folder, names } of folders) {
        if (folder !== '' && names.includes('pyvenv.cfg')) continue
        for (const name of names) {
          if (name.endsWith('/')) {
            if (!isForeignFolder(name.slice(0, -1))) next.push(`${folder}${name}`)
          } else if (name.endsWith('.py')) python.push(`${folder}${name}`)
          else if (isAbove(folder) && configurationFileNames.includes(name)) configurations.push(`${folder}${name}`)
        }
      }
      if (python.length > mostFiles) return undefined
    }
    level = next
  }
  return { python, configurations }
}
