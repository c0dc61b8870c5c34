// The commands: what a person can ask for. Each asks the server or the editor; none looks at Python.
import { type CodeAction, CodeActionKind, commands, type ExtensionContext, type LogOutputChannel, Range, type TextDocument, Uri, window, workspace, type WorkspaceEdit } from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import { type RuleEntry, rulesRequest } from '../../server/src/protocol/index.ts'
import type { CommandArguments } from './command-arguments.ts'
import { isReviewable } from './documents.ts'
import type { NamesList } from './names.ts'
import { openRenameBox } from './rename.ts'
import type { Reviews } from './review/reviews.ts'
import { showRule } from './rules.ts'

interface Parts {
  readonly output: LogOutputChannel
  readonly reviews: Reviews
  readonly names: NamesList
  readonly commandArguments: CommandArguments
  readonly client: () => Promise<BaseLanguageClient>
  readonly restart: () => Promise<void>
}

export function registerCommands(context: ExtensionContext, { output, reviews, names, commandArguments, client, restart }: Parts): void {
  const register = (id: string, run: (...args: never[]) => unknown) => context.subscriptions.push(commands.registerCommand(id, run))
  const listRules = async () => (await client()).sendRequest<RuleEntry[]>(rulesRequest)
  register('proctor.reviewFile', (uri?: Uri) => withDocument(uri, reviews.show))
  register('proctor.fixAll', (uri?: Uri) => withDocument(uri, fixAll))
  register('proctor.restart', restart)
  register('proctor.showOutput', () => output.show())
  register('proctor.showRule', (...given: unknown[]) => showRule(commandArguments.take('proctor.showRule', given)[0], listRules))
  register('proctor.showMenu', (configuration?: string) => showMenu(configuration))
  register('proctor.openConfiguration', openConfiguration)
  register('proctor.openRenameBox', async (...given: unknown[]) => {
    const [uri, position] = commandArguments.take('proctor.openRenameBox', given)
    await openRenameBox(await client(), uri, position)
  })
  register('proctor.suggestNames', async (...given: unknown[]) => {
    const [uri, position] = commandArguments.take('proctor.suggestNames', given)
    const answer = await names.show(await client(), uri, position)
    if (answer !== undefined) say(answer)
  })
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
  const changes = edits.filter((edit): edit is WorkspaceEdit => edit !== undefined && edit.size > 0)
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

/** A line in the status bar that goes away by itself: nothing here is worth a notification. */
function say(text: string): void {
  window.setStatusBarMessage(`Proctor: ${text}`, 5000)
}
