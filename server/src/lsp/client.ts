// What the client said about itself with `initialize`, read once into plain facts. Anything missing or of another type counts as absent.

import type { ClientCapabilities, InitializeParams } from 'vscode-languageserver'
import type { InitializationOptions } from '../protocol/index.ts'
import { docsBase } from './about.ts'
import { agreeOn, type Encoding } from './convert.ts'

export interface Client {
  readonly encoding: Encoding
  /** True: it asks for diagnostics; false: they are pushed. Never both. */
  readonly pullsDiagnostics: boolean
  readonly refreshesDiagnostics: boolean
  readonly showsRelated: boolean
  readonly showsCodeDescription: boolean
  /** LSP's numbers of the tags that it shows. */
  readonly tags: readonly number[]
  /** True where code actions may come without edit and command, to be resolved when chosen. */
  readonly resolvesActions: boolean
  readonly showsDisabledActions: boolean
  readonly hasSnippetEdits: boolean
  readonly hasDocumentChanges: boolean
  /** True where edits may say what they are for, and wait until somebody has looked at them. */
  readonly hasAnnotations: boolean
  readonly hasMarkdown: boolean
  readonly hasConfiguration: boolean
  readonly registersConfiguration: boolean
  readonly registersWatchedFiles: boolean
  readonly hasFolders: boolean
  readonly options: InitializationOptions
  /** Prefix of the rule pages' URIs, with a slash at its end. */
  readonly docsBase: string | undefined
  /** Workspace folders as URIs; none where a single file is open. */
  readonly folders: readonly string[]
}

export function readClient(params: InitializeParams): Client {
  const capabilities: ClientCapabilities = params.capabilities ?? {}
  const { textDocument, workspace, general } = capabilities
  const options = readOptions(params.initializationOptions)
  // LSP 3.17 clients say what they can show beside `publishDiagnostics` even when they pull.
  const shown = { ...textDocument?.publishDiagnostics, ...textDocument?.diagnostic }
  const resolved = textDocument?.codeAction?.resolveSupport?.properties ?? []
  return {
    encoding: agreeOn(general?.positionEncodings),
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    showsRelated: shown.relatedInformation === true,
    showsCodeDescription: shown.codeDescriptionSupport === true,
    tags: shown.tagSupport?.valueSet ?? [],
    resolvesActions: textDocument?.codeAction?.dataSupport === true && resolved.includes('edit') && resolved.includes('command'),
    showsDisabledActions: textDocument?.codeAction?.disabledSupport === true,
    hasSnippetEdits: workspace?.workspaceEdit?.snippetEditSupport === true && workspace.workspaceEdit.documentChanges === true,
    hasDocumentChanges: workspace?.workspaceEdit?.documentChanges === true,
    hasAnnotations: workspace?.workspaceEdit?.changeAnnotationSupport !== undefined && workspace.workspaceEdit.documentChanges === true,
    hasMarkdown: textDocument?.hover?.contentFormat?.includes('markdown') !== false,
    hasConfiguration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    registersWatchedFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    hasFolders: Boolean(workspace?.workspaceFolders),
    options,
    docsBase: options.docsBase ?? docsBase,
    folders: foldersOf(params),
  }
}

function foldersOf(params: InitializeParams): readonly string[] {
  if (Array.isArray(params.workspaceFolders)) return params.workspaceFolders.map((folder) => folder.uri)
  return typeof params.rootUri === 'string' ? [params.rootUri] : []
}

function readOptions(raw: unknown): InitializationOptions {
  if (typeof raw !== 'object' || raw === null) return {}
  const given = raw as Record<string, unknown>
  const text = (name: string) => (typeof given[name] === 'string' && given[name] !== '' ? given[name] : undefined)
  const base = text('docsBase')
  return {
    ...(base !== undefined && { docsBase: base.endsWith('/') ? base : `${base}/` }),
    ...(text('showRuleCommand') !== undefined && { showRuleCommand: text('showRuleCommand')! }),
    ...(text('renameCommand') !== undefined && { renameCommand: text('renameCommand')! }),
    ...(text('suggestNamesCommand') !== undefined && { suggestNamesCommand: text('suggestNamesCommand')! }),
    announcesRename: given.announcesRename === true,
    providesFiles: given.providesFiles === true,
    settings: given.settings,
  }
}
