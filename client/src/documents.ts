// Which documents the server hears of, and what becomes of the findings' links on their way into the editor.
import { type Diagnostic, type TextDocument, Uri, workspace } from 'vscode'
import { type DocumentSelector, type Middleware, vsdiag } from 'vscode-languageclient'

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
export function documentMiddleware(docsBase: string): Middleware {
  const hasFindings = (document: TextDocument) => isReviewable(document) && isEnabled(document.uri)
  return {
    didOpen: async (document, next) => (isReviewable(document) ? next(document) : undefined),
    didChange: async (event, next) => (isReviewable(event.document) ? next(event) : undefined),
    didSave: async (document, next) => (isReviewable(document) ? next(document) : undefined),
    didClose: async (document, next) => (isEditable(document.uri) ? next(document) : undefined),
    provideCodeActions: (document, range, context, token, next) => (hasFindings(document) ? next(document, range, context, token) : []),
    provideHover: (document, position, token, next) => (hasFindings(document) ? next(document, position, token) : undefined),
    provideDiagnostics: async (target, previousResultId, token, next) => {
      const uri = target instanceof Uri ? target : target.uri
      if (!isEditable(uri) || !isEnabled(uri)) return { kind: vsdiag.DocumentDiagnosticReportKind.full, items: [] }
      const report = await next(target, previousResultId, token)
      if (report?.kind === vsdiag.DocumentDiagnosticReportKind.full) report.items.forEach((item) => showRulePage(item, docsBase))
      return report
    },
  }
}

/** A click on the code of a finding shows the rendered page of its rule instead of opening the page's source. */
function showRulePage(diagnostic: Diagnostic, docsBase: string): void {
  const { code } = diagnostic
  if (typeof code !== 'object' || !code.target.toString().startsWith(docsBase)) return
  const argument = encodeURIComponent(JSON.stringify([code.value]))
  diagnostic.code = { value: code.value, target: Uri.parse(`command:proctor.showRule?${argument}`) }
}
