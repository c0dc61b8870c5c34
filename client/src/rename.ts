// The editor's own rename box for one name, whether or not another extension can rename in Python.
import { commands, languages, Position, Range, Uri, window, type WorkspaceEdit } from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'

/**
 * Opens the box at a position (line and UTF-16 column from 0, as in LSP), or at the cursor where none is given; resolves when
 * it is closed. The server makes the edits, or refuses with a sentence, which the box shows. It is the editor's rename provider
 * only while the box is open, so that it never takes the place of a provider that renames across files.
 */
export async function openRenameBox(client: BaseLanguageClient, uri: unknown, position: unknown): Promise<void> {
  const target = typeof uri === 'string' ? Uri.parse(uri) : window.activeTextEditor?.document.uri
  if (target === undefined) return
  if (isPosition(position)) {
    const at = new Position(position.line, position.character)
    await window.showTextDocument(target, { selection: new Range(at, at) })
  }
  const provider = languages.registerRenameProvider({ language: 'python', scheme: target.scheme, pattern: '**' }, {
    provideRenameEdits: async (document, place, newName, token): Promise<WorkspaceEdit | undefined> => {
      const { code2ProtocolConverter, protocol2CodeConverter } = client
      const edit = await client.sendRequest<Parameters<typeof protocol2CodeConverter.asWorkspaceEdit>[0]>('textDocument/rename', {
        ...code2ProtocolConverter.asTextDocumentPositionParams(document, place),
        newName,
      }, token)
      return protocol2CodeConverter.asWorkspaceEdit(edit, token)
    },
  })
  try {
    await commands.executeCommand('editor.action.rename')
  } finally {
    provider.dispose()
  }
}

function isPosition(value: unknown): value is { readonly line: number; readonly character: number } {
  const { line, character } = (value ?? {}) as Record<string, unknown>
  return typeof line === 'number' && typeof character === 'number'
}
