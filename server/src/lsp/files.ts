// Reads files for the server: from the host's disk where it has one, else by asking the client. Never rejects.

import type { Connection } from 'vscode-languageserver'
import { listDirectoryRequest, readFileRequest, type FileParams } from '../protocol/index.ts'
import type { Client } from './client.ts'
import type { Host } from './host.ts'
import { schemeOf } from './uri.ts'
import { within } from './within.ts'

export interface Files {
  /** Undefined where there is no such file, it cannot be read, or nobody can tell. */
  readonly read: (uri: string) => Promise<string | undefined>
  /** Names in the folder, a folder's with a slash at its end; undefined where there is no such folder, or nobody can tell. */
  readonly list: (uri: string) => Promise<readonly string[] | undefined>
}

/** Milliseconds after which a client that does not answer is taken to have no such file. */
const patience = 5_000

export function createFiles(connection: Connection, client: Client, host: Host): Files {
  const ask = <T>(method: string, uri: string) => within(patience, connection.sendRequest<T | null>(method, { uri } satisfies FileParams))
  return {
    read: async (uri) => {
      try {
        if (schemeOf(uri) === 'file' && host.readFile !== undefined) return await host.readFile(uri)
        if (client.options.providesFiles !== true) return undefined
        const text = await ask<string>(readFileRequest, uri)
        return typeof text === 'string' ? text : undefined
      } catch (error) {
        connection.console.warn(`Could not read ${uri}: ${String(error)}`)
        return undefined
      }
    },
    list: async (uri) => {
      try {
        if (schemeOf(uri) === 'file' && host.listDirectory !== undefined) return await host.listDirectory(uri)
        if (client.options.providesFiles !== true) return undefined
        const names = await ask<unknown>(listDirectoryRequest, uri)
        return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : undefined
      } catch (error) {
        connection.console.warn(`Could not list ${uri}: ${String(error)}`)
        return undefined
      }
    },
  }
}
