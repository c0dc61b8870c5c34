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

/** Verbs of which the noun behind them is sure to be what comes out. */
const makes = /^_*(?:create|make|build|new|add|boot|register)_/

/** Two or more where each value is made by a call that names it, and the nouns have no word in common; else none. */
export function thingsOf(binding: Binding): readonly Thing[] {
  if (!isLocal(binding) || binding.definitions.length < 2 || binding.definitions.length > 12) return []
  const things: Thing[] = []
  for (const definition of binding.definitions) {
    const site = siteOf(definition)
    const call = site?.how === 'assign' && site.position === undefined ? bare(site.value) : undefined
    if (call?.kind !== 'call') return []
    const name = lastName(call.field('function'))
    if (name === undefined || call.descendants('identifier').some((each) => each.text === binding.name)) return []
    const made = isClassName(name) ? snakeCase(name) : makes.test(name) ? callNoun(name).noun : undefined
    if (made === undefined || !isGoodName(made)) return []
    if (!things.some((other) => shareWord(other.noun, made))) things.push({ noun: made, at: definition.node })
  }
  // A name of its own (`owner`) may have been chosen for what they share; a word that says nothing, or one of them, was not.
  const own = splitWords(binding.name)
  const isApt = isGoodName(binding.name) && !things.some((thing) => splitWords(thing.noun).some((word) => own.includes(word)))
  return things.length > 1 && !isApt ? things : []
}

function shareWord(one: string, other: string): boolean {
  const words = splitWords(other)
  return splitWords(one).some((word) => words.includes(word))
}
