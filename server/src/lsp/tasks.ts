// What a code action does when it is chosen. A task is plain data that travels with the action and is carried out on the text
// as it is then: never an edit that was computed for an older one.

import type { Command, WorkspaceEdit } from 'vscode-languageserver'
import type { Finding, Fix, Range, Refusal, TextEdit } from '../core/index.ts'
import { follow } from './documents.ts'
import { field } from './params.ts'
import type { Session } from './session.ts'
import { analyze, type View } from './view.ts'
import { workspaceEdit } from './workspace-edit.ts'

/** `place`: offsets in the version for which the action was offered. */
export type Task =
  | { readonly task: 'fix'; readonly rule: string; readonly place: Range; readonly title: string }
  | { readonly task: 'suppress'; readonly rule: string; readonly place: Range; readonly where: 'line' | 'file' }
  | { readonly task: 'fix-all'; readonly rule?: string; readonly unsafe?: boolean }
  | { readonly task: 'perform'; readonly id: string; readonly place: Range }

/** The `data` of an action. */
export type TaskData = Task & { readonly proctor: 1; readonly uri: string; readonly version: number }

export type Outcome = { readonly edit: WorkspaceEdit } | { readonly command: Command } | { readonly reason: string }

/** Undefined where the data is not ours: actions of other servers have been sent to the wrong one. */
export function readTask(data: unknown): TaskData | undefined {
  const has = (name: string, type: string) => typeof field(data, name) === type
  if (field(data, 'proctor') !== 1 || !has('uri', 'string') || !has('version', 'number')) return undefined
  const place = field(data, 'place')
  const hasPlace = Number.isInteger(field(place, 'start')) && Number.isInteger(field(place, 'end'))
  switch (field(data, 'task')) {
    case 'fix':
      return hasPlace && has('rule', 'string') && has('title', 'string') ? (data as TaskData) : undefined
    case 'suppress':
      return hasPlace && has('rule', 'string') ? (data as TaskData) : undefined
    case 'perform':
      return hasPlace && has('id', 'string') ? (data as TaskData) : undefined
    case 'fix-all':
      return data as TaskData
    default:
      return undefined
  }
}

/** `version`: the one in which the task's place counts. */
export function carryOut(session: Session, view: View, task: Task, version: number): Outcome {
  if (task.task === 'fix-all') return fixAll(session, view, task)
  const place = follow(view.document, version, task.place)
  if (place === undefined) return gone
  return task.task === 'perform' ? perform(session, view, task.id, place) : repair(session, view, task, place)
}

const gone: Outcome = { reason: 'The text has changed since, and what this was about is no longer there' }
const nothingToDo: Outcome = { reason: 'There is nothing to change any more' }

function repair(session: Session, view: View, task: Task & { readonly task: 'fix' | 'suppress' }, place: Range): Outcome {
  const finding = findingAt(session, view, task.rule, place)
  if (finding === undefined) return gone
  if (task.task === 'suppress') return edited(session, view, session.proctor.suppress(finding, view.source, task.where))
  const answers = session.proctor.fixesFor(finding, view.source, view.settings)
  const fix = answers.find((answer): answer is Fix => !isRefusal(answer) && answer.title === task.title)
  if (fix !== undefined) return edited(session, view, fix.edits, fix.isSnippet)
  const refusal = answers.find(isRefusal)
  return refusal === undefined ? gone : { reason: refusal.refusal }
}

function fixAll(session: Session, view: View, { rule, unsafe }: Task & { readonly task: 'fix-all' }): Outcome {
  const options = { ...(rule !== undefined && { rule }), ...(unsafe !== undefined && { unsafe }) }
  return edited(session, view, session.proctor.fixAll(view.source, view.settings, options).edits)
}

function perform(session: Session, view: View, id: string, place: Range): Outcome {
  const { document, source, settings } = view
  const answer = session.proctor.perform(id, source, place, settings)
  if (answer === undefined) return nothingToDo
  if ('refusal' in answer) return { reason: answer.refusal }
  if ('edits' in answer) return edited(session, view, answer.edits, answer.isSnippet)
  const { renameCommand, suggestNamesCommand } = session.client.options
  if ('namesAt' in answer) {
    if (suggestNamesCommand === undefined) return { reason: 'This editor has not said how to choose among names' }
    return { command: { title: 'Suggest names', command: suggestNamesCommand, arguments: [document.uri, session.convert.positionAt(source, answer.namesAt)] } }
  }
  if (renameCommand === undefined) return { reason: 'This editor has not said how to open its rename box' }
  return { command: { title: 'Rename', command: renameCommand, arguments: [document.uri, session.convert.positionAt(source, answer.renameAt)] } }
}

function findingAt(session: Session, view: View, rule: string, place: Range): Finding | undefined {
  return analyze(session, view).findings.find((finding) => {
    if (finding.rule.id !== rule) return false
    const { start, end } = view.source.rangeOf(finding.at)
    return start === place.start && end === place.end
  })
}

function edited(session: Session, view: View, edits: readonly TextEdit[], isSnippet = false): Outcome {
  return edits.length === 0 ? nothingToDo : { edit: workspaceEdit(session, view.document, edits, isSnippet) }
}

export function isRefusal(answer: Fix | Refusal): answer is Refusal {
  return 'refusal' in answer
}
