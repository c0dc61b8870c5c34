// codeAction/resolve: the edit or command of the action that was chosen, computed on the text as it is now.

import type { CancellationToken, CodeAction } from 'vscode-languageserver'
import { logMentions, renamedTest } from '../mentions.ts'
import { field, invalid } from '../params.ts'
import type { Session } from '../session.ts'
import { refuseCancelled, viewOf } from '../view.ts'
import { carryOut, readTask, type Outcome } from '../tasks.ts'

export async function resolveCodeAction(session: Session, action: CodeAction, token: CancellationToken): Promise<CodeAction> {
  if (typeof field(action, 'title') !== 'string') throw invalid('a code action must have a title')
  const task = readTask(action.data)
  // An action that came with its edit, or another server's, needs nothing from us.
  if (task === undefined) return action
  await session.settled()
  refuseCancelled(token)
  const view = await viewOf(session, task.uri)
  refuseCancelled(token)
  const outcome: Outcome = view?.kind === 'test' ? carryOut(session, view, task, task.version) : { reason: 'The document is no longer open as a test file' }
  if (!('reason' in outcome)) {
    const renamed = view === undefined ? undefined : renamedTest(action, task, view)
    if (renamed !== undefined) void logMentions(session, task.uri, renamed)
    return { ...action, ...outcome }
  }
  session.connection.console.info(`“${action.title}” was not applied: ${outcome.reason}`)
  return session.client.showsDisabledActions ? { ...action, disabled: outcome } : action
}
