// Reads files for the server: from the host's disk where it has one, else by asking the client. Never rejects.

import type { Connection } from 'vscode-languageserver'
import { readFileRequest, type FileParams } from '../protocol/index.ts'
import type { Client } from './client.ts'
import type { Host } from './host.ts'
import { schemeOf } from './uri.ts'
import { within } from './within.ts'

export interface Files {
  /** Undefined where there is no such file, it cannot be read, or nobody can tell. */
  readonly read: (uri: string) => Promise<string | undefined>
}

/** Milliseconds after which a client that does not answer is taken to have no such file. */
const patience = 5_000

export function createFiles(connection: Connection, client: Client, host: Host): Files {
  const ask = (uri: string) => within(patience, connection.sendRequest<string | null>(readFileRequest, { uri } satisfies FileParams))
  return {
    read: async (uri) => {
      try {
        if (schemeOf(uri) === 'file' && host.readFile !== undefined) return await host.readFile(uri)
        if (client.options.providesFiles !== true) return undefined
        const text = await ask(uri)
        return typeof text === 'string' ? text : undefined
      } catch (error) {
        connection.console.warn(`Could not read ${uri}: ${String(error)}`)
        return undefined
      }
    },
  }
}
