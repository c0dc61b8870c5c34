// The list of names for one variable: what the server suggests, each with what speaks for it. The chosen one is applied as a rename.
// A language model may put the list into another order where the user wants that; the server's list is there at once and stays if it doesn't.
import { CancellationTokenSource, type ExtensionContext, type LogOutputChannel, Position, type QuickPickItem, Range, type TextDocument, Uri, window, workspace } from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import { type NameSuggestions, suggestNamesRequest } from '../../server/src/protocol/index.ts'
import { openRenameBox } from './rename.ts'
import { ask, type Model } from './second-opinion/ask.ts'
import { hasConsent, isWanted, offeredModel } from './second-opinion/model.ts'
import { namesIn, type Ordered, questionText, reordered } from './second-opinion/question.ts'

/** The list as it is on the screen. */
export interface NamesView {
  readonly title: string
  readonly placeholder: string
  /** True while a second opinion is awaited. */
  readonly busy: boolean
  readonly entries: readonly { readonly label: string; readonly description?: string | undefined }[]
}

export interface NamesList {
  /**
   * At a position (line and UTF-16 column from 0, as in LSP), or at the cursor where none is given; resolves when all is done, with what
   * is to be told somebody, if anything.
   */
  readonly show: (client: BaseLanguageClient, uri: unknown, position: unknown) => Promise<string | undefined>
  /** Undefined while no list is open. */
  readonly view: () => NamesView | undefined
}

interface Choice extends QuickPickItem {
  /** Undefined: a name of one's own. */
  readonly newName: string | undefined
}

type Place = ReturnType<BaseLanguageClient['code2ProtocolConverter']['asTextDocumentPositionParams']>
type Rename = Parameters<BaseLanguageClient['protocol2CodeConverter']['asWorkspaceEdit']>[0]

export function createNamesList(context: ExtensionContext, output: LogOutputChannel): NamesList {
  let shown: (() => NamesView) | undefined

  const show: NamesList['show'] = async (client, uri, position) => {
    const document = typeof uri === 'string' ? await workspace.openTextDocument(Uri.parse(uri)) : window.activeTextEditor?.document
    const place = isPosition(position) ? new Position(position.line, position.character) : window.activeTextEditor?.selection.active
    if (document === undefined || place === undefined) return 'Open a Python file first'
    const { version } = document
    const at = client.code2ProtocolConverter.asTextDocumentPositionParams(document, place)
    const [answer, offered] = await Promise.all([client.sendRequest<NameSuggestions | null>(suggestNamesRequest, at), isWanted() ? offeredModel(context) : undefined])
    if (answer === null) return 'There is no variable at the cursor that names are known for'
    if (isWanted() && offered === undefined) output.info('No second opinion on names: the editor offers no language model')
    const model = offered !== undefined && (await hasConsent(context, offered)) ? offered : undefined
    const chosen = await choose(answer, model && ((cancel) => opinion(client, document, at, answer, model, cancel)))
    if (chosen === undefined) return undefined
    if (document.version !== version) return 'The text has changed since; ask again'
    if (chosen.newName === undefined) {
      await openRenameBox(client, document.uri.toString(), answer.range.start)
      return undefined
    }
    return rename(client, document.uri, answer.range, at, chosen.newName)
  }

  /** Resolves when the list is closed. `improve` is asked once, while the list is open; its order takes the place of the list's. */
  const choose = (answer: NameSuggestions, improve: ((cancel: AbortSignal) => Promise<Opinion>) | undefined): Promise<Choice | undefined> => {
    const list = window.createQuickPick<Choice>()
    const closed = new AbortController()
    list.title = `Rename '${answer.name}' to`
    list.placeholder = answer.suggestions.length > 0 ? 'Suggestions, each with what speaks for it' : 'Nothing in the code speaks for another name'
    list.matchOnDescription = true
    list.items = choicesOf(answer.suggestions, undefined)
    list.busy = improve !== undefined
    const view = (): NamesView => ({ title: list.title ?? '', placeholder: list.placeholder ?? '', busy: list.busy, entries: list.items.map(({ label, description }) => ({ label, description })) })
    shown = view
    const result = new Promise<Choice | undefined>((resolve) => {
      list.onDidAccept(() => {
        resolve(list.activeItems[0])
        list.hide()
      })
      list.onDidHide(() => {
        resolve(undefined)
        closed.abort()
        if (shown === view) shown = undefined
        list.dispose()
      })
    })
    if (improve !== undefined) {
      // The editor may ask by itself whether the model may be used; the list is to be there afterwards.
      list.ignoreFocusOut = true
      void improve(closed.signal).then((opinion) => {
        if (closed.signal.aborted) return
        const [first] = list.items
        const [active] = list.activeItems
        list.ignoreFocusOut = false
        list.busy = false
        list.placeholder = opinion.told
        if (opinion.names === undefined) return
        list.items = choicesOf(opinion.names, opinion.from)
        // Who has moved on in the list is not moved.
        const same = active === first ? undefined : list.items.find(({ newName }) => newName === active?.newName)
        list.activeItems = [same ?? list.items[0]!]
      })
    }
    list.show()
    return result
  }

  /** The candidates in the order of the model, without what the server would refuse; without names where it had nothing to say. */
  const opinion = async (client: BaseLanguageClient, document: TextDocument, at: Place, answer: NameSuggestions, model: Model, cancel: AbortSignal): Promise<Opinion> => {
    const statements = answer.about.map(({ start, end }) => document.getText(new Range(start.line, 0, end.line, end.character)))
    const question = { name: answer.name, suggestions: answer.suggestions, statements }
    const said = await ask(model, questionText(question), cancel)
    const names = 'silence' in said ? [] : namesIn(said.text, question)
    const free = await Promise.all(names.map((name) => answer.suggestions.some((each) => each.name === name) || isFree(client, at, name)))
    const usable = names.filter((_, i) => free[i])
    if (usable.length > 0) return { names: reordered(answer.suggestions, usable), from: model.name, told: `In the order of ${model.name}` }
    const reason = 'silence' in said ? said.reason : `the answer of ${model.name} was of no use`
    output.info(`No second opinion on names: ${reason}`)
    return { names: undefined, from: model.name, told: `No second opinion: ${reason}` }
  }

  return { show, view: () => shown?.() }
}

