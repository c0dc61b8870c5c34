// Which documents the server hears of, and what becomes of the findings' links on their way into the editor.
import { type Diagnostic, type Hover, MarkdownString, type TextDocument, Uri, workspace } from 'vscode'
import { type DocumentSelector, type Middleware, vsdiag } from 'vscode-languageclient'
import type { CommandArguments } from './command-arguments.ts'
import { pageUri } from './review/links.ts'

/** Every Python document; the exceptions, which a selector cannot say, are in {@link isReviewable}. */
export const documentSelector: DocumentSelector = [{ language: 'python' }]

/**
 * Python that somebody can edit: a file of any file system that can be written, or an untitled document. Not the cells of
 * a notebook, nor the old side of a comparison, whose findings would appear twice.
 */
export function isReviewable(document: TextDocument): boolean {
  return document.languageId === 'python' && isEditable(document.uri)
}

/** True where the setting `proctor.enable` lets findings be shown. */
export function isEnabled(uri: Uri): boolean {
  return workspace.getConfiguration('proctor', uri).get('enable', true)
}

function isEditable({ scheme }: Uri): boolean {
  return scheme === 'untitled' || workspace.fs.isWritableFileSystem(scheme) === true
}

/**
 * The server knows of a document also while it is turned off: a review can be asked for all the same, and when it is turned
 * on again the server, which hears of every change of settings, has the editor ask for the findings.
 */
export function documentMiddleware(docsBase: string, commandArguments: CommandArguments): Middleware {
  const hasFindings = (document: TextDocument) => isReviewable(document) && isEnabled(document.uri)
  return {
    didOpen: async (document, next) => (isReviewable(document) ? next(document) : undefined),
    didChange: async (event, next) => (isReviewable(event.document) ? next(event) : undefined),
    didSave: async (document, next) => (isReviewable(document) ? next(document) : undefined),
    didClose: async (document, next) => (isEditable(document.uri) ? next(document) : undefined),
    provideCodeActions: async (document, range, context, token, next) => {
      const actions = hasFindings(document) ? await next(document, range, context, token) : []
      commandArguments.keep(actions ?? [])
      return actions
    },
    ...commandArguments.middleware,
    provideHover: async (document, position, token, next) => {
      const hover = hasFindings(document) ? await next(document, position, token) : undefined
      return hover && linkRulePage(hover, docsBase)
    },
    provideDiagnostics: async (target, previousResultId, token, next) => {
      const uri = target instanceof Uri ? target : target.uri
      if (!isEditable(uri) || !isEnabled(uri)) return { kind: vsdiag.DocumentDiagnosticReportKind.full, items: [] }
      const report = await next(target, previousResultId, token)
      if (report?.kind === vsdiag.DocumentDiagnosticReportKind.full) report.items.forEach((item) => showRulePage(item, docsBase))
      return report
    },
  }
}

/** A click on the code of a finding shows the rendered page of its rule instead of the page's source. */
function showRulePage(diagnostic: Diagnostic, docsBase: string): void {
  const { code } = diagnostic
  if (typeof code !== 'object' || !code.target.toString().startsWith(docsBase)) return
  diagnostic.code = { value: code.value, target: pageUri(String(code.value)) }
}

/** The same for the link in a hover, where the editor lets only commands that it was told of lead away from the text. */
function linkRulePage(hover: Hover, docsBase: string): Hover {
  for (const content of hover.contents) {
    if (!(content instanceof MarkdownString)) continue
    content.value = content.value.replaceAll(/\]\(([^()]+)\/([\w-]+)\.md\)/g, (link, folder: string, rule: string) =>
      `${folder}/` === docsBase ? `](command:proctor.showRule?${encodeURIComponent(JSON.stringify([rule]))})` : link,
    )
    content.isTrusted = { enabledCommands: ['proctor.showRule'] }
  }
  return hover
}
