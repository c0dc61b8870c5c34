// textDocument/codeAction: what the lightbulb shows for the findings at a place, and the refactorings that are possible there.

import { CodeActionTriggerKind, type CancellationToken, type CodeAction, type CodeActionContext, type CodeActionParams, type Diagnostic } from 'vscode-languageserver'
import type { Analysis, Finding, Fix, Range } from '../../core/index.ts'
import { field, readRange, readUri } from '../params.ts'
import { diagnosticOf } from '../diagnose.ts'
import { placedIn } from '../held.ts'
import type { Session } from '../session.ts'
import { analyze, refuseCancelled, viewOf, type View } from '../view.ts'
import { carryOut, isRefusal, type Task, type TaskData } from '../tasks.ts'

/** The kinds that the server announces. */
export const fixAllKind = 'source.fixAll.proctor'
export const codeActionKinds = ['quickfix', 'refactor.rewrite', fixAllKind, 'source.proctor']

/** One request: who asks, about what, and for which kinds. */
interface Question {
  readonly session: Session
  readonly view: View
  readonly range: Range
  readonly diagnostics: readonly Diagnostic[]
  readonly wants: (kind: string) => boolean
  /** True where the kind, or one below it, is wanted. */
  readonly mayWant: (kind: string) => boolean
  /** True where somebody asked for this very kind, so that what can't be done is worth a grey entry. */
  readonly isAskedFor: (kind: string) => boolean
  readonly isAutomatic: boolean
}

export async function codeActions(session: Session, params: CodeActionParams, token: CancellationToken): Promise<readonly CodeAction[]> {
  const uri = readUri(params)
  const lspRange = readRange(params)
  const view = await viewOf(session, uri)
  refuseCancelled(token)
  if (view === undefined || view.kind !== 'test') return []
  const context: Partial<CodeActionContext> = params.context ?? {}
  const only = Array.isArray(context.only) && context.only.length > 0 ? context.only : undefined
  const question: Question = {
    session,
    view,
    range: session.convert.offsetsAt(view.source, lspRange),
    diagnostics: Array.isArray(context.diagnostics) ? context.diagnostics : [],
    wants: (kind) => only === undefined || only.some((wanted) => covers(wanted, kind)),
    mayWant: (kind) => only === undefined || only.some((wanted) => covers(wanted, kind) || covers(kind, wanted)),
    isAskedFor: (kind) => only !== undefined && only.some((wanted) => covers(wanted, kind)),
    isAutomatic: context.triggerKind === CodeActionTriggerKind.Automatic,
  }
  return [...quickFixes(question), ...refactorings(question), ...fixEverything(question)]
}

/** `wanted` is the kind itself or one above it: `refactor` covers `refactor.rewrite`, the empty kind covers all. */
function covers(wanted: string, kind: string): boolean {
  return wanted === '' || kind === wanted || kind.startsWith(`${wanted}.`)
}

function quickFixes(question: Question): readonly CodeAction[] {
  const { session, view, range, wants } = question
  if (!wants('quickfix')) return []
  const analysis = analyze(session, view)
  const here = analysis.findings.filter((finding) => touches(view.source.rangeOf(finding.at), range))
  const first = firstOfEachRule(here)
  return [
    ...here.flatMap((finding) => fixesOf(question, finding)),
    ...first.flatMap((finding) => fixAllOfRule(question, analysis, finding)),
    ...here.flatMap((finding) => suppression(question, finding, 'line')),
    ...first.flatMap((finding) => suppression(question, finding, 'file')),
    ...first.flatMap((finding) => documentation(question, finding)),
  ]
}

/** A cursor at either end of a finding is at it. */
function touches(place: Range, range: Range): boolean {
  return place.start <= range.end && range.start <= place.end
}

function firstOfEachRule(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter((finding, i) => findings.findIndex((other) => other.rule === finding.rule) === i)
}

function fixesOf(question: Question, finding: Finding): readonly CodeAction[] {
  const { session, view, isAutomatic } = question
  const answers = session.proctor.fixesFor(finding, view.source, view.settings)
  const preferred = answers.find((answer) => !isRefusal(answer) && answer.safety === 'safe')
  return answers.flatMap((answer) => {
    const diagnostics = diagnosticsOf(question, finding)
    if (isRefusal(answer)) {
      if (isAutomatic || !session.client.showsDisabledActions) return []
      return [{ title: `Fix “${finding.rule.id}”`, kind: 'quickfix', diagnostics, disabled: { reason: answer.refusal } }]
    }
    const task: Task = { task: 'fix', rule: finding.rule.id, place: placeOf(view, finding), title: answer.title }
    return offer(question, task, { title: answer.title, kind: 'quickfix', diagnostics, ...(answer === preferred && { isPreferred: true }) })
  })
}