/** In milliseconds. */
const checkTime = 2000

interface Opinion {
  readonly names: readonly Ordered[] | undefined
  /** Name of the model. */
  readonly from: string
  /** For the line in which one types. */
  readonly told: string
}

/** `from`: the model whose own names are marked. */
function choicesOf(names: readonly Ordered[], from: string | undefined): readonly Choice[] {
  return [
    ...names.map(({ name, evidence }) => ({ label: evidence === undefined ? `$(sparkle) ${name}` : name, description: evidence ?? `proposed by ${from}`, newName: name })),
    { label: '$(edit) Another name…', alwaysShow: true, newName: undefined },
  ]
}

/** True where the server would rename to it; false also where that takes long to tell, as for a name that the whole workspace is searched for. */
function isFree(client: BaseLanguageClient, at: Place, newName: string): Promise<boolean> {
  const source = new CancellationTokenSource()
  const timer = setTimeout(() => source.cancel(), checkTime)
  return client.sendRequest<Rename>('textDocument/rename', { ...at, newName }, source.token).then(() => true, () => false).finally(() => {
    clearTimeout(timer)
    source.dispose()
  })
}

/** The server makes the edits, or refuses with a sentence. */
async function rename(client: BaseLanguageClient, uri: Uri, { start, end }: NameSuggestions['range'], at: Place, newName: string): Promise<string | undefined> {
  try {
    const edit = await client.sendRequest<Rename>('textDocument/rename', { ...at, newName })
    const changes = await client.protocol2CodeConverter.asWorkspaceEdit(edit)
    if (changes === undefined || !(await workspace.applyEdit(changes))) return 'The rename could not be applied'
    const editor = window.visibleTextEditors.find((each) => each.document.uri.toString() === uri.toString())
    editor?.revealRange(new Range(start.line, start.character, end.line, end.character))
    return undefined
  } catch (error) {
    return `Not renamed: ${error instanceof Error ? error.message : String(error)}`
  }
}

function isPosition(value: unknown): value is { readonly line: number; readonly character: number } {
  const { line, character } = (value ?? {}) as Record<string, unknown>
  return typeof line === 'number' && typeof character === 'number'
}
