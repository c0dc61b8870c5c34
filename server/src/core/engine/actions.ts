// Offers and performs the actions: refactorings that need no finding.

import { contextFor } from './context.ts'
import { wordsOf } from './check.ts'
import { fixOf } from './fix.ts'
import type { Fix } from './finding.ts'
import type { Action, Refusal, Selection } from '../kit/index.ts'
import type { Settings } from '../settings/settings.ts'
import type { Source } from '../syntax/index.ts'
import type { Range } from '../text/range.ts'

/** An action that can be offered at a selection; asked for its edits only when it is chosen. */
export interface Offer {
  readonly id: string
  readonly title: string
  readonly kind: 'refactor.rewrite' | 'source'
  /** Why it can't be done here; shown greyed where somebody asks for this kind. */
  readonly disabled: string | undefined
}

export function offersAt(actions: readonly Action[], source: Source, range: Range, settings: Settings): readonly Offer[] {
  const selection = selectionOf(source, range)
  const context = contextFor(source, settings)
  return actions.flatMap((action): Offer[] => {
    const offer = quietly(() => action.offer(selection, context))
    if (offer === undefined) return []
    return 'refusal' in offer
      ? [{ id: action.id, title: action.summary, kind: action.kind, disabled: offer.refusal }]
      : [{ id: action.id, title: offer.title, kind: action.kind, disabled: undefined }]
  })
}

/** Undefined where there is no such action or it does not apply. */
export function performAction(actions: readonly Action[], id: string, source: Source, range: Range, settings: Settings): Fix | { readonly renameAt: number } | { readonly namesAt: number } | Refusal | undefined {
  const action = actions.find((one) => one.id === id)
  if (action === undefined) return undefined
  try {
    const answer = action.perform(selectionOf(source, range), contextFor(source, settings))
    if (answer === undefined || 'refusal' in answer) return answer
    if ('renameAt' in answer) return { renameAt: source.rangeOf(answer.renameAt).start }
    if ('namesAt' in answer) return { namesAt: source.rangeOf(answer.namesAt).start }
    return fixOf(answer, source)
  } catch (error) {
    return { refusal: `${action.id} failed: ${wordsOf(error)}` }
  }
}

function selectionOf(source: Source, range: Range): Selection {
  return { source, range, node: source.nodeAt(range) }
}

/** An action that breaks down is not offered; it must not take the others with it. */
function quietly<T>(ask: () => T): T | undefined {
  try {
    return ask()
  } catch {
    return undefined
  }
}
