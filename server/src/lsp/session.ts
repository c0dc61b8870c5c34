// Everything that the requests share from `initialize` on, and the two questions that each of them starts with:
// what is this document now, and what was found in it.

import { ResponseError, LSPErrorCodes, type CancellationToken, type Connection } from 'vscode-languageserver'
import type { Analysis, Proctor, Settings, Source } from '../core/index.ts'
import type { Client } from './client.ts'
import { createConfiguration, type Configuration, type Resolved } from './configuration.ts'
import { converterFor, type Converter } from './convert.ts'
import { createDocuments, type Document, type Documents } from './documents.ts'
import { createFiles, type Files } from './files.ts'
import { createFolders, type Folders } from './folders.ts'
import type { Host } from './host.ts'
import { createReports, type Reports } from './reports.ts'
import { createStatuses, type Statuses } from './status.ts'

export interface Session {
  readonly connection: Connection
  readonly client: Client
  readonly proctor: Proctor
  readonly convert: Converter
  readonly documents: Documents
  readonly folders: Folders
  readonly files: Files
  readonly configuration: Configuration
  readonly reports: Reports
  readonly statuses: Statuses
  /** Breakdowns of rules that are in the log already: one line each, not one per keystroke. */
  readonly breakdowns: Set<string>
  /** Resolves when no message waits any more, so that nothing is computed for a text that is already out of date. */
  readonly settled: () => Promise<void>
}

export interface SessionParts {
  readonly connection: Connection
  readonly client: Client
  readonly proctor: Proctor
  readonly host: Host
  /** Number of messages handled so far. */
  readonly handled: () => number
}

export function createSession({ connection, client, proctor, host, handled }: SessionParts): Session {
  const convert = converterFor(client.encoding)
  const folders = createFolders(client.folders)
  const files = createFiles(connection, client, host)
  return {
    connection,
    client,
    proctor,
    convert,
    documents: createDocuments(proctor, convert),
    folders,
    files,
    configuration: createConfiguration(connection, client, files, folders),
    reports: createReports(),
    statuses: createStatuses(connection),
    breakdowns: new Set(),
    settled: () => settle(host, handled),
  }
}

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

/** More turns than this without a pause: somebody types faster than we read, and has waited long enough. */
const mostTurns = 100

async function settle(host: Host, handled: () => number): Promise<void> {
  // One message is handled per turn, and the one behind a quiet turn may be on its way: two quiet turns are needed.
  for (let turns = 0, quiet = 0; quiet < 2 && turns < mostTurns; turns++) {
    const before = handled()
    await host.turn()
    quiet = handled() === before ? quiet + 1 : 0
  }
}
