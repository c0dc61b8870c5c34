// From findings to diagnostics, with the status beside them.

import { DiagnosticSeverity, DiagnosticTag, type Diagnostic } from 'vscode-languageserver'
import type { Finding, Rule, Severity } from '../core/index.ts'
import type { Kept, Report } from './reports.ts'
import type { Session } from './session.ts'
import { analyze, type View } from './view.ts'

/** The report on the document's text, and a status notification where that changed. Never throws: a breakdown is an empty report and says so. */
export function reportOn(session: Session, view: View): Report {
  const { document, resolved, kind } = view
  const { uri } = document
  const known = session.reports.get(uri)
  if (known !== undefined && isUpToDate(known, view)) return known
  if (kind === 'test' && session.statuses.isNew(uri)) session.statuses.show({ uri, state: 'busy', findings: 0 })
  const { diagnostics, failure } = diagnose(session, view)
  session.statuses.show(statusOf(view, diagnostics.length, failure))
  const footing = kind === 'test' ? session.proctor.footing(view.source) : undefined
  return session.reports.keep(uri, { document, resolved, footing, diagnostics, content: JSON.stringify(diagnostics) })
}

/** True where the report is what would be found now; the document need not be cut to tell. */
export function isUpToDate(report: Kept, { document, resolved }: Pick<View, 'document' | 'resolved'>): boolean {
  return report.document === document && report.resolved === resolved && report.footing?.holds() !== false
}

/** Reads the other files that the report on the document rests on. Never rejects. */
export async function readNeighbours(session: Session, view: View): Promise<void> {
  if (view.kind !== 'test') return
  const { uri } = view.document
  reportOn(session, view)
  // It rests, so its report holds, and what that rests on was read or is being read.
  if (view.document.rests()) return
  try {
    await session.neighbours.complete(uri, () => session.documents.get(uri)?.source(), (source) => session.proctor.analyze(source, view.settings))
  } catch (error) {
    session.connection.console.error(`Reading what ${uri} rests on failed: ${String(error)}`)
  }
}

function diagnose(session: Session, view: View): { readonly diagnostics: readonly Diagnostic[]; readonly failure?: string } {
  if (view.kind !== 'test') return { diagnostics: [] }
  try {
    const { findings } = analyze(session, view)
    return { diagnostics: findings.map((finding) => diagnosticOf(session, view, finding)) }
  } catch (error) {
    session.connection.console.error(`Reviewing ${view.document.uri} failed: ${error instanceof Error ? error.stack : String(error)}`)
    return { diagnostics: [], failure: 'The review of this file failed; the output has the details' }
  }
}

function statusOf({ document: { uri }, resolved, kind, settings }: View, findings: number, failure: string | undefined) {
  const configuration = resolved.file === undefined ? {} : { configuration: resolved.file }
  const mistake = resolved.mistakes[0]
  if (failure !== undefined) return { uri, state: 'failed', findings, ...configuration, message: failure } as const
  if (kind === 'not-a-test') return { uri, state: 'not-a-test', findings, ...configuration } as const
  if (mistake !== undefined) {
    const more = resolved.mistakes.length > 1 ? ` (and ${resolved.mistakes.length - 1} more)` : ''
    return { uri, state: 'configuration-error', findings, ...(mistake.uri === undefined ? configuration : { configuration: mistake.uri }), message: `${mistake.message}${more}` } as const
  }
  if (kind === 'too-large') return { uri, state: 'ok', findings, ...configuration, message: `Not reviewed: longer than ${settings.maxFileSize} characters (proctor.maxFileSize)` } as const
  return { uri, state: 'ok', findings, ...configuration } as const
}

export function diagnosticOf({ client, convert }: Session, { document, source }: View, finding: Finding): Diagnostic {
  const { rule } = finding
  const page = pageOf(client.docsBase, rule)
  const tag = finding.tag === undefined ? undefined : tags[finding.tag]
  return {
    range: convert.rangeAt(source, source.rangeOf(finding.at)),
    severity: severities[finding.severity],
    source: 'Proctor',
    code: rule.id,
    message: finding.message,
    ...(page !== undefined && client.showsCodeDescription && { codeDescription: { href: page } }),
    ...(tag !== undefined && client.tags.includes(tag) && { tags: [tag] }),
    ...(finding.related.length > 0 &&
      client.showsRelated && {
        relatedInformation: finding.related.map(({ at, message }) => ({ location: { uri: document.uri, range: convert.rangeAt(source, source.rangeOf(at)) }, message })),
      }),
    // For other tools; the format has a number so that it can change.
    data: { proctor: 1, rule: rule.id, section: rule.section, fix: rule.fix ?? null },
  }
}

/** URI of the rule's page, where somebody said where the pages are. */
export function pageOf(docsBase: string | undefined, rule: Rule): string | undefined {
  return docsBase === undefined ? undefined : `${docsBase}${rule.id}.md`
}

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
}

const tags: Readonly<Record<NonNullable<Finding['tag']>, DiagnosticTag>> = {
  unnecessary: DiagnosticTag.Unnecessary,
  deprecated: DiagnosticTag.Deprecated,
}
