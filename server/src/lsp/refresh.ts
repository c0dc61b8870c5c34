// What happens to shown findings when settings or files changed: the client is asked to pull again, or gets them pushed, once per burst.

import { readNeighbours, reportOn } from './diagnose.ts'
import type { Session } from './session.ts'
import type { Publisher } from './requests/publish-diagnostics.ts'
import { viewOf } from './view.ts'

export interface Refresh {
  /** Only where a document's settings, or its findings by what other files say, are no longer what they were; several calls in a row are one. */
  readonly ifChanged: () => void
}

export function createRefresh(session: Session, publisher: Publisher | undefined): Refresh {
  let isWaiting = false
  const refresh = async () => {
    await session.settled()
    isWaiting = false
    const uris: string[] = []
    for (const { uri } of session.documents.all()) {
      const report = session.reports.get(uri)
      // Where nothing was reported yet, nothing can be out of date.
      if (report === undefined) continue
      const view = await viewOf(session, uri)
      if (view === undefined) continue
      if (report.resolved !== view.resolved || (report.document === view.document && reportOn(session, view).resultId !== report.resultId)) uris.push(uri)
      // What was learned may lead to files that nobody asked for before.
      void readNeighbours(session, view)
    }
    if (uris.length === 0) return
    if (publisher !== undefined) uris.forEach((uri) => publisher.soon(uri, 0))
    else if (session.client.refreshesDiagnostics) await session.connection.languages.diagnostics.refresh()
  }
  return {
    ifChanged: () => {
      if (isWaiting) return
      isWaiting = true
      refresh().catch((error: unknown) => session.connection.console.warn(`Refreshing the findings failed: ${String(error)}`))
    },
  }
}
