// The workspace folders, and the path by which the rest of Proctor knows a document.

import { nameOf, normalize, parentOf, pathWithin } from './uri.ts'

export interface Folders {
  /** The innermost workspace folder in which the document lies. */
  readonly rootOf: (uri: string) => string | undefined
  /** The path from that folder; the file's name where it lies in none. */
  readonly pathOf: (uri: string) => string
  readonly change: (added: readonly string[], removed: readonly string[]) => void
}

export function createFolders(initial: readonly string[]): Folders {
  let folders = initial
  const rootOf = (uri: string) =>
    folders.filter((folder) => pathWithin(folder, uri) !== undefined).reduce<string | undefined>((best, folder) => (best === undefined || normalize(folder).length > normalize(best).length ? folder : best), undefined)
  return {
    rootOf,
    pathOf: (uri) => {
      const root = rootOf(uri)
      return (root === undefined ? undefined : pathWithin(root, uri)) ?? (parentOf(uri) === undefined ? uri : nameOf(uri))
    },
    change: (added, removed) => {
      const gone = new Set(removed.map(normalize))
      folders = [...folders.filter((folder) => !gone.has(normalize(folder))), ...added]
    },
  }
}
