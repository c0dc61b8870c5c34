// One conversation with the built server: starts `dist/server.js --stdio`, and is the editor at the other end.

import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type ClientCapabilities,
  type CodeAction,
  type CodeActionContext,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type Range,
  type TextDocumentContentChangeEvent,
  type TextDocumentEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver/node'
import { statusNotification, type DocumentStatus, type InitializationOptions } from '../../server/src/protocol/index.ts'

export const serverPath = process.env.PROCTOR_SERVER ?? fileURLToPath(new URL('../../dist/server.js', import.meta.url))

/** What VS Code's client declares, as far as the server looks at it. */
export const editor: ClientCapabilities = {
  general: { positionEncodings: ['utf-16'] },
  workspace: {
    configuration: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    workspaceFolders: true,
    diagnostics: { refreshSupport: true },
    workspaceEdit: { documentChanges: true, snippetEditSupport: true },
  },
  textDocument: {
    diagnostic: { relatedInformation: true, tagSupport: { valueSet: [1, 2] }, codeDescriptionSupport: true, dataSupport: true },
    codeAction: { dataSupport: true, disabledSupport: true, isPreferredSupport: true, resolveSupport: { properties: ['edit', 'command'] } },
    hover: { contentFormat: ['markdown', 'plaintext'] },
  },
}

/** As an editor without any of it: findings are pushed, actions come complete. */
export const plainEditor: ClientCapabilities = { textDocument: { publishDiagnostics: {} } }

export interface Setup {
  readonly capabilities?: ClientCapabilities
  readonly options?: InitializationOptions
  readonly folder?: string
  /** What `workspace/configuration` answers for the section `proctor`, or promises to. */
  readonly settings?: () => unknown
  readonly files?: ReadonlyMap<string, string>
}

export interface Conversation {
  readonly connection: ProtocolConnection
  readonly process: ChildProcessWithoutNullStreams
  readonly initialized: InitializeResult
  /** Everything that came without being asked for, oldest first. */
  readonly published: PublishDiagnosticsParams[]
  readonly statuses: DocumentStatus[]
  readonly log: string[]
  readonly registrations: string[]
  readonly refreshes: () => number
  open(uri: string, text: string, version?: number): Promise<void>
  change(uri: string, version: number, ...contentChanges: TextDocumentContentChangeEvent[]): Promise<void>
  close(uri: string): Promise<void>
  pull(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport>
  /** The items of a full report. */
  findings(uri: string): Promise<Diagnostic[]>
  actions(uri: string, range: Range, context?: Partial<CodeActionContext>): Promise<CodeAction[]>
  resolve(action: CodeAction): Promise<CodeAction>
  /** Shuts down, exits, and gives the exit code. */
  end(): Promise<number | null>
}

/** The server's end of a process that has not been spoken to yet. */
export function start(path = serverPath): { readonly child: ChildProcessWithoutNullStreams; readonly connection: ProtocolConnection; readonly ended: Promise<number | null> } {
  if (!existsSync(path)) throw new Error(`${path} is missing; run: npm run build`)
  const child = spawn(process.execPath, [path, '--stdio'])
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
  const connection = createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin), undefined)
  // A server that goes away takes the pipe with it; the test sees that by its exit code.
  child.stdin.on('error', () => undefined)
  connection.onError(() => undefined)
  connection.listen()
  return { child, connection, ended }
}

