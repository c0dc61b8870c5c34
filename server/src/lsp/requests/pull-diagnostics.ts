// textDocument/diagnostic: the findings of one document, or "unchanged" where the client has them already.

import type { CancellationToken, DocumentDiagnosticParams, DocumentDiagnosticReport } from 'vscode-languageserver'
import { readUri } from '../params.ts'
import { readNeighbours, reportOn } from '../diagnose.ts'
import type { Session } from '../session.ts'
import { refuseCancelled, viewOf } from '../view.ts'

export async function pullDiagnostics(session: Session, params: DocumentDiagnosticParams, token: CancellationToken): Promise<DocumentDiagnosticReport> {
  const uri = readUri(params)
  await session.settled()
  refuseCancelled(token)
  const view = await viewOf(session, uri)
  refuseCancelled(token)
  if (view === undefined) return { kind: 'full', items: [] }
  // The first answer is not kept waiting for other files, unless the client can't be told of a second one.
  const reading = readNeighbours(session, view)
  if (!session.client.refreshesDiagnostics) await reading
  const { resultId, diagnostics } = reportOn(session, view)
  session.documents.restOthers()
  if (params.previousResultId === resultId) return { kind: 'unchanged', resultId }
  return { kind: 'full', resultId, items: [...diagnostics] }
}