function fixAllOfRule(question: Question, analysis: Analysis, { rule }: Finding): readonly CodeAction[] {
  const same = analysis.findings.filter((finding) => finding.rule === rule)
  const unsafe = rule.fix !== 'safe'
  if (same.length < 2 || !same.some((finding) => isFixedByAll(question, finding, unsafe))) return []
  const diagnostics = same.flatMap((finding) => diagnosticsOf(question, finding))
  return offer(question, { task: 'fix-all', rule: rule.id, unsafe }, { title: `Fix all “${rule.id}” problems in file`, kind: 'quickfix', diagnostics })
}

/** Fix-all takes the best fix of a finding, where there is nothing to fill in and, unless asked for others, where it is safe. */
function isFixedByAll({ session, view }: Question, finding: Finding, unsafe: boolean): boolean {
  if (finding.rule.fix === undefined || (!unsafe && finding.rule.fix !== 'safe')) return false
  const best = session.proctor.fixesFor(finding, view.source, view.settings).find((answer): answer is Fix => !isRefusal(answer))
  return best !== undefined && best.edits.length > 0 && !best.isSnippet && (unsafe || best.safety === 'safe')
}

function suppression(question: Question, finding: Finding, where: 'line' | 'file'): readonly CodeAction[] {
  // What the core can't suppress, such as a finding about a suppression comment, it answers with no edits.
  if (question.session.proctor.suppress(finding, question.view.source, where).length === 0) return []
  const title = `Ignore “${finding.rule.id}” ${where === 'line' ? 'on this line' : 'in this file'}`
  const task: Task = { task: 'suppress', rule: finding.rule.id, place: placeOf(question.view, finding), where }
  return offer(question, task, { title, kind: 'quickfix', diagnostics: diagnosticsOf(question, finding) })
}

function documentation(question: Question, finding: Finding): readonly CodeAction[] {
  const { showRuleCommand } = question.session.client.options
  if (showRuleCommand === undefined) return []
  const title = `Show documentation for “${finding.rule.id}”`
  return [{ title, kind: 'quickfix', diagnostics: diagnosticsOf(question, finding), command: { title, command: showRuleCommand, arguments: [finding.rule.id] } }]
}

function refactorings(question: Question): readonly CodeAction[] {
  const { session, view, range, wants, mayWant, isAskedFor, isAutomatic } = question
  if (!mayWant('refactor.rewrite.proctor') && !mayWant('source.proctor')) return []
  return session.proctor.offers(view.source, range, view.settings).flatMap(({ id, title, kind: family, disabled }) => {
    // A list of names to choose from is the client's to show.
    if (id === 'suggest-names' && session.client.options.suggestNamesCommand === undefined) return []
    const kind = family === 'source' ? `source.proctor.${id}` : `refactor.rewrite.proctor.${id}`
    if (!wants(kind) || (family === 'source' && isAutomatic && !isAskedFor(kind))) return []
    if (disabled !== undefined) return isAskedFor(kind) && session.client.showsDisabledActions ? [{ title, kind, disabled: { reason: disabled } }] : []
    return offer(question, { task: 'perform', id, place: range }, { title, kind })
  })
}

/**
 * Not there where nothing is to do. Asked for by its kind it comes with its edit: it runs on save then, where a second round trip
 * would delay the save.
 */
function fixEverything(question: Question): readonly CodeAction[] {
  const { session, view, wants, isAutomatic, isAskedFor } = question
  if (!wants(fixAllKind) || (isAutomatic && !isAskedFor(fixAllKind))) return []
  if (!analyze(session, view).findings.some((finding) => isFixedByAll(question, finding, false))) return []
  const action = { title: 'Fix all safe Proctor problems', kind: fixAllKind }
  if (!isAskedFor(fixAllKind)) return offer(question, { task: 'fix-all' }, action)
  const outcome = carryOut(session, view, { task: 'fix-all' }, view.document.version)
  return 'edit' in outcome ? [{ ...action, edit: outcome.edit }] : []
}

/** The action with its task to be carried out when it is chosen; at once for clients that don't ask again. */
function offer({ session, view }: Question, task: Task, action: CodeAction): readonly CodeAction[] {
  const { uri, version } = view.document
  if (session.client.resolvesActions) return [{ ...action, data: { ...task, proctor: 1, uri, version } satisfies TaskData }]
  const outcome = carryOut(session, view, task, version)
  return 'reason' in outcome ? [] : [{ ...action, ...outcome }]
}

function placeOf({ source }: View, finding: Finding): Range {
  const { start, end } = source.rangeOf(finding.at)
  return { start, end }
}

/** The client's own copies where it sent them, since some match actions to diagnostics by identity; those of other servers never. */
function diagnosticsOf({ session, view, diagnostics }: Question, finding: Finding): Diagnostic[] {
  const own = diagnosticOf(session, view, placedIn(view.source, finding))
  const sent = diagnostics.find((one) => field(one, 'source') === own.source && field(one, 'code') === own.code && JSON.stringify(one.range) === JSON.stringify(own.range))
  return [sent ?? own]
}
