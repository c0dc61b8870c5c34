// Which different things one variable stands for in turn, as far as the calls that make them say.

import type { Binding } from '../semantic/model.ts'
import type { Node } from '../syntax/index.ts'
import { isLocal } from './file-names.ts'
import { isClassName } from './from-value.ts'
import { bare, lastName, siteOf } from './sites.ts'
import { callNoun, isGoodName, snakeCase, splitWords } from './words.ts'

export interface Thing {
  readonly noun: string
  /** The identifier that is bound to it. */
  readonly at: Node
}

/** Two or more where each value is made by a call that names it, and the nouns have no word in common; else none. */
export function thingsOf(binding: Binding): readonly Thing[] {
  // A generic name promises nothing: vague-variable judges it.
  if (!isLocal(binding) || binding.definitions.length < 2 || binding.definitions.length > 12 || !/^[a-z]\w{2,}$/i.test(binding.name)) return []
  const things: Thing[] = []
  for (const definition of binding.definitions) {
    const site = siteOf(definition)
    const call = site?.how === 'assign' && site.position === undefined ? bare(site.value) : undefined
    if (call?.kind !== 'call') return []
    const name = lastName(call.field('function'))
    if (name === undefined || call.descendants('identifier').some((each) => each.text === binding.name)) return []
    const { noun, hasVerb } = callNoun(name)
    const made = isClassName(name) ? snakeCase(name) : hasVerb ? noun : undefined
    if (made === undefined || !isGoodName(made)) return []
    if (!things.some((other) => shareWord(other.noun, made))) things.push({ noun: made, at: definition.node })
  }
  // A name that says one of them is worth a finding; one that fits both (`response`) was chosen for what they share.
  const own = splitWords(binding.name)
  return things.length > 1 && things.some((thing) => splitWords(thing.noun).some((word) => own.includes(word))) ? things : []
}

function shareWord(one: string, other: string): boolean {
  const words = splitWords(other)
  return splitWords(one).some((word) => words.includes(word))
}
