// Reviews as read-only Markdown files (`proctor-review:`), shown rendered beside the file. A review that is asked for
// again replaces the text of the first. The review itself is the server's work.
import { CancellationTokenSource, type Disposable, ProgressLocation, Range, type TabInputText, type TextDocument, Uri, ViewColumn, window, workspace } from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import { type ReviewAnswer, reviewCommand } from '../../../server/src/protocol/index.ts'
import { showRendered } from '../columns.ts'
import { linePath, linkLines, linkPages, pagePath, reviewScheme } from './links.ts'
import { serveVirtualFiles } from './virtual-files.ts'

export interface Reviews extends Disposable {
  /** Reviews a document and shows the result beside it. */
  readonly show: (document: TextDocument) => Promise<void>
}

/** A review that takes longer than this, in milliseconds, says so in the status bar. */
const patience = 1000

/** `pages`: folder with the pages of the rules. */
export function createReviews(pages: Uri, client: () => Promise<BaseLanguageClient>): Reviews {
  /** By URI of the review. */
  const texts = new Map<string, Promise<string | undefined>>()
  const pending = new Map<string, CancellationTokenSource>()
  /** Files that links refer to by number. */
  const sources: Uri[] = []

  const keyOf = (source: Uri) => {
    const known = sources.findIndex((uri) => uri.toString() === source.toString())
    return known === -1 ? sources.push(source) - 1 : known
  }
  /** Asks the server. Undefined when a later request for the same review overtook this one. */
  const review = async (document: TextDocument, target: string) => {
    pending.get(target)?.cancel()
    const cancellation = new CancellationTokenSource()
    pending.set(target, cancellation)
    try {
      const answer = await withProgress(document, ask(await client(), document, cancellation))
      if (cancellation.token.isCancellationRequested) return undefined
      const markdown = linkPages(answer.markdown, `${pages.toString()}/`)
      return linkLines(markdown, answer.uri, document.uri, keyOf(document.uri))
    } catch (error) {
      if (cancellation.token.isCancellationRequested) return undefined
      return apology(document.uri, error)
    } finally {
      if (pending.get(target) === cancellation) pending.delete(target)
      cancellation.dispose()
    }
  }
  const show = async (document: TextDocument) => {
    const target = reviewUri(document.uri)
    const text = await review(document, target.toString())
    if (text === undefined) return
    texts.set(target.toString(), Promise.resolve(text))
    files.changed(target)
    await showRendered(target)
  }
  const read = (uri: Uri) => {
    if (linePath.test(uri.path)) return Promise.resolve('')
    const page = pagePath.exec(uri.path)?.[1]
    if (page !== undefined) return readPage(pages, page)
    const key = uri.toString()
    // The editor restored the tab of a review from its last session: the review is made anew, once for all who ask.
    const known = texts.get(key)
    if (known !== undefined || uri.query === '') return known ?? Promise.resolve(undefined)
    const text = restore(Uri.parse(uri.query), key)
    texts.set(key, text)
    return text
  }
  const restore = (source: Uri, key: string) =>
    Promise.resolve(workspace.openTextDocument(source)).then((document) => review(document, key), (error) => apology(source, error))
  const opened = (uri: Uri) => {
    const [, key, line] = linePath.exec(uri.path) ?? []
    const source = sources[Number(key)]
    if (source !== undefined) void goToLine(uri, source, Number(line))
  }
  const files = serveVirtualFiles(reviewScheme, read, opened)
  const closing = workspace.onDidCloseTextDocument(({ uri }) => texts.delete(uri.toString()))
  return { show, dispose: () => [files, closing].forEach((part) => part.dispose()) }
}

async function readPage(pages: Uri, name: string): Promise<string> {
  try {
    return new TextDecoder().decode(await workspace.fs.readFile(Uri.joinPath(pages, name)))
  } catch {
    return `There is no page ${name}.\n`
  }
}

/** The document with the review of a file: named for the tab, and with the file in its query, so that it can be made anew. */
function reviewUri(source: Uri): Uri {
  return Uri.from({ scheme: reviewScheme, path: `/Review of ${nameOf(source)}.md`, query: source.toString() })
}

function ask(client: BaseLanguageClient, document: TextDocument, { token }: CancellationTokenSource): Promise<ReviewAnswer> {
  const uri = client.code2ProtocolConverter.asUri(document.uri)
  return client.sendRequest<ReviewAnswer>('workspace/executeCommand', { command: reviewCommand, arguments: [uri] }, token)
}

async function withProgress<T>(document: TextDocument, work: Promise<T>): Promise<T> {
  const isSlow = await Promise.race([
    work.then(() => false, () => false),
    new Promise<boolean>((resolve) => setTimeout(() => resolve(true), patience)),
  ])
  if (!isSlow) return work
  return window.withProgress({ location: ProgressLocation.Window, title: `Reviewing ${nameOf(document.uri)}` }, () => work)
}

/** The preview opened the virtual document of a line: show the line itself in its stead. */
async function goToLine(clicked: Uri, source: Uri, line: number): Promise<void> {
  const visible = window.visibleTextEditors.find((editor) => editor.document.uri.toString() === source.toString())
  const at = new Range(line - 1, 0, line - 1, 0)
  await window.showTextDocument(source, { viewColumn: visible?.viewColumn ?? ViewColumn.One, selection: at })
  const tabs = window.tabGroups.all.flatMap((group) => group.tabs)
  await window.tabGroups.close(tabs.filter((tab) => (tab.input as TabInputText | undefined)?.uri?.toString() === clicked.toString()))
}

/** What stands in place of a review. */
function apology(source: Uri, error: unknown): string {
  return `# Review of ${nameOf(source)}\n\nThere is no review: ${messageOf(error)}\n`
}

function nameOf(uri: Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1)
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
