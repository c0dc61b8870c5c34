// What happens to shown findings when settings or files changed: the client is asked to pull again, or gets them pushed, once per burst.
// Documents that rest are looked at one by one while nobody asks for anything.

import { isUpToDate, readNeighbours, reportOn } from './diagnose.ts'
import { idle } from './idle.ts'
import type { Publisher } from './requests/publish-diagnostics.ts'
import type { Session } from './session.ts'
import { viewOf } from './view.ts'

export interface Refresh {
  /** Only where a document's settings, or its findings by what other files say, are no longer what they were; several calls in a row are one. */
  readonly ifChanged: () => void
}

/** Milliseconds without a message before the next document that rests is looked at. */
const pause = 500

export function createRefresh(session: Session, publisher: Publisher | undefined): Refresh {
  let isWaiting = false
  /** Documents that rest, and whose reports may be out of date. */
  const doubtful = new Set<string>()
  let isLooking = false

  const tell = async (uris: readonly string[]) => {
    if (uris.length === 0) return
    if (publisher !== undefined) uris.forEach((uri) => publisher.soon(uri, 0))
    else if (session.client.refreshesDiagnostics) await session.connection.languages.diagnostics.refresh()
  }
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
      // A client that pulls asks for what is seen, so it is told of other settings at once.
      if (report.resolved !== view.resolved && (publisher === undefined || !view.document.rests())) uris.push(uri)
      else if (view.document.rests()) {
        if (report.document === view.document && !isUpToDate(report, view)) doubtful.add(uri)
      } else {
        if (report.document === view.document && reportOn(session, view).resultId !== report.resultId) uris.push(uri)
        // What was learned may lead to files that nobody asked for before.
        void readNeighbours(session, view)
        await session.settled()
      }
    }
    lookAgain().catch(failed)
    await tell(uris)
  }
  /** Whoever asks for one of them meanwhile gets its new report at once. */
  const lookAgain = async () => {
    if (isLooking) return
    isLooking = true
    const changed: string[] = []
    try {
      for (const uri of doubtful) {
        await idle(session.handled, pause)
        doubtful.delete(uri)
        const report = session.reports.get(uri)
        const view = await viewOf(session, uri)
        if (report === undefined || view === undefined || !view.document.rests() || isUpToDate(report, view)) continue
        await readNeighbours(session, view)
        const isOther = reportOn(session, view).resultId !== report.resultId
        view.document.rest()
        if (!isOther) continue
        if (publisher === undefined) changed.push(uri)
        else await tell([uri])
      }
    } finally {
      isLooking = false
    }
    await tell(changed)
  }
  const failed = (error: unknown) => session.connection.console.warn(`Refreshing the findings failed: ${String(error)}`)
  return {
    ifChanged: () => {
      if (isWaiting) return
      isWaiting = true
      refresh().catch(failed)
    },
  }
}
