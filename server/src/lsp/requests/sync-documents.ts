// textDocument/didOpen, didChange, didSave and didClose: keeps the texts, and says so in the log where a client gets them wrong.

import type { DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams } from 'vscode-languageserver'
import { defaultSettings } from '../../core/index.ts'
import { field, invalid, isRange, readUri } from '../params.ts'
import type { Refresh } from '../refresh.ts'
import type { Session } from '../session.ts'
import { schemeOf } from '../uri.ts'
import { typingPause, type Publisher } from './publish-diagnostics.ts'

/** Cells see each other's names, so a cell alone would be judged wrongly. */
const notebookScheme = 'vscode-notebook-cell'

export interface Sync {
  readonly session: Session
  /** For clients that don't pull. */
  readonly publisher: Publisher | undefined
  readonly refresh: Refresh
}

export function didOpen({ session, publisher, refresh }: Sync, params: DidOpenTextDocumentParams): void {
  const uri = readUri(params)
  const { version, text } = params.textDocument
  if (typeof version !== 'number' || typeof text !== 'string') throw invalid('textDocument must have a version and a text')
  if (schemeOf(uri) === notebookScheme) return
  rereadFiles(session, refresh)
  session.documents.open(params, session.folders.pathOf(uri))
  session.neighbours.edited(uri)
  if (session.proctor.isTestFile(session.folders.pathOf(uri), defaultSettings)) session.vocabulary.opened(uri)
  publisher?.soon(uri, 0)
}

export function didChange({ session, publisher }: Sync, params: DidChangeTextDocumentParams): void {
  const uri = readUri(params)
  if (schemeOf(uri) === notebookScheme) return
  const { contentChanges } = params
  const isWellFormed = Array.isArray(contentChanges) && contentChanges.every((change) => typeof field(change, 'text') === 'string' && (field(change, 'range') === undefined || isRange(field(change, 'range'))))
  if (!isWellFormed || typeof params.textDocument.version !== 'number') throw invalid('didChange must have a version, and changes with a text and perhaps a range')
  if (session.documents.change(params) === undefined) return session.connection.console.warn(`Ignored a change of ${uri}, which is not open`)
  session.neighbours.edited(uri)
  publisher?.soon(uri, typingPause)
}

export function didSave({ session, refresh }: Sync): void {
  rereadFiles(session, refresh)
}

export function didClose({ session, publisher }: Sync, params: DidCloseTextDocumentParams): void {
  const uri = readUri(params)
  if (schemeOf(uri) === notebookScheme) return
  if (!session.documents.close(uri)) return session.connection.console.warn(`Ignored the closing of ${uri}, which is not open`)
  session.reports.closed(uri)
  session.statuses.closed(uri)
  session.configuration.closed(uri)
  session.neighbours.edited(uri)
  publisher?.closed(uri)
}

/** A client that does not watch files never says that one changed, so the files are looked at again when somebody works on something. */
function rereadFiles(session: Session, refresh: Refresh): void {
  if (session.client.registersWatchedFiles) return
  session.configuration.filesChanged()
  refresh.ifChanged()
}
