// Benchmark of a language server over stdio: from its start to the first findings, from a change to the findings of the new text, actions on
// a move of the cursor, memory. The same edits for Proctor and for its peers.

import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter, type ProtocolConnection } from 'vscode-languageserver/node'
import { editScripts } from './scripts.ts'
import { elapsed, timesOf, type Times } from './times.ts'

export interface Server {
  readonly name: string
  readonly command: string
  readonly args: readonly string[]
  readonly options?: unknown
  /** True for a server that sends its findings unasked, and nothing to a client that can ask for them. */
  readonly isPushing?: boolean
}

export interface ServerRow {
  readonly server: string
  readonly lines: number
  /** Milliseconds from starting the process to the first findings. */
  readonly start: number
  /** From `didChange` to the findings of that text. */
  readonly keystroke: Times
  /** The same for what is typed at the top of the file into a string that stands open to its end, the quotes that open it included. */
  readonly openString: Times
  /** Code actions at the cursor; undefined where the server gave none. */
  readonly actions: Times | undefined
  /** Resident memory with the one document, and, where asked for, with many. */
  readonly rssMb: number
  readonly findings: number
}

interface Session {
  readonly connection: ProtocolConnection
  readonly pid: number
  open(uri: string, text: string): Promise<number>
  /** The change of a range as LSP writes it, and the number of findings of the text behind it. */
  change(uri: string, range: LspRange, text: string): Promise<number>
  end(): Promise<void>
}

interface LspRange {
  readonly start: Position
  readonly end: Position
}

interface Position {
  readonly line: number
  readonly character: number
}

/** How many of a script's edits are sent: servers that analyze the whole file need seconds for each hundred. */
const most = 60
/** A server that takes longer for its edits has fewer of them measured. */
const enough = 15_000
/** A server that has not answered by then is reported as such. */
const patience = 60_000

