// One client for both hosts: starts the server, keeps it running, and connects its answers with commands, review and status.
import { commands, type ExtensionContext, ExtensionMode, type LogOutputChannel, Uri, window } from 'vscode'
import { type BaseLanguageClient, CloseAction, ErrorAction, type LanguageClientOptions, RevealOutputChannelOn, State } from 'vscode-languageclient'
import { type InitializationOptions, statusNotification } from '../../server/src/protocol/index.ts'
import { type CommandArguments, createCommandArguments } from './command-arguments.ts'
import { registerCommands } from './commands.ts'
import { documentMiddleware, documentSelector } from './documents.ts'
import { answerFileRequests } from './files.ts'
import { createNamesList, type NamesView } from './names.ts'
import { createReviews } from './review/reviews.ts'
import { agree } from './second-opinion/model.ts'
import { createStatus, type ServerState, type StatusView } from './status.ts'

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
  /** The list of names that is open. */
  readonly names: () => NamesView | undefined
  /** Consent to a second opinion by this vendor's model. Only under test, where no dialog can be answered. */
  readonly agree?: (vendor: string) => Promise<void>
}

/** A server that fell over this often within {@link crashWindow} milliseconds is left lying. */
const crashLimit = 4
const crashWindow = 180_000

export async function startExtension(context: ExtensionContext, host: Host): Promise<ProctorApi> {
  const output = window.createOutputChannel('Proctor', { log: true })
  const status = createStatus()
  const commandArguments = createCommandArguments()
  const makeOptions = (isRunning: () => boolean) => clientOptions(context, output, commandArguments, isRunning)
  const server = keepServer(host, makeOptions, output, status.showServer)
  const reviews = createReviews(pagesOf(context), server.client)
  const names = createNamesList(context, output)
  server.onClient((client) => {
    client.onNotification(statusNotification, status.update)
    answerFileRequests(client, output)
  })
  context.subscriptions.push(output, status, reviews, { dispose: server.stop })
  registerCommands(context, { output, reviews, names, commandArguments, client: server.client, restart: server.restart })
  // The editor waits for activation, which a failed start must not make fail too.
  await server.restart()
  const api = { ready: async () => void (await server.client()), status: status.view, names: names.view }
  return context.extensionMode === ExtensionMode.Test ? { ...api, agree: (vendor) => agree(context, vendor) } : api
}

interface Server {
  /** The running client. Rejects when the server could not be started. */
  readonly client: () => Promise<BaseLanguageClient>
  /** Calls back with every new client before it starts. */
  readonly onClient: (listener: (client: BaseLanguageClient) => void) => void
  readonly stop: () => Promise<void>
  /** Starts the server, also the first time. Never rejects: a server that does not start is the one thing that pops up. */
  readonly restart: () => Promise<void>
}

/** A client that failed cannot be started again, so every start makes a new one; calls that overlap are carried out in turn. */
function keepServer(host: Host, makeOptions: (isRunning: () => boolean) => LanguageClientOptions, output: LogOutputChannel, show: (state: ServerState) => void): Server {
  const listeners: ((client: BaseLanguageClient) => void)[] = []
  let current: BaseLanguageClient | undefined
  let running: Promise<BaseLanguageClient> = Promise.reject(new Error('The server was not started'))
  running.catch(() => undefined)

  const start = () => {
    running = running.then(stopClient, () => undefined).then(startClient)
    return running
  }
  const startClient = async () => {
    const client: BaseLanguageClient = host.createClient('proctor', 'Proctor', makeOptions(() => client.state === State.Running))
    current = client
    client.onDidChangeState(({ newState }) => {
      if (client === current) show(newState === State.Running ? 'running' : newState === State.Starting ? 'starting' : 'stopped')
    })
    for (const listener of listeners) listener(client)
    // The client would put its own words about every mishap into notifications.
    const log = client.error.bind(client)
    client.error = (message, data) => log(message, data, false)
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
    stop: async () => {
      current = undefined
      await running.then(stopClient, () => host.release())
    },
    restart: async () => {
      output.info('Starting the server')
      await start().catch((error) => {
        output.error(`The server did not start: ${String(error)}`)
        void tellOfFailure()
      })
    },
  }
}

async function tellOfFailure(): Promise<void> {
  const commandOf = { 'Show output': 'proctor.showOutput', 'Restart server': 'proctor.restart' } as const
  const buttons = Object.keys(commandOf) as (keyof typeof commandOf)[]
  const chosen = await window.showErrorMessage("Proctor's server could not be started. The output says why.", ...buttons)
  if (chosen !== undefined) await commands.executeCommand(commandOf[chosen])
}

function clientOptions(context: ExtensionContext, output: LogOutputChannel, commandArguments: CommandArguments, isRunning: () => boolean): LanguageClientOptions {
  const docsBase = `${pagesOf(context).toString()}/`
  const options: InitializationOptions = {
    docsBase,
    showRuleCommand: 'proctor.showRule',
    renameCommand: 'proctor.openRenameBox',
    suggestNamesCommand: 'proctor.suggestNames',
    providesFiles: true,
  }
  let crashes: number[] = []
  return {
    documentSelector,
    initializationOptions: options,
    outputChannel: output,
    traceOutputChannel: output,
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
    middleware: documentMiddleware(docsBase, commandArguments),
  }
}

/** Folder with the pages of the rules. */
function pagesOf(context: ExtensionContext): Uri {
  return Uri.joinPath(context.extensionUri, 'docs', 'rules')
}
