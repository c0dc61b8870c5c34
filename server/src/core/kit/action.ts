// action(): a refactoring that needs no finding, offered where the cursor or selection is.

import type { Node, Source } from '../syntax/index.ts'
import type { Range } from '../text/range.ts'
import type { Context } from './context.ts'
import type { Refusal, Repair } from './rule.ts'

export interface Selection {
  readonly source: Source
  /** Offsets in the file; empty for a cursor. */
  readonly range: Range
  /** The smallest named node that covers it. */
  readonly node: Node | undefined
}

/** Opens the editor's own rename box at the place instead of editing. */
export interface OpenRename {
  readonly title: string
  readonly renameAt: Node
}

/** Lets somebody choose among the names that naming has for the variable at the place. */
export interface OpenNames {
  readonly title: string
  readonly namesAt: Node
}

export interface Action {
  readonly id: string
  /** For the docs and the lightbulb's documentation entry. */
  readonly summary: string
  /** LSP kind below `refactor.rewrite.proctor` or `source.proctor`, without that prefix. */
  readonly kind: 'refactor.rewrite' | 'source'
  /** Cheap and without edits: asked on every move of the cursor. Undefined: not here. */
  readonly offer: (selection: Selection, context: Context) => { readonly title: string } | Refusal | undefined
  /** Called when the action is chosen. */
  readonly perform: (selection: Selection, context: Context) => Repair | OpenRename | OpenNames | Refusal | undefined
}

export function action(definition: Action): Action {
  return definition
}
