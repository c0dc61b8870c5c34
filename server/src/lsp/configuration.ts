// The settings of each document: the editor's for its URI, merged with the configuration files between it and the workspace root.
// What the files and values mean is core's; this finds them, keeps them while nothing changed, and drops what did.

import type { Connection } from 'vscode-languageserver'
import { configurationFileNames, resolveSettings, type Mistake, type Settings } from '../core/index.ts'
import type { Client } from './client.ts'
import type { Files } from './files.ts'
import type { Folders } from './folders.ts'
import { childOf, normalize, parentOf, pathWithin } from './uri.ts'
import { within } from './within.ts'

/** The section of the editor's settings. */
export const section = 'proctor'

interface ConfigurationFile {
  readonly uri: string
  /** From the workspace root, with slashes. */
  readonly path: string
  readonly text: string
}

export interface Resolved {
  readonly settings: Settings
  /** The file whose settings are in use. */
  readonly file: string | undefined
  /** What is wrong with them, one line each, with the URI of the file where it is not the editor's. */
  readonly mistakes: readonly { readonly uri: string | undefined; readonly message: string }[]
}

export interface Configuration {
  /** The same object while nothing changed. Never rejects. */
  readonly of: (uri: string) => Promise<Resolved>
  /** Forgets the editor's settings; `pushed`: what a client sent that cannot be asked. */
  readonly editorChanged: (pushed?: unknown) => void
  readonly filesChanged: () => void
  readonly closed: (uri: string) => void
}

/** How far up a file that lies in no workspace folder looks for its project. */
const highest = 32
/** Milliseconds after which the editor is taken to have no settings. */
const patience = 5_000
/** Results that are kept by content, so that an unchanged answer is the same object. */
const keptResults = 100

export function createConfiguration(connection: Connection, client: Client, files: Files, folders: Folders): Configuration {
  let pushed: unknown = client.options.settings
  const editor = new Map<string, Promise<unknown>>()
  const found = new Map<string, Promise<readonly { readonly uri: string; readonly text: string }[]>>()
  const current = new Map<string, Promise<Resolved>>()
  const byContent = new Map<string, Resolved>()

  const askEditor = async (uri: string): Promise<unknown> => {
    if (!client.hasConfiguration) return pushed
    try {
      return await within(patience, connection.workspace.getConfiguration({ scopeUri: uri, section }))
    } catch (error) {
      connection.console.warn(`The client did not give the settings for ${uri}: ${String(error)}`)
      return pushed
    }
  }
  const readFolder = async (folder: string) => {
    const texts = await Promise.all(configurationFileNames.map(async (name) => ({ uri: childOf(folder, name), text: await files.read(childOf(folder, name)) })))
    return texts.flatMap(({ uri, text }) => (text === undefined ? [] : [{ uri, text }]))
  }
  const findFiles = async (uri: string): Promise<readonly ConfigurationFile[]> => {
    const root = folders.rootOf(uri)
    const perFolder = await Promise.all(foldersUpTo(root, uri).map((folder) => remember(found, folder, () => readFolder(folder))))
    return perFolder.flat().map((file) => ({ ...file, path: (root === undefined ? undefined : pathWithin(root, file.uri)) ?? file.uri }))
  }
  const work = async (uri: string): Promise<Resolved> => {
    const [written, near] = await Promise.all([remember(editor, uri, () => askEditor(uri)), findFiles(uri)])
    const key = JSON.stringify([written ?? null, near])
    const known = byContent.get(key)
    if (known !== undefined) return known
    if (byContent.size >= keptResults) byContent.clear()
    const resolved = resolve(written, near)
    byContent.set(key, resolved)
    return resolved
  }
  return {
    of: (uri) => remember(current, uri, () => work(uri)),
    editorChanged: (value) => {
      if (value !== undefined) pushed = value
      editor.clear()
      current.clear()
    },
    filesChanged: () => {
      found.clear()
      current.clear()
    },
    closed: (uri) => {
      current.delete(uri)
      editor.delete(uri)
    },
  }
}

/** `files`: nearest first. */
function resolve(editor: unknown, files: readonly ConfigurationFile[]): Resolved {
  const { settings, configuration, mistakes } = resolveSettings({ editor, files })
  const uriOf = (path: string | undefined) => files.find((file) => file.path === path)?.uri
  return { settings, file: uriOf(configuration), mistakes: mistakes.map((mistake) => ({ uri: uriOf(mistake.source), message: words(mistake) })) }
}

function words({ source, line, key, message }: Mistake): string {
  const place = source === 'editor' ? [section, key].filter((part) => part !== '').join('.') : `${source}${line === undefined ? '' : `:${line}`}${key === '' ? '' : ` ${key}`}`
  return `${place}: ${message}`
}

function remember<T>(map: Map<string, T>, key: string, make: () => T): T {
  const known = map.get(key)
  if (known !== undefined) return known
  const made = make()
  map.set(key, made)
  return made
}

/** Folders from the document's own up to the root; up to the top of the file system where there is no root. */
function foldersUpTo(root: string | undefined, uri: string): readonly string[] {
  const chain: string[] = []
  for (let folder = parentOf(uri); folder !== undefined && chain.length < highest; folder = parentOf(folder)) {
    chain.push(folder)
    if (root !== undefined && normalize(folder) === normalize(root)) break
  }
  return chain
}
