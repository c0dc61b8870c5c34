// textDocument/rename: the edits of a rename, or the reason why it is not safe. Announced only to a client that says so: VS Code's
// asks for the rename box that it opened itself, so that a language server for all of Python keeps its place.

import { LSPErrorCodes, ResponseError, type CancellationToken, type RenameParams, type WorkspaceEdit } from 'vscode-languageserver'
import type { RenameSearch, Source } from '../../core/index.ts'
import { homeOf } from '../neighbours.ts'
import { invalid, readPosition, readUri } from '../params.ts'
import { searchWorkspace } from '../search.ts'
import type { Session } from '../session.ts'
import { refuseCancelled, viewOf, type View } from '../view.ts'
import { changeOfFiles, workspaceEdit } from '../workspace-edit.ts'

export async function rename(session: Session, params: RenameParams, token: CancellationToken): Promise<WorkspaceEdit> {
  const uri = readUri(params)
  const position = readPosition(params)
  const { newName } = params
  if (typeof newName !== 'string') throw invalid('newName must be a string')
  await session.settled()
  refuseCancelled(token)
  const view = await viewOf(session, uri)
  refuseCancelled(token)
  if (view === undefined) throw failed('The document is not open')
  const offset = session.convert.offsetAt(view.source, position)
  const search = session.proctor.renameSearch(view.source, offset, newName, view.settings)
  if (search !== undefined) return across(session, view, offset, newName, search, token)
  const answer = session.proctor.rename(view.source, offset, newName)
  if ('refusal' in answer) throw failed(answer.refusal)
  return workspaceEdit(session, view.document, answer)
}

/** Over the files of the workspace; from the texts as they are when the answer is given, or none. */
async function across(session: Session, { document, settings }: View, offset: number, newName: string, search: RenameSearch, token: CancellationToken): Promise<WorkspaceEdit> {
  const { uri, version } = document
  const found = await searchWorkspace(session, uri, search, token)
  if ('reason' in found) throw failed(found.reason)
  if (search.is === 'attribute') await readBases(session, uri, offset, newName)
  await session.settled()
  refuseCancelled(token)
  // The place was one of that version; a text that moved on may have something else there.
  if (!found.isCurrent() || session.documents.get(uri)?.version !== version) throw new ResponseError(LSPErrorCodes.ContentModified, 'A file was changed while the rename was looked into; ask again')
  const answer = session.proctor.renameAcross(homeOf(session.folders, uri).path, offset, newName, settings, found)
  if ('refusal' in answer) throw failed(answer.refusal)
  if (/^test/i.test(search.name)) for (const { path, line } of session.proctor.renameMentions(search.name, found)) session.connection.console.info(`${path}, line ${line} names '${search.name}' too, and was left as it is`)
  const files = answer.map(({ path, source, edits }) => ({ ...found.known.get(path)!, source, edits }))
  return changeOfFiles(session, files, `Rename ${search.is === 'fixture' ? 'fixture ' : ''}'${search.name}' to '${newName}'`)
}

/** What the bases elsewhere say of both names is read before, as for every other question about them. */
async function readBases({ neighbours, documents, proctor }: Session, uri: string, offset: number, newName: string): Promise<void> {
  const source = () => documents.get(uri)?.source()
  const ask = (version: Source) => proctor.rename(version, offset, newName)
  const first = source()
  if (first !== undefined) ask(first)
  await neighbours.complete(uri, source, ask)
}

function failed(message: string): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestFailed, message)
}
