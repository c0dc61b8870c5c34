// The language server over any connection: start-up, capabilities, and which request is answered where. No host's API in here.

import {
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  ErrorCodes,
  ResponseError,
  TextDocumentSyncKind,
  type CancellationToken,
  type Connection,
  type InitializeResult,
} from 'vscode-languageserver'
import { createProctor, type Proctor } from '../core/index.ts'
import { rulesRequest, suggestNamesRequest } from '../protocol/index.ts'
import { version } from './about.ts'
import { readClient, type Client } from './client.ts'
import { section } from './configuration.ts'
import type { Host } from './host.ts'
import { createRefresh } from './refresh.ts'
import { didChangeConfiguration, didChangeWatchedFiles, didChangeWorkspaceFolders, watchedFiles } from './requests/changes-outside.ts'
import { codeActionKinds, codeActions } from './requests/code-actions.ts'
import { commands, executeCommand } from './requests/execute-command.ts'
import { hover } from './requests/hover.ts'
import { listRules } from './requests/list-rules.ts'
import { createPublisher } from './requests/publish-diagnostics.ts'
import { rename } from './requests/rename.ts'
import { pullDiagnostics } from './requests/pull-diagnostics.ts'
import { resolveCodeAction } from './requests/resolve-code-action.ts'
import { suggestNames } from './requests/suggest-names.ts'
import { didChange, didClose, didOpen, didSave, type Sync } from './requests/sync-documents.ts'
import { createSession, type Session } from './session.ts'
import { warmUp } from './warm-up.ts'

/** Answers requests from now on; the grammar is loaded while the client is still introducing itself. */
export function startServer(connection: Connection, host: Host): void {
  const loading = host.readGrammar().then(createProctor)
  // A grammar that does not load is the answer to `initialize`, not an unhandled rejection before it.
  loading.catch(() => undefined)
  const state: State = { sync: undefined, isShutDown: false, handled: 0 }

  connection.onInitialize(async (params) => {
    if (state.sync !== undefined) throw new ResponseError(ErrorCodes.InvalidRequest, 'The server is initialized already')
    const client = readClient(params)
    state.sync = createSync(connection, client, await loading, host, () => state.handled)
    return introduction(client)
  })
  connection.onInitialized((): Promise<void> | undefined => {
    const { sync } = state
    if (sync === undefined) return undefined
    const { proctor, handled, settled, documents } = sync.session
    // A client that got no further than this, or is leaving, needs no server that is warm.
    const isWanted = () => !state.isShutDown && documents.all().length === 0
    warmUp({ proctor, handled, settled, isWanted }).catch((error: unknown) => connection.console.error(`Warming up failed: ${String(error)}`))
    // The library keeps this notification to itself, and has it only for clients that know folders.
    if (sync.session.client.hasFolders) connection.workspace.onDidChangeWorkspaceFolders((event) => didChangeWorkspaceFolders(sync.session, sync.refresh, event))
    return register(sync.session)
  })
  connection.onShutdown(() => {
    state.isShutDown = true
  })

  const request = <P>(method: string, handle: (session: Session, params: P, token: CancellationToken) => unknown) =>
    connection.onRequest(method, (...args: unknown[]): unknown => {
      state.handled++
      // Without parameters the token comes alone.
      const params = (args.length > 1 ? args[0] : undefined) as P
      return handle(running(state).session, params, args.at(-1) as CancellationToken)
    })
  const notification = <P>(method: string, handle: (sync: Sync, params: P) => void) =>
    connection.onNotification(method, (params: unknown) => {
      state.handled++
      // LSP: before `initialize`, and after `shutdown`, notifications are dropped.
      if (state.sync !== undefined && !state.isShutDown) handle(state.sync, params as P)
    })

  request('textDocument/diagnostic', pullDiagnostics)
  request('textDocument/codeAction', codeActions)
  request('codeAction/resolve', resolveCodeAction)
  request('textDocument/hover', hover)
  request('textDocument/rename', rename)
  request('workspace/executeCommand', executeCommand)
  request(rulesRequest, listRules)
  request(suggestNamesRequest, suggestNames)
  notification('textDocument/didOpen', didOpen)
  notification('textDocument/didChange', didChange)
  notification('textDocument/didSave', didSave)
  notification('textDocument/didClose', didClose)
  notification('workspace/didChangeConfiguration', ({ session, refresh }, params: Parameters<typeof didChangeConfiguration>[2]) => didChangeConfiguration(session, refresh, params))
  notification('workspace/didChangeWatchedFiles', ({ session, refresh }, params: Parameters<typeof didChangeWatchedFiles>[2]) => didChangeWatchedFiles(session, refresh, params))
  connection.onRequest((method) => {
    running(state)
    throw new ResponseError(ErrorCodes.MethodNotFound, `Unhandled method ${method}`)
  })
}

interface State {
  /** Undefined until `initialize` is answered. */
  sync: Sync | undefined
  isShutDown: boolean
  /** Messages handled so far. */
  handled: number
}

function running({ sync, isShutDown }: State): Sync {
  if (sync === undefined) throw new ResponseError(ErrorCodes.ServerNotInitialized, 'The server is not initialized')
  if (isShutDown) throw new ResponseError(ErrorCodes.InvalidRequest, 'The server is shut down')
  return sync
}

function createSync(connection: Connection, client: Client, proctor: Proctor, host: Host, handled: () => number): Sync {
  const session = createSession({ connection, client, proctor, host, handled, news: () => refresh.ifChanged() })
  const publisher = client.pullsDiagnostics ? undefined : createPublisher(session)
  const refresh = createRefresh(session, publisher)
  return { session, publisher, refresh }
}

function introduction(client: Client): InitializeResult {
  return {
    serverInfo: { name: 'proctor', version },
    capabilities: {
      positionEncoding: client.encoding,
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
      ...(client.pullsDiagnostics && { diagnosticProvider: { identifier: 'proctor', interFileDependencies: false, workspaceDiagnostics: false } }),
      codeActionProvider: { codeActionKinds, resolveProvider: true },
      hoverProvider: true,
      ...(client.options.announcesRename === true && { renameProvider: true }),
      executeCommandProvider: { commands, workDoneProgress: true },
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    },
  }
}

/** Asks to be told of changes, where the client lets itself be asked. Without an answer the server works all the same. */
async function register(session: Session): Promise<void> {
  const { client, connection } = session
  const watchers = watchedFiles.map((name) => ({ globPattern: `**/${name}` }))
  const wanted = [
    ...(client.registersConfiguration ? [connection.client.register(DidChangeConfigurationNotification.type, { section })] : []),
    ...(client.registersWatchedFiles ? [connection.client.register(DidChangeWatchedFilesNotification.type, { watchers })] : []),
  ]
  for (const { status, ...rest } of await Promise.allSettled(wanted)) {
    if (status === 'rejected') connection.console.warn(`The client refused a registration: ${String((rest as PromiseRejectedResult).reason)}`)
  }
}
