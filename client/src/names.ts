// The list of names for one variable: what the server suggests, each with what speaks for it. The chosen one is applied as a rename.
import { Position, type QuickPickItem, Range, Uri, window, workspace } from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import { type NameSuggestions, suggestNamesRequest } from '../../server/src/protocol/index.ts'
import { openRenameBox } from './rename.ts'

interface Choice extends QuickPickItem {
  /** Undefined: a name of one's own. */
  readonly newName: string | undefined
}

/** At a position (line and UTF-16 column from 0, as in LSP), or at the cursor where none is given. What is to be told somebody, if anything. */
export async function suggestNames(client: BaseLanguageClient, uri: unknown, position: unknown): Promise<string | undefined> {
  const document = typeof uri === 'string' ? await workspace.openTextDocument(Uri.parse(uri)) : window.activeTextEditor?.document
  const place = isPosition(position) ? new Position(position.line, position.character) : window.activeTextEditor?.selection.active
  if (document === undefined || place === undefined) return 'Open a Python file first'
  const at = client.code2ProtocolConverter.asTextDocumentPositionParams(document, place)
  const answer = await client.sendRequest<NameSuggestions | null>(suggestNamesRequest, at)
  if (answer === null) return 'There is no variable at the cursor that names are known for'
  const { version } = document
  const choices: Choice[] = [
    ...answer.suggestions.map(({ name, evidence }) => ({ label: name, description: evidence, newName: name })),
    { label: '$(edit) Another name…', alwaysShow: true, newName: undefined },
  ]
  const placeHolder = answer.suggestions.length > 0 ? 'Suggestions, each with what speaks for it' : 'Nothing in the code speaks for another name'
  const chosen = await window.showQuickPick(choices, { title: `Rename '${answer.name}' to`, placeHolder, matchOnDescription: true })
  if (chosen === undefined) return undefined
  if (document.version !== version) return 'The text has changed since; ask again'
  if (chosen.newName === undefined) {
    await openRenameBox(client, document.uri.toString(), answer.range.start)
    return undefined
  }
  return rename(client, document.uri, answer.range, at, chosen.newName)
}

/** The server makes the edits, or refuses with a sentence. */
async function rename(client: BaseLanguageClient, uri: Uri, { start, end }: NameSuggestions['range'], at: object, newName: string): Promise<string | undefined> {
  try {
    const { protocol2CodeConverter } = client
    const edit = await client.sendRequest<Parameters<typeof protocol2CodeConverter.asWorkspaceEdit>[0]>('textDocument/rename', { ...at, newName })
    const changes = await protocol2CodeConverter.asWorkspaceEdit(edit)
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