export async function measureServer(server: Server, lines: number, file: string, rounds: number): Promise<ServerRow> {
  const text = readFileSync(file, 'utf8')
  const folder = mkdtempSync(join(tmpdir(), 'proctor-bench-'))
  mkdirSync(join(folder, 'tests'))
  const path = join(folder, 'tests', 'test_bench.py')
  writeFileSync(path, text)
  const uri = pathToFileURL(path).href
  try {
    const starts: number[] = []
    let findings = 0
    for (let i = 0; i < rounds; i++) {
      const begun = performance.now()
      const session = await connect(server, folder)
      findings = await session.open(uri, text)
      starts.push(performance.now() - begun)
      await session.end()
    }
    const session = await connect(server, folder)
    await session.open(uri, text)
    const keystrokes: number[] = []
    let current = text
    const begun = performance.now()
    // The first round warms the server up.
    rounds: for (let round = 0; round <= rounds; round++) {
      for (const { name, edits } of editScripts(text)) {
        if (!/identifier|new test|quotes/.test(name)) continue
        for (const edit of [...edits.slice(0, most / 2), ...edits.slice(-most / 2)].slice(0, edits.length)) {
          const before = current
          // Edits that were left out in the middle would stand elsewhere: each is clamped into the text as it is.
          const start = Math.min(edit.start, before.length)
          const end = Math.min(Math.max(edit.end, start), before.length)
          current = before.slice(0, start) + edit.text + before.slice(end)
          const range = rangeIn(before, start, end)
          const time = await elapsed(() => session.change(uri, range, edit.text))
          const isSlow = performance.now() - begun > enough
          if (round > 0 || isSlow || time > enough / most) keystrokes.push(time)
          if (isSlow && keystrokes.length > 0) break rounds
        }
        await session.change(uri, rangeIn(current, 0, current.length), text)
        current = text
      }
    }
    const actions = server.isPushing === true ? undefined : await measureActions(session, uri, text)
    const openString = await measureOpenString(session, uri, text)
    const rssMb = residentMb(session.pid)
    await session.end()
    return { server: server.name, lines, start: timesOf(starts).median, keystroke: timesOf(keystrokes), openString, actions, rssMb, findings }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Resident memory of the server with all these files open and answered. */
export async function measureDocuments(server: Server, files: readonly string[]): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'proctor-bench-'))
  try {
    const session = await connect(server, folder)
    for (const [i, file] of files.entries()) await session.open(pathToFileURL(join(folder, `test_${i}.py`)).href, readFileSync(file, 'utf8'))
    const rss = residentMb(session.pid)
    await session.end()
    return rss
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function measureOpenString(session: Session, uri: string, text: string): Promise<Times> {
  const times: number[] = []
  const begun = performance.now()
  for (let round = 0; round < 3 && performance.now() - begun < enough; round++) {
    let current = text
    for (const letter of '"""What it is about') {
      const at = current.length - text.length
      const before = current
      current = before.slice(0, at) + letter + before.slice(at)
      const range = rangeIn(before, at, at)
      const time = await elapsed(() => session.change(uri, range, letter))
      if (at >= 2) times.push(time)
      if (performance.now() - begun > enough) break
    }
    await session.change(uri, rangeIn(current, 0, current.length - text.length), '')
  }
  return timesOf(times)
}

async function measureActions(session: Session, uri: string, text: string): Promise<Times | undefined> {
  const count = text.split('\n').length
  const times: number[] = []
  for (let i = 0; i < 60; i++) {
    const line = Math.floor((count * (i + 0.5)) / 60)
    const position = { line, character: 8 }
    try {
      times.push(await elapsed(() => session.connection.sendRequest('textDocument/codeAction', { textDocument: { uri }, range: { start: position, end: position }, context: { diagnostics: [], triggerKind: 2 } })))
    } catch {
      return undefined
    }
  }
  return timesOf(times)
}

async function connect(server: Server, folder: string): Promise<Session> {
  const child = spawn(server.command, [...server.args], { cwd: folder, stdio: ['pipe', 'pipe', 'ignore'] })
  const connection = createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin), undefined)
  child.stdin.on('error', () => undefined)
  connection.onError(() => undefined)
  const waiting = new Map<string, (count: number) => void>()
  connection.onNotification('textDocument/publishDiagnostics', ({ uri, version, diagnostics }: { uri: string; version?: number; diagnostics: unknown[] }) => {
    // Servers without versions answer one change after the other, so the next answer is the one.
    waiting.get(version === undefined ? uri : `${uri} ${version}`)?.(diagnostics.length)
    waiting.get(uri)?.(diagnostics.length)
  })
  connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) => items.map(() => server.options ?? null))
  connection.onRequest('client/registerCapability', () => null)
  connection.onRequest('window/workDoneProgress/create', () => null)
  connection.onRequest('workspace/diagnostic/refresh', () => null)
  connection.onRequest('proctor/readFile', () => null)
  connection.listen()
  const folderUri = pathToFileURL(folder).href
  const { capabilities } = (await timely(server, connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: folderUri,
    workspaceFolders: [{ uri: folderUri, name: 'bench' }],
    initializationOptions: server.options ?? {},
    capabilities: {
      general: { positionEncodings: ['utf-16'] },
      workspace: { configuration: true, workspaceFolders: true, diagnostics: { refreshSupport: true } },
      textDocument: { ...(server.isPushing === true ? {} : { diagnostic: { dynamicRegistration: false } }), publishDiagnostics: { versionSupport: true }, codeAction: { dataSupport: true, isPreferredSupport: true, disabledSupport: true, resolveSupport: { properties: ['edit', 'command'] }, codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'refactor', 'source'] } } } },
    },
  }))) as { capabilities: { diagnosticProvider?: unknown } }
  await connection.sendNotification('initialized', {})
  // As VS Code's client does; Pyright asks for its settings only then.
  await connection.sendNotification('workspace/didChangeConfiguration', { settings: server.options ?? null })
  const pulls = capabilities.diagnosticProvider !== undefined
  let version = 1
  const answer = (uri: string, send: () => Promise<void>): Promise<number> => {
    if (pulls) {
      return timely(server, send().then(async () => ((await connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } })) as { items?: unknown[] }).items?.length ?? 0))
    }
    const published = new Promise<number>((resolve) => {
      const done = (count: number): void => {
        waiting.delete(uri)
        resolve(count)
      }
      waiting.set(uri, done)
    })
    return timely(server, send().then(() => published))
  }
  return {
    connection,
    pid: child.pid!,
    open: (uri, text) => answer(uri, () => connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'python', version: 1, text } })),
    change: (uri, range, text) => answer(uri, () => connection.sendNotification('textDocument/didChange', { textDocument: { uri, version: ++version }, contentChanges: [{ range, text }] })),
    async end() {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      await Promise.race([connection.sendRequest('shutdown').then(() => connection.sendNotification('exit')), new Promise((resolve) => setTimeout(resolve, 2000))]).catch(() => undefined)
      child.kill()
      await ended
      connection.dispose()
    },
  }
}

function timely<T>(server: Server, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${server.name} did not answer within ${patience / 1000} s`)), patience)
  })
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}

/** Worked out before the clock starts: an editor knows where its cursor is. */
function rangeIn(text: string, start: number, end: number): LspRange {
  return { start: positionAt(text, start), end: positionAt(text, end) }
}

function positionAt(text: string, offset: number): Position {
  let line = 0
  let lineStart = 0
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) {
    line++
    lineStart = at + 1
  }
  return { line, character: offset - lineStart }
}

/** Resident set in MB, from what Linux says of the process; not a number elsewhere. */
function residentMb(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? Number.NaN) / 1000
  } catch {
    return Number.NaN
  }
}
