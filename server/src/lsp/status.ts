// Tells the client what its status item shows for a document, once per change.

import type { Connection } from 'vscode-languageserver'
import { statusNotification, type DocumentStatus } from '../protocol/index.ts'

export interface Statuses {
  readonly show: (status: DocumentStatus) => void
  /** True where nothing was said about the document yet. */
  readonly isNew: (uri: string) => boolean
  readonly closed: (uri: string) => void
}

export function createStatuses(connection: Connection): Statuses {
  const shown = new Map<string, string>()
  return {
    show: (status) => {
      const content = JSON.stringify(status)
      if (shown.get(status.uri) === content) return
      shown.set(status.uri, content)
      connection.sendNotification(statusNotification, status).catch((error: unknown) => connection.console.warn(`Could not send the status: ${String(error)}`))
    },
    isNew: (uri) => !shown.has(uri),
    closed: (uri) => void shown.delete(uri),
  }
}
