// workspace/executeCommand: the structured review of one file, open or not, as Markdown.

import { ErrorCodes, LSPErrorCodes, ResponseError, WorkDoneProgress, type CancellationToken, type ExecuteCommandParams, type ProgressToken, type WorkDoneProgressBegin, type WorkDoneProgressEnd } from 'vscode-languageserver'
import { reviewMarkdown, type Settings, type Source } from '../../core/index.ts'
import { reviewCommand, type ReviewAnswer } from '../../protocol/index.ts'
import { field, invalid } from '../params.ts'
import { pageOf } from '../diagnose.ts'
import { homeOf } from '../neighbours.ts'
import type { Session } from '../session.ts'
import { refuseCancelled, viewOf } from '../view.ts'
import { nameOf } from '../uri.ts'

export const commands = [reviewCommand]

export async function executeCommand(session: Session, params: ExecuteCommandParams, token: CancellationToken): Promise<ReviewAnswer> {
  const command = field(params, 'command')
  if (command !== reviewCommand) throw new ResponseError(ErrorCodes.InvalidParams, `Unknown command ${JSON.stringify(command)}; there is ${commands.join(', ')}`)
  const uri = Array.isArray(params.arguments) ? (params.arguments[0] as unknown) : undefined
  if (typeof uri !== 'string') throw invalid(`${reviewCommand} takes the URI of a document`)
  return withProgress(session, params.workDoneToken, `Reviewing ${nameOf(uri)}`, () => review(session, uri, token))
}

async function review(session: Session, uri: string, token: CancellationToken): Promise<ReviewAnswer> {
  await session.settled()
  refuseCancelled(token)
  const { open, length, settings, version } = await textOf(session, uri)
  refuseCancelled(token)
  if (length > settings.maxFileSize) throw new ResponseError(LSPErrorCodes.RequestFailed, `${nameOf(uri)} is longer than ${settings.maxFileSize} characters (proctor.maxFileSize), so it was not reviewed`)
  const source = open()
  await session.neighbours.complete(uri, () => source, () => session.proctor.review(source, settings))
  const { proctor, client } = session
  const markdown = reviewMarkdown(proctor.review(source, settings), {
    source,
    lineLink: (line) => `${uri}#L${line}`,
    ruleLink: (id) => {
      const rule = proctor.rules.find((one) => one.id === id)
      return rule === undefined ? undefined : pageOf(client.docsBase, rule)
    },
    fixesFor: (finding) => proctor.fixesFor(finding, source, settings),
  })
  return { uri, version, markdown }
}

interface Reviewable {
  readonly open: () => Source
  readonly length: number
  readonly settings: Settings
  readonly version: number
}

/** Whoever names a file wants it reviewed, so it need not be a test file, nor open; a closed one has version 0. */
async function textOf(session: Session, uri: string): Promise<Reviewable> {
  const view = await viewOf(session, uri)
  if (view !== undefined) return { open: view.document.source, length: view.document.length, settings: view.settings, version: view.document.version }
  const text = await session.files.read(uri)
  if (text === undefined) throw new ResponseError(LSPErrorCodes.RequestFailed, `${uri} is not open and cannot be read`)
  const { settings } = await session.configuration.of(uri)
  session.configuration.closed(uri)
  return { open: () => session.proctor.open(session.folders.pathOf(uri), text, homeOf(session.folders, uri)), length: text.length, settings, version: 0 }
}

async function withProgress<T>({ connection }: Session, token: ProgressToken | undefined, title: string, work: () => Promise<T>): Promise<T> {
  if (token === undefined) return work()
  const report = (value: WorkDoneProgressBegin | WorkDoneProgressEnd) => connection.sendProgress(WorkDoneProgress.type, token, value).catch(() => undefined)
  await report({ kind: 'begin', title, cancellable: true })
  try {
    return await work()
  } finally {
    await report({ kind: 'end' })
  }
}
