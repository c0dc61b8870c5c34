// Edits of one document as a WorkspaceEdit that the client understands: with the version it was computed for, and snippets where they work.

import { TextDocumentEdit, type SnippetTextEdit, type TextEdit as LspTextEdit, type WorkspaceEdit } from 'vscode-languageserver'
import type { Source, TextEdit } from '../core/index.ts'
import type { Document } from './documents.ts'
import type { Session } from './session.ts'
import { escapeSnippet, hasStops, withoutStops } from './snippets.ts'

/** `isSnippet`: the edits' texts are written in snippet syntax. */
export function workspaceEdit(session: Session, document: Document, edits: readonly TextEdit[], isSnippet = false): WorkspaceEdit {
  const { client, convert } = session
  const { uri, version } = document
  const source = document.source()
  const plain = (edit: TextEdit): LspTextEdit => ({ range: convert.rangeAt(source, edit), newText: isSnippet ? withoutStops(edit.text) : edit.text })
  if (!client.hasDocumentChanges) return { changes: { [uri]: edits.map(plain) } }
  const converted = edits.map((edit) => (isSnippet && client.hasSnippetEdits && hasStops(edit.text) ? snippetEdit(session, source, edit, edits) : plain(edit)))
  return { documentChanges: [TextDocumentEdit.create({ uri, version }, converted)] }
}

/** The edits of one file in the workspace. `version`: null where it is not open. */
export interface EditedFile {
  readonly uri: string
  readonly version: number | null
  readonly source: Source
  readonly edits: readonly TextEdit[]
}

/** As one change over several files, to be looked at first where the client can show it; `label` says what it is. */
export function changeOfFiles({ client, convert }: Session, files: readonly EditedFile[], label: string): WorkspaceEdit {
  const converted = files.map(({ uri, version, source, edits }) => ({ uri, version, edits: edits.map((edit): LspTextEdit => ({ range: convert.rangeAt(source, edit), newText: edit.text })) }))
  if (!client.hasDocumentChanges) return { changes: Object.fromEntries(converted.map(({ uri, edits }) => [uri, edits])) }
  if (!client.hasAnnotations || files.length < 2) return { documentChanges: converted.map(({ uri, version, edits }) => TextDocumentEdit.create({ uri, version }, edits)) }
  const places = files.reduce((sum, { edits }) => sum + edits.length, 0)
  return {
    documentChanges: converted.map(({ uri, version, edits }) => TextDocumentEdit.create({ uri, version }, edits.map((edit) => ({ ...edit, annotationId: 'rename' })))),
    changeAnnotations: { rename: { label, description: `${places} places in ${files.length} files`, needsConfirmation: true } },
  }
}

/**
 * Editors indent the further lines of a snippet as the line is into which it goes, but our texts have their indent already.
 * So a snippet of several lines starts at the beginning of its line, repeating what stands there, where no other edit is in the way.
 */
function snippetEdit({ convert }: Session, source: Source, edit: TextEdit, all: readonly TextEdit[]): SnippetTextEdit {
  const start = source.offsetAt({ line: source.positionAt(edit.start).line, column: 0 })
  const isFree = all.every((other) => other === edit || other.end < start || other.start >= edit.end)
  if (!edit.text.includes('\n') || !isFree) return { range: convert.rangeAt(source, edit), snippet: { kind: 'snippet', value: edit.text } }
  const repeated = escapeSnippet(source.text.slice(start, edit.start))
  return { range: convert.rangeAt(source, { start, end: edit.end }), snippet: { kind: 'snippet', value: repeated + edit.text } }
}
