// The two questions with which a request starts: what is this document now, and what was found in it.

import { LSPErrorCodes, ResponseError, type CancellationToken } from 'vscode-languageserver'
import type { Analysis, Settings, Source } from '../core/index.ts'
import type { Resolved } from './configuration.ts'
import type { Document } from './documents.ts'
import type { Session } from './session.ts'

/** A document as it stands, with its settings. */
export interface View {
  readonly document: Document
  /** Cut when first asked for, which only a `test` should be. */
  readonly source: Source
  readonly settings: Settings
  readonly resolved: Resolved
  /** Only a `test` gets findings. */
  readonly kind: 'test' | 'not-a-test' | 'too-large'
}

/** The document's newest text; undefined where it is not open. */
export async function viewOf(session: Session, uri: string): Promise<View | undefined> {
  if (session.documents.get(uri) === undefined) return undefined
  const resolved = await session.configuration.of(uri)
  // The text may have moved on, or been closed, while the settings were fetched.
  const document = session.documents.get(uri)
  return document === undefined ? undefined : viewWith(session, document, resolved)
}

function viewWith({ proctor }: Session, document: Document, resolved: Resolved): View {
  const { settings } = resolved
  const kind = !proctor.isTestFile(document.path, settings) ? 'not-a-test' : document.length > settings.maxFileSize ? 'too-large' : 'test'
  return {
    document,
    get source() {
      return document.source()
    },
    settings,
    resolved,
    kind,
  }
}

/** The core keeps what it found, so asking again for the same text costs next to nothing. */
export function analyze({ proctor, connection, breakdowns }: Session, { source, settings }: View): Analysis {
  const analysis = proctor.analyze(source, settings)
  for (const { rule, message } of analysis.breakdowns) {
    const line = `${rule.id} broke down: ${message}`
    if (!breakdowns.has(line)) connection.console.error(line)
    breakdowns.add(line)
  }
  return analysis
}

/** For a request that its sender no longer wants. */
export function refuseCancelled(token: CancellationToken): void {
  if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'The request was cancelled')
}
