// Renaming as a repair: one for each name that could be had, or the reason why not.

import { renameEdits } from '../edits/index.ts'
import type { Binding } from '../semantic/model.ts'
import type { Node } from '../syntax/index.ts'
import type { Context } from './context.ts'
import type { Refusal, Repair } from './rule.ts'

/** `noun` is what the title calls it: "Rename variable to 'flavor'". */
export function renamedTo(at: Binding | Node, names: readonly string[], noun: string, context: Context<unknown>): readonly (Repair | Refusal)[] {
  return names.map((name) => {
    const answer = renameEdits(context.source, at, name)
    return 'refusal' in answer ? answer : { title: `Rename ${noun} to '${name}'`, edits: answer.edits }
  })
}

/** Each name given to all of these variables, which are different functions' and so far have one name too. */
export function allRenamedTo(bindings: readonly Binding[], names: readonly string[], context: Context<unknown>): readonly (Repair | Refusal)[] {
  return names.map((name) => {
    const answers = bindings.map((binding) => renameEdits(context.source, binding, name))
    const refused = answers.find((answer) => 'refusal' in answer)
    if (refused !== undefined) return refused as Refusal
    return { title: `Rename variable to '${name}'${inFunctions(bindings)}`, edits: answers.flatMap((answer) => ('refusal' in answer ? [] : answer.edits)) }
  })
}

/** ` in 3 functions` where there are several. */
export function inFunctions({ length }: readonly Binding[]): string {
  return length > 1 ? ` in ${length} functions` : ''
}
