// The commands: what a person can ask for. Each asks the server or the editor; none looks at Python.
import { CodeActionKind, commands, type ExtensionContext, type LogOutputChannel, Position, Range, type TextDocument, Uri, type CodeAction, window, workspace, WorkspaceEdit } from 'vscode'
import { isReviewable } from './documents.ts'
import type { Reviews } from './review/reviews.ts'
import type { RuleEntry } from '../../server/src/protocol/index.ts'
import { showRule } from './rules.ts'

interface Parts {
  readonly output: LogOutputChannel
  readonly reviews: Reviews
  readonly restart: () => Promise<void>
  readonly listRules: () => Promise<readonly RuleEntry[]>
}

export function registerCommands(context: ExtensionContext, { output, reviews, restart, listRules }: Parts): void {
  const register = (id: string, run: (...args: never[]) => unknown) => context.subscriptions.push(commands.registerCommand(id, run))
  register('proctor.reviewFile', (uri?: Uri) => withDocument(uri, reviews.show))
  register('proctor.fixAll', (uri?: Uri) => withDocument(uri, fixAll))
  register('proctor.restart', restart)
  register('proctor.showOutput', () => output.show())
  register('proctor.showRule', (id?: unknown) => showRule(context, id, listRules))
  register('proctor.showMenu', (configuration?: string) => showMenu(configuration))
  register('proctor.openConfiguration', openConfiguration)
  register('proctor.openRenameBox', openRenameBox)
}

/** Runs on the file that the menu named, or else the one in the active editor. */
async function withDocument(uri: Uri | undefined, run: (document: TextDocument) => Promise<void>): Promise<void> {
  const document = uri instanceof Uri ? await workspace.openTextDocument(uri) : window.activeTextEditor?.document
  if (document !== undefined && isReviewable(document)) return run(document)
  say('Open a Python file first')
}

async function fixAll(document: TextDocument): Promise<void> {
  const kind = CodeActionKind.SourceFixAll.append('proctor')
  const everything = document.validateRange(new Range(0, 0, document.lineCount, 0))
  // The number asks for that many actions to be resolved, so that they carry their edits.
  const actions = await commands.executeCommand<CodeAction[]>('vscode.executeCodeActionProvider', document.uri, everything, kind.value, 10)
  const edits = actions.filter((action) => action.kind !== undefined && kind.contains(action.kind)).map((action) => action.edit)
  const changes = edits.filter((edit) => edit instanceof WorkspaceEdit && edit.size > 0) as WorkspaceEdit[]
  for (const edit of changes) await workspace.applyEdit(edit)
  if (changes.length === 0) say('There is nothing to fix safely in this file')
}

/** What the status item leads to. */
async function showMenu(configuration: string | undefined): Promise<void> {
  const entry = (label: string, command: string, ...args: unknown[]) => ({ label, command, args })
  const entries = [
    entry('Review test file', 'proctor.reviewFile'),
    entry('Fix all safe problems', 'proctor.fixAll'),
    entry('Show rule documentation…', 'proctor.showRule'),
    ...(configuration === undefined ? [] : [entry('Open configuration', 'proctor.openConfiguration', configuration)]),
    entry('Open settings', 'workbench.action.openSettings', '@ext:proctor.proctor'),
    entry('Show output', 'proctor.showOutput'),
    entry('Restart server', 'proctor.restart'),
  ]
  const chosen = await window.showQuickPick(entries, { title: 'Proctor' })
  if (chosen !== undefined) await commands.executeCommand(chosen.command, ...chosen.args)
}

async function openConfiguration(uri?: string): Promise<void> {
  if (uri === undefined) await commands.executeCommand('workbench.action.openSettings', '@ext:proctor.proctor')
  else await window.showTextDocument(Uri.parse(uri))
}

/** Opens the editor's own rename box. `position`: line and UTF-16 column from 0, as in LSP. */
async function openRenameBox(uri: string, position: { readonly line: number; readonly character: number }): Promise<void> {
  const at = new Position(position.line, position.character)
  await window.showTextDocument(Uri.parse(uri), { selection: new Range(at, at) })
  await commands.executeCommand('editor.action.rename')
}

/** A line in the status bar that goes away by itself: nothing here is worth a notification. */
function say(text: string): void {
  window.setStatusBarMessage(`Proctor: ${text}`, 5000)
}
