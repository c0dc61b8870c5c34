// Everything that the requests share from `initialize` on.

import type { Connection } from 'vscode-languageserver'
import type { Proctor } from '../core/index.ts'
import type { Client } from './client.ts'
import { createConfiguration, type Configuration } from './configuration.ts'
import { converterFor, type Converter } from './convert.ts'
import { createDocuments, type Documents } from './documents.ts'
import { createFiles, type Files } from './files.ts'
import { createFolders, type Folders } from './folders.ts'
import type { Host } from './host.ts'
import { createNeighbours, homeOf, type Neighbours } from './neighbours.ts'
import { createReports, type Reports } from './reports.ts'
import { createStatuses, type Statuses } from './status.ts'
import { createVocabulary, type VocabularyGathering } from './vocabulary.ts'

export interface Session {
  readonly connection: Connection
  readonly client: Client
  readonly proctor: Proctor
  readonly convert: Converter
  readonly documents: Documents
  readonly folders: Folders
  readonly files: Files
  readonly neighbours: Neighbours
  readonly vocabulary: VocabularyGathering
  readonly configuration: Configuration
  readonly reports: Reports
  readonly statuses: Statuses
  /** Breakdowns of rules that are in the log already: one line each, not one per keystroke. */
  readonly breakdowns: Set<string>
  /** Resolves when no message waits any more, so that nothing is computed for a text that is already out of date. */
  readonly settled: () => Promise<void>
  /** Number of messages handled so far. */
  readonly handled: () => number
}

export interface SessionParts {
  readonly connection: Connection
  readonly client: Client
  readonly proctor: Proctor
  readonly host: Host
  /** Number of messages handled so far. */
  readonly handled: () => number
  /** Called when other files have changed what may be found in open documents. */
  readonly news: () => void
}

export function createSession({ connection, client, proctor, host, handled, news }: SessionParts): Session {
  const convert = converterFor(client.encoding)
  const folders = createFolders(client.folders)
  const files = createFiles(connection, client, host)
  const documents = createDocuments(proctor, convert, (uri) => homeOf(folders, uri))
  const settled = () => settle(host, handled)
  const configuration = createConfiguration(connection, client, files, folders)
  const settingsOf = async (uri: string) => (await configuration.of(uri)).settings
  const failed = (error: unknown) => connection.console.error(`Reading other files failed: ${String(error)}`)
  return {
    connection,
    client,
    proctor,
    convert,
    documents,
    folders,
    files,
    neighbours: createNeighbours({ proctor, documents, folders, files, turn: host.turn, news, failed }),
    vocabulary: createVocabulary({ proctor, folders, files, settingsOf, settled, handled, failed }),
    configuration,
    reports: createReports(),
    statuses: createStatuses(connection),
    breakdowns: new Set(),
    settled,
    handled,
  }
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
