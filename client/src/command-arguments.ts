// Arguments of the commands that code actions carry. The editor keeps them only as long as the menu's list of actions, and drops
// that list when it refreshes the lightbulb between the choice and the command ("Actual command not found"). So they are kept here.
import { type CodeAction, type Command } from 'vscode'
import type { Middleware } from 'vscode-languageclient'

export interface CommandArguments {
  /** The actions, their commands without arguments. */
  readonly keep: (actions: readonly (CodeAction | Command)[]) => void
  readonly middleware: Pick<Middleware, 'resolveCodeAction'>
  /** What the command was chosen with, once; `given` where the editor passed arguments after all. */
  readonly take: (command: string, given: readonly unknown[]) => readonly unknown[]
}

export function createCommandArguments(): CommandArguments {
  const kept = new WeakMap<CodeAction, readonly unknown[]>()
  const chosen = new Map<string, readonly unknown[]>()

  const strip = (action: CodeAction): readonly unknown[] | undefined => {
    const { command } = action
    if (command?.arguments === undefined) return undefined
    action.command = { title: command.title, command: command.command }
    return command.arguments
  }
  return {
    keep: (actions) => {
      for (const action of actions) {
        if (typeof action.command === 'string') continue
        const found = strip(action as CodeAction)
        if (found !== undefined) kept.set(action as CodeAction, found)
      }
    },
    middleware: {
      // The editor resolves an action that has no edit right before it runs the command of it.
      resolveCodeAction: async (action, token, next) => {
        const resolved = (await next(action, token)) ?? action
        const found = strip(resolved) ?? kept.get(action)
        if (found !== undefined && resolved.command !== undefined) chosen.set(resolved.command.command, found)
        return resolved
      },
    },
    take: (command, given) => {
      const found = given.length > 0 ? given : (chosen.get(command) ?? [])
      chosen.delete(command)
      return found
    },
  }
}
