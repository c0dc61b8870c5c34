// From findings to diagnostics, with the status beside them.

import { DiagnosticSeverity, DiagnosticTag, type Diagnostic } from 'vscode-languageserver'
import type { Finding, Rule, Severity } from '../core/index.ts'
import { heldAfter, placedIn, type Held, type Placed } from './held.ts'
import type { Kept } from './reports.ts'
import type { Session } from './session.ts'
import { analyze, type View } from './view.ts'

/** The report on the document's text, and a status notification where that changed. Never throws: a breakdown is an empty report and says so. */
export function reportOn(session: Session, view: View): Kept {
  const { document, resolved, kind } = view
  const { uri } = document
  const known = session.reports.get(uri)
  if (known !== undefined && isUpToDate(known, view)) return known
  if (kind === 'test' && session.statuses.isNew(uri)) session.statuses.show({ uri, state: 'busy', findings: 0 })
  const { diagnostics, failure, held } = diagnose(session, view, known)
  session.statuses.show(statusOf(view, diagnostics.length, failure, held !== undefined))
  const footing = kind === 'test' && held === undefined ? session.proctor.footing(view.source) : undefined
  return session.reports.keep(uri, { document, resolved, footing, held, diagnostics, content: JSON.stringify(diagnostics) })
}

/** True where the report is what would be found now; the document need not be cut to tell. */
export function isUpToDate(report: Kept, { document, resolved }: Pick<View, 'document' | 'resolved'>): boolean {
  return report.document === document && report.resolved === resolved && report.footing?.holds() !== false
}

/** Reads the other files that the report on the document rests on. Never rejects. */
export async function readNeighbours(session: Session, view: View): Promise<void> {
  if (view.kind !== 'test') return
  const { uri } = view.document
  const report = reportOn(session, view)
  // It rests, so its report holds, and what that rests on was read or is being read. While a string stands open nothing new is looked at.
  if (view.document.rests() || report.held !== undefined) return
  try {
    await session.neighbours.complete(uri, () => session.documents.get(uri)?.source(), (source) => session.proctor.analyze(source, view.settings))
  } catch (error) {
    session.connection.console.error(`Reading what ${uri} rests on failed: ${String(error)}`)
  }
}

interface Diagnosed {
  readonly diagnostics: readonly Diagnostic[]
  readonly failure?: string
  readonly held?: Held | undefined
}

function diagnose(session: Session, view: View, known: Kept | undefined): Diagnosed {
  if (view.kind !== 'test') return { diagnostics: [] }
  try {
    const held = heldAfter(session, view, known)
    const placed = held?.placed ?? analyze(session, view).findings.map((finding) => placedIn(view.source, finding))
    return { diagnostics: placed.map((one) => diagnosticOf(session, view, one)), held }
  } catch (error) {
    session.connection.console.error(`Reviewing ${view.document.uri} failed: ${error instanceof Error ? error.stack : String(error)}`)
    return { diagnostics: [], failure: 'The review of this file failed; the output has the details' }
  }
}

function statusOf({ document: { uri }, resolved, kind, settings }: View, findings: number, failure: string | undefined, isHeld: boolean) {
  const configuration = resolved.file === undefined ? {} : { configuration: resolved.file }
  const mistake = resolved.mistakes[0]
  if (failure !== undefined) return { uri, state: 'failed', findings, ...configuration, message: failure } as const
  if (kind === 'not-a-test') return { uri, state: 'not-a-test', findings, ...configuration } as const
  if (mistake !== undefined) {
    const more = resolved.mistakes.length > 1 ? ` (and ${resolved.mistakes.length - 1} more)` : ''
    return { uri, state: 'configuration-error', findings, ...(mistake.uri === undefined ? configuration : { configuration: mistake.uri }), message: `${mistake.message}${more}` } as const
  }
  if (isHeld) return { uri, state: 'ok', findings, ...configuration, message: 'A string is never closed: what was found behind it before is shown' } as const
  if (kind === 'too-large') return { uri, state: 'ok', findings, ...configuration, message: `Not reviewed: longer than ${settings.maxFileSize} characters (proctor.maxFileSize)` } as const
  return { uri, state: 'ok', findings, ...configuration } as const
}

export function diagnosticOf({ client, convert }: Session, { document, source }: View, { finding, at, related }: Placed): Diagnostic {
  const { rule } = finding
  const page = pageOf(client.docsBase, rule)
  const tag = finding.tag === undefined ? undefined : tags[finding.tag]
  return {
    range: convert.rangeAt(source, at),
    severity: severities[finding.severity],
    source: 'Proctor',
    code: rule.id,
    message: finding.message,
    ...(page !== undefined && client.showsCodeDescription && { codeDescription: { href: page } }),
    ...(tag !== undefined && client.tags.includes(tag) && { tags: [tag] }),
    ...(finding.related.length > 0 &&
      client.showsRelated && {
        relatedInformation: finding.related.flatMap(({ message }, i) => (related[i] === undefined ? [] : [{ location: { uri: document.uri, range: convert.rangeAt(source, related[i]) }, message }])),
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
