// workspace/didChangeConfiguration, didChangeWatchedFiles and didChangeWorkspaceFolders: drops what is out of date and refreshes.

import type { DidChangeConfigurationParams, DidChangeWatchedFilesParams, WorkspaceFolder, WorkspaceFoldersChangeEvent } from 'vscode-languageserver'
import { configurationFileNames } from '../../core/index.ts'
import { section } from '../configuration.ts'
import { field } from '../params.ts'
import type { Refresh } from '../refresh.ts'
import type { Session } from '../session.ts'
import { nameOf } from '../uri.ts'

/** The files that are watched: of Python's only those are read that an open test rests on. */
export const watchedFiles = [...configurationFileNames, '*.py']

export function didChangeConfiguration(session: Session, refresh: Refresh, params: DidChangeConfigurationParams | undefined): void {
  session.configuration.editorChanged(field(field(params, 'settings'), section))
  refresh.ifChanged()
}

export function didChangeWatchedFiles(session: Session, refresh: Refresh, params: DidChangeWatchedFilesParams): void {
  const { changes } = params
  if (!Array.isArray(changes)) return
  const uris = changes.map((change) => field(change, 'uri')).filter((uri) => typeof uri === 'string')
  // Configuration among them: its `pythonpath` leads imports.
  session.neighbours.filesChanged(uris)
  session.vocabulary.filesChanged(uris)
  if (!uris.some((uri) => configurationFileNames.includes(nameOf(uri)))) return
  session.configuration.filesChanged()
  refresh.ifChanged()
}

/** A document's path starts at its folder, so it may have another one now: its source is opened anew. */
export function didChangeWorkspaceFolders(session: Session, refresh: Refresh, event: WorkspaceFoldersChangeEvent | undefined): void {
  const uris = (folders: unknown) => (Array.isArray(folders) ? (folders as WorkspaceFolder[]).map(({ uri }) => uri) : [])
  session.folders.change(uris(field(event, 'added')), uris(field(event, 'removed')))
  for (const { uri, version, path: before, text } of session.documents.all()) {
    const path = session.folders.pathOf(uri)
    if (path !== before) session.documents.open({ textDocument: { uri, version, text: text(), languageId: 'python' } }, path)
  }
  session.configuration.filesChanged()
  refresh.ifChanged()
}
