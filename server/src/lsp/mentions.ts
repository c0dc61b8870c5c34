// Where else a test is named that a fix renames: other files and configuration, which the fix does not touch. Said in the log, after
// the fix was answered; a rename asked for by name goes over the workspace itself.

import { CancellationTokenSource, type CodeAction } from 'vscode-languageserver'
import { searchWorkspace } from './search.ts'
import type { Session } from './session.ts'
import type { Task } from './tasks.ts'
import type { View } from './view.ts'

/** Lines that one name is mentioned on; a name that stands on more is a word of the project. */
const mostMentions = 20

/** The test that the action renames; undefined for every other action. */
export function renamedTest(action: CodeAction, task: Task, { source }: View): string | undefined {
  if (task.task !== 'fix' && task.task !== 'perform') return undefined
  const title = /^Rename (?:test|'(?<old>test\w*)') to '/.exec(action.title)
  const name = title?.groups?.['old'] ?? source.text.slice(task.place.start, task.place.end)
  if (title === null) return undefined
  // An action's place is the cursor: the name around it.
  const around = name === '' ? `${/\w*$/.exec(source.text.slice(0, task.place.start))![0]}${/^\w*/.exec(source.text.slice(task.place.start))![0]}` : name
  return /^test\w+$/.test(around) ? around : undefined
}

/** Looks through the workspace and logs each line that names the test outside of its own file. Never rejects. */
export async function logMentions(session: Session, uri: string, name: string): Promise<void> {
  const word = new RegExp(`(?<!\\w)${name}(?!\\w)`)
  try {
    const found = await searchWorkspace(session, uri, { name, is: 'module-name', mayMatter: (_path, text) => word.test(text) }, new CancellationTokenSource().token)
    if ('reason' in found) return
    const lines = [...found.texts].filter(([path]) => found.known.get(path)?.uri !== uri).flatMap(([path, text]) => text.split(/\r\n|\r|\n/).flatMap((line, i) => (word.test(line) ? [{ path, line: i + 1 }] : [])))
    for (const { path, line } of lines.slice(0, mostMentions)) session.connection.console.info(`${path}, line ${line} names '${name}' too, and is not touched`)
  } catch {
    // A folder that can't be read has nothing to say.
  }
}
