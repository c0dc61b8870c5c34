// What a person does in the editor, for the tests: open, look at findings, pick from the lightbulb, undo.
import * as vscode from 'vscode'
import { eventually, isTrue } from './expect.ts'

/** What `activate` of the extension gives. */
export interface Api {
  readonly ready: () => Promise<void>
  readonly status: () => { readonly detail: string; readonly severity: string; readonly busy: boolean } | undefined
  /** The list of names that is open. */
  readonly names: () => NamesView | undefined
  readonly agree?: (vendor: string) => Promise<void>
}

export interface NamesView {
  readonly title: string
  readonly placeholder: string
  readonly busy: boolean
  readonly entries: readonly { readonly label: string; readonly description?: string }[]
}

export const extension = (): vscode.Extension<Api> => {
  const found = vscode.extensions.getExtension<Api>('proctor.proctor')
  isTrue(found, 'the extension is not there')
  return found
}

export function fileUri(path: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0]
  isTrue(folder, 'no folder is open')
  return vscode.Uri.joinPath(folder.uri, path)
}

/** Shows a file of the workspace. Findings are only asked for documents that are shown. */
export async function show(path: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(fileUri(path), { preview: false, viewColumn: vscode.ViewColumn.One })
}

/** Shows a file with another text; {@link closeAll} throws the change away. */
export async function showText(path: string, text: string): Promise<vscode.TextEditor> {
  const editor = await show(path)
  await type(editor, text)
  return editor
}

/** Replaces the whole text. */
export async function type(editor: vscode.TextEditor, text: string): Promise<void> {
  const { document } = editor
  await editor.edit((builder) => builder.replace(new vscode.Range(0, 0, document.lineCount, 0), text))
}

export async function closeAll(): Promise<void> {
  for (const editor of vscode.window.visibleTextEditors.filter(({ document }) => document.isDirty)) {
    await vscode.window.showTextDocument(editor.document, editor.viewColumn)
    await vscode.commands.executeCommand('workbench.action.files.revert')
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors')
}

export function findingsIn(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter((diagnostic) => diagnostic.source === 'Proctor')
}

export function ruleOf(diagnostic: vscode.Diagnostic): string {
  const { code } = diagnostic
  return String(typeof code === 'object' ? code.value : code)
}

/** Waits for a finding of the rule. */
export function finding(uri: vscode.Uri, rule: string): Promise<vscode.Diagnostic> {
  return eventually(`a finding of ${rule}`, () => {
    const all = findingsIn(uri)
    const found = all.find((diagnostic) => ruleOf(diagnostic) === rule)
    if (found === undefined) throw new Error(`there are: ${all.map(ruleOf).join(', ') || 'none'}`)
    return found
  })
}

/** The lightbulb at a range, with edits. */
export async function actionsAt(uri: vscode.Uri, range: vscode.Range, kind?: string): Promise<vscode.CodeAction[]> {
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', uri, range, kind, 50)
  // Other extensions of the editor (a spell checker, a chat) may offer something as well.
  return actions.filter((action) => kind === undefined || action.kind?.value.startsWith(kind))
}

export async function actionAt(uri: vscode.Uri, range: vscode.Range, title: RegExp, kind?: string): Promise<vscode.CodeAction> {
  const actions = await actionsAt(uri, range, kind)
  const found = actions.find((action) => title.test(action.title))
  isTrue(found, `no action ${title}; there are: ${actions.map((action) => action.title).join(' | ') || 'none'}`)
  return found
}

/** What a click on the entry does. */
export async function perform(action: vscode.CodeAction): Promise<void> {
  isTrue(action.disabled === undefined, `"${action.title}" is disabled: ${action.disabled?.reason}`)
  if (action.edit !== undefined) isTrue(await vscode.workspace.applyEdit(action.edit), `the edit of "${action.title}" was refused`)
  if (action.command !== undefined) await vscode.commands.executeCommand(action.command.command, ...(action.command.arguments ?? []))
}

/** True where a tab shows a rendered document with such a path. */
export function renderedTab(path: RegExp): boolean {
  const inputs = vscode.window.tabGroups.all.flatMap((group) => group.tabs).map((tab) => tab.input)
  return inputs.some((input) => input instanceof vscode.TabInputCustom && path.test(input.uri.path))
}

/** The review that is open, if one is. */
export function reviewDocument(): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find((document) => document.uri.scheme === 'proctor-review' && document.uri.path.startsWith('/Review of '))
}

export function configure(key: string, value: unknown): Thenable<void> {
  return vscode.workspace.getConfiguration('proctor').update(key, value, vscode.ConfigurationTarget.Workspace)
}
