// One client for both hosts: starts the server, keeps it running, and connects its answers with commands, review and status.
import { type ExtensionContext, type LogOutputChannel, Uri, window } from 'vscode'
import { type BaseLanguageClient, CloseAction, ErrorAction, type LanguageClientOptions, RevealOutputChannelOn, State } from 'vscode-languageclient'
import { type InitializationOptions, statusNotification } from '../../server/src/protocol/index.ts'
import { registerCommands } from './commands.ts'
import { documentMiddleware, documentSelector } from './documents.ts'
import { answerFileRequests } from './files.ts'
import { createReviews } from './review/reviews.ts'
import { createStatus, type StatusView } from './status.ts'

/** What differs between the desktop and the browser. */
export interface Host {
  readonly createClient: (id: string, name: string, options: LanguageClientOptions) => BaseLanguageClient
  /** Ends what a stopped client leaves running. */
  readonly release: () => void
}

/** What `activate` gives to other extensions, and to the tests. */
export interface ProctorApi {
  /** Resolves when the server runs; rejects when it could not be started. */
  readonly ready: () => Promise<void>
  /** What the language status item shows now; undefined while it is hidden. */
  readonly status: () => StatusView | undefined
}

/** A server that fell over this often within {@link crashWindow} milliseconds is left lying. */
const crashLimit = 4
const crashWindow = 180_000

export async function startExtension(context: ExtensionContext, host: Host): Promise<ProctorApi> {
  const output = window.createOutputChannel('Proctor', { log: true })
  const status = createStatus()
  const server = keepServer(context, host, output, status.showServer)
  const reviews = createReviews(pagesOf(context), server.client)
  server.onClient((client) => {
    client.onNotification(statusNotification, status.update)
    answerFileRequests(client, output)
  })
  context.subscriptions.push(output, status, reviews, { dispose: server.stop })
  registerCommands(context, { output, reviews, client: server.client, restart: server.restart })
  // The editor waits for activation; a failed start is shown by the client and the status item, and must not make it fail too.
  await server.start().catch(() => undefined)
  return { ready: async () => void (await server.client()), status: status.view }
}

interface Server {
  /** The running client. Rejects when the server could not be started. */
  readonly client: () => Promise<BaseLanguageClient>
  /** Calls back with every new client before it starts. */
  readonly onClient: (listener: (client: BaseLanguageClient) => void) => void
  readonly start: () => Promise<BaseLanguageClient>
  readonly stop: () => Promise<void>
  readonly restart: () => Promise<void>
}

/** A client that failed cannot be started again, so every start makes a new one; calls that overlap are carried out in turn. */
function keepServer(context: ExtensionContext, host: Host, output: LogOutputChannel, show: (state: 'starting' | 'running' | 'stopped') => void): Server {
  const listeners: ((client: BaseLanguageClient) => void)[] = []
  let current: BaseLanguageClient | undefined
  let running: Promise<BaseLanguageClient> = Promise.reject(new Error('The server was not started'))
  running.catch(() => undefined)

  const start = () => {
    running = running.then(stopClient, () => undefined).then(startClient)
    return running
  }
  const startClient = async () => {
    const client = host.createClient('proctor', 'Proctor', clientOptions(context, output, () => client.state === State.Running))
    current = client
    client.onDidChangeState(({ newState }) => {
      if (client === current) show(newState === State.Running ? 'running' : newState === State.Starting ? 'starting' : 'stopped')
    })
    for (const listener of listeners) listener(client)
    await client.start()
    return client
  }
  const stopClient = async (client: BaseLanguageClient) => {
    // A server that is already down, or does not answer, is as good as stopped.
    await client.dispose().catch((error) => output.debug(`Stopping the server: ${String(error)}`))
    host.release()
  }
  return {
    client: () => running,
    onClient: (listener) => listeners.push(listener),
    start,
    stop: async () => {
      current = undefined
      await running.then(stopClient, () => host.release())
    },
    restart: async () => {
      output.info('Restarting the server')
      await start().catch(() => undefined)
    },
  }
}

function clientOptions(context: ExtensionContext, output: LogOutputChannel, isRunning: () => boolean): LanguageClientOptions {
  const docsBase = `${pagesOf(context).toString()}/`
  const options: InitializationOptions = {
    docsBase,
    showRuleCommand: 'proctor.showRule',
    renameCommand: 'proctor.openRenameBox',
    providesFiles: true,
  }
  let crashes: number[] = []
  return {
    documentSelector,
    initializationOptions: options,
    outputChannel: output,
    traceOutputChannel: output,
    // The status item tells of errors; only a server that cannot start pops up, which the client does by itself.
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationFailedHandler: () => false,
    errorHandler: {
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      closed: () => {
        if (!isRunning()) return { action: CloseAction.DoNotRestart, handled: true }
        crashes = [...crashes.filter((time) => Date.now() - time < crashWindow), Date.now()]
        const action = crashes.length > crashLimit ? CloseAction.DoNotRestart : CloseAction.Restart
        return { action, handled: true }
      },
    },
    middleware: documentMiddleware(docsBase),
  }
}

/** Folder with the pages of the rules. */
function pagesOf(context: ExtensionContext): Uri {
  return Uri.joinPath(context.extensionUri, 'docs', 'rules')
}