export async function converse(setup: Setup = {}): Promise<Conversation> {
  const { child, connection, ended } = start()
  const published: PublishDiagnosticsParams[] = []
  const statuses: DocumentStatus[] = []
  const log: string[] = []
  const registrations: string[] = []
  let refreshes = 0
  connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => void published.push(params))
  connection.onNotification(statusNotification, (status: DocumentStatus) => void statuses.push(status))
  connection.onNotification('window/logMessage', ({ message }: { message: string }) => void log.push(message))
  connection.onRequest('client/registerCapability', ({ registrations: wanted }: { registrations: { method: string }[] }) => {
    registrations.push(...wanted.map(({ method }) => method))
    return null
  })
  connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) => Promise.all(items.map(async () => (await setup.settings?.()) ?? null)))
  connection.onRequest('workspace/diagnostic/refresh', () => {
    refreshes++
    return null
  })
  connection.onRequest('proctor/readFile', ({ uri }: { uri: string }) => setup.files?.get(uri) ?? null)
  connection.onRequest('proctor/listDirectory', ({ uri }: { uri: string }) => namesIn(setup.files ?? new Map(), uri))
  const initialized = await connection.sendRequest<InitializeResult>('initialize', {
    processId: process.pid,
    rootUri: setup.folder ?? null,
    workspaceFolders: setup.folder === undefined ? null : [{ uri: setup.folder, name: 'project' }],
    capabilities: setup.capabilities ?? editor,
    initializationOptions: setup.options ?? { docsBase: 'https://docs.example/rules/', showRuleCommand: 'test.showRule', renameCommand: 'test.rename', suggestNamesCommand: 'test.suggestNames' },
  })
  await connection.sendNotification('initialized', {})
  const pull = (uri: string, previousResultId?: string) => connection.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', { textDocument: { uri }, ...(previousResultId !== undefined && { previousResultId }) })
  return {
    connection,
    process: child,
    initialized,
    published,
    statuses,
    log,
    registrations,
    refreshes: () => refreshes,
    open: (uri, text, version = 1) => connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'python', version, text } }),
    change: (uri, version, ...contentChanges) => connection.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges }),
    close: (uri) => connection.sendNotification('textDocument/didClose', { textDocument: { uri } }),
    pull,
    findings: async (uri) => {
      const report = await pull(uri)
      if (report.kind !== 'full') throw new Error(`expected a full report, got ${report.kind}`)
      return report.items
    },
    actions: (uri, range, context) => connection.sendRequest<CodeAction[]>('textDocument/codeAction', { textDocument: { uri }, range, context: { diagnostics: [], triggerKind: 1, ...context } }),
    resolve: (action) => connection.sendRequest<CodeAction>('codeAction/resolve', action),
    end: async () => {
      await connection.sendRequest('shutdown')
      await connection.sendNotification('exit')
      const code = await ended
      connection.dispose()
      return code
    },
  }
}

/** Asks again until the answer satisfies, or fails after five seconds with the last one. */
export async function until<T>(ask: () => T | Promise<T>, isIt: (answer: T) => boolean, patience = 5_000, pause = 20): Promise<T> {
  const deadline = Date.now() + patience
  for (;;) {
    const answer = await ask()
    if (isIt(answer)) return answer
    if (Date.now() > deadline) throw new Error(`never came to be; last: ${JSON.stringify(answer)}`)
    await new Promise((resolve) => setTimeout(resolve, pause))
  }
}

/** Names in a folder of these files, a folder's with a slash at its end; null where nothing lies below it. */
function namesIn(files: ReadonlyMap<string, string>, folder: string): readonly string[] | null {
  const names = [...files.keys()].flatMap((uri) => (uri.startsWith(`${folder}/`) ? [/^[^/]+\/?/.exec(uri.slice(folder.length + 1))![0]] : []))
  return names.length === 0 ? null : [...new Set(names)]
}

/** The document's text after a WorkspaceEdit, applied by lines and UTF-16 columns as an editor does, snippets inserted as text. */
export function applied(text: string, edit: WorkspaceEdit | undefined, uri: string): string {
  if (edit === undefined) throw new Error('there is no edit')
  const changes = edit.documentChanges?.map((change) => change as TextDocumentEdit)
  const edits = changes === undefined ? (edit.changes?.[uri] ?? []) : changes.filter((change) => change.textDocument.uri === uri).flatMap((change) => change.edits)
  const starts = [0, ...[...text.matchAll(/\r\n|\n|\r/g)].map((end) => end.index + end[0].length)]
  const offset = ({ line, character }: Range['start']) => starts[line]! + character
  return edits
    .map((one) => ({ start: offset(one.range.start), end: offset(one.range.end), text: 'newText' in one ? one.newText : one.snippet.value }))
    .sort((a, b) => b.start - a.start)
    .reduce((result, { start, end, text: inserted }) => result.slice(0, start) + inserted + result.slice(end), text)
}

/** The place of the first occurrence of `part`, in UTF-16 columns. */
export function rangeOf(text: string, part: string): Range {
  const start = text.indexOf(part)
  if (start < 0) throw new Error(`${JSON.stringify(part)} is not in the text`)
  const at = (offset: number) => {
    const before = text.slice(0, offset).split('\n')
    return { line: before.length - 1, character: before.at(-1)!.length }
  }
  return { start: at(start), end: at(start + part.length) }
}
