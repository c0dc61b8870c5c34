// Which of the ranked names a rule may offer for a variable that it flags: those it says unasked, and those that only its fix offers.

import type { Binding } from '../semantic/model.ts'
import type { Source } from '../syntax/index.ts'
import { isLocal } from './file-names.ts'
import { strictNames, type NameSuggestion } from './rank.ts'
import { suggestNames } from './suggest.ts'
import { saysLess, spellsOut } from './vague.ts'

/** From this score a name is worth offering to somebody who has seen that the present one is bad; below it more than half were wrong (naming study, 2.4). */
const offeredScore = 0.5

export interface OfferedNames {
  /** Best first, at most three; the finding's fixes. */
  readonly names: readonly NameSuggestion[]
  /** True where the first may stand in the message. */
  readonly isSure: boolean
}

const none: OfferedNames = { names: [], isSure: false }

/** Nothing for what is no local variable, and where its own name is the best. */
export function offeredNames(source: Source, binding: Binding): OfferedNames {
  if (!isLocal(binding) || binding.scope.isDynamic) return none
  const ranked = suggestNames(source, binding)
  const strict = strictNames(ranked, binding.name).filter(({ name }) => spellsOut(name, binding.name))
  if (strict.length > 0) return { names: strict, isSure: true }
  if (ranked[0]?.name === binding.name) return none
  return { names: ranked.filter(({ name, score }) => score >= offeredScore && name !== binding.name && !saysLess(name, binding.name)).slice(0, 3), isSure: false }
}

/** What a message says behind the name, as far as a line of 120 characters holds it: `: 'user_id' would say what it is (passed as user_id)`. */
export function withBetterName(head: string, { names, isSure }: OfferedNames): string {
  const [best] = names
  if (best === undefined || !isSure) return head
  const better = `${head}: '${best.name}' would say what it is`
  const fits = [best.evidence, best.evidence.split(', ')[0]!].find((words) => better.length + words.length + 3 <= 120)
  return fits === undefined ? better : `${better} (${fits})`
}
