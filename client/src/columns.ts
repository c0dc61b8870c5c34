// Where a page goes that is read beside the code: into the other column, if there is one, and back into its own when it is open.
import { commands, TabInputCustom, type Uri, ViewColumn, window } from 'vscode'

/** The editor's built-in rendering of Markdown. */
const markdownPreview = 'vscode.markdown.preview.editor'

/** Shows a Markdown document rendered, beside the active editor, which keeps the focus. */
export async function showRendered(uri: Uri): Promise<void> {
  const viewColumn = columnOf(uri) ?? besideActive()
  await commands.executeCommand('vscode.openWith', uri, markdownPreview, { viewColumn, preserveFocus: true, preview: false })
}

function columnOf(uri: Uri): ViewColumn | undefined {
  const isIt = (input: unknown) => input instanceof TabInputCustom && input.uri.toString() === uri.toString()
  return window.tabGroups.all.find((group) => group.tabs.some((tab) => isIt(tab.input)))?.viewColumn
}

function besideActive(): ViewColumn {
  const { all, activeTabGroup } = window.tabGroups
  return all.find((group) => group !== activeTabGroup)?.viewColumn ?? ViewColumn.Beside
}
