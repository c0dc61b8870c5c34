// textDocument/rename: the edits of a rename, or the reason why it is not safe. Not announced as a capability: the client asks
// only for the rename box that it opened itself, so that a language server for all of Python keeps its place.

import { LSPErrorCodes, ResponseError, type CancellationToken, type RenameParams, type WorkspaceEdit } from 'vscode-languageserver'
import { invalid, readPosition, readUri } from '../params.ts'
import type { Session } from '../session.ts'
import { refuseCancelled, viewOf } from '../view.ts'
import { workspaceEdit } from '../workspace-edit.ts'

export async function rename(session: Session, params: RenameParams, token: CancellationToken): Promise<WorkspaceEdit> {
  const uri = readUri(params)
  const position = readPosition(params)
  const { newName } = params
  if (typeof newName !== 'string') throw invalid('newName must be a string')
  await session.settled()
  refuseCancelled(token)
  const view = await viewOf(session, uri)
  refuseCancelled(token)
  if (view === undefined) throw new ResponseError(LSPErrorCodes.RequestFailed, 'The document is not open')
  const answer = session.proctor.rename(view.source, session.convert.offsetAt(view.source, position), newName)
  if ('refusal' in answer) throw new ResponseError(LSPErrorCodes.RequestFailed, answer.refusal)
  return workspaceEdit(session, view.document, answer)
}
