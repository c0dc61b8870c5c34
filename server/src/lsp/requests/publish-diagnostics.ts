// textDocument/publishDiagnostics, for clients that do not pull: soon after a change, once per pause in the typing.

import { readNeighbours, reportOn } from '../diagnose.ts'
import type { Session } from '../session.ts'
import { viewOf } from '../view.ts'

export interface Publisher {
  /** `milliseconds`: how long to wait for more changes. */
  readonly soon: (uri: string, milliseconds: number) => void
  readonly closed: (uri: string) => void
}

/** Milliseconds of quiet after a keystroke before findings are sent: short of what reads as lag, longer than between two keys. */
export const typingPause = 120

export function createPublisher(session: Session): Publisher {
  const waiting = new Map<string, ReturnType<typeof setTimeout>>()
  const send = (uri: string, version: number | undefined, diagnostics: Parameters<typeof session.connection.sendDiagnostics>[0]['diagnostics']) =>
    session.connection.sendDiagnostics({ uri, ...(version !== undefined && { version }), diagnostics })
  const publish = async (uri: string) => {
    await session.settled()
    const view = await viewOf(session, uri)
    // A change that came meanwhile has its own turn.
    if (view === undefined || waiting.has(uri)) return
    await send(uri, view.document.version, [...reportOn(session, view).diagnostics])
    await readNeighbours(session, view)
    session.documents.restOthers()
  }
  const logged = (work: Promise<void>) => work.catch((error: unknown) => session.connection.console.error(`Publishing failed: ${String(error)}`))
  return {
    soon: (uri, milliseconds) => {
      clearTimeout(waiting.get(uri))
      const timer = setTimeout(() => {
        waiting.delete(uri)
        void logged(publish(uri))
      }, milliseconds)
      waiting.set(uri, timer)
    },
    closed: (uri) => {
      clearTimeout(waiting.get(uri))
      waiting.delete(uri)
      void logged(send(uri, undefined, []))
    },
  }
}
