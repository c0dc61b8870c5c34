// The options with which a rule runs: its own defaults under what the settings say.

import type { OptionShape, Rule } from '../kit/index.ts'
import { camel } from './shape.ts'
import type { Settings } from './settings.ts'

/** Every option of the rule's shapes has a value of its shape; what the settings say wrongly or beside them is left out. */
export function optionsOf(rule: Rule, settings: Settings): Readonly<Record<string, unknown>> {
  const given = Object.entries(settings.options[rule.id] ?? {})
  return Object.fromEntries(
    Object.entries(rule.options ?? {}).map(([name, shape]) => {
      const value = given.findLast(([key]) => key === name || camel(key) === name)?.[1]
      return [name, value !== undefined && optionMistake(value, shape) === undefined ? value : shape.default]
    }),
  )
}

/** What would be right, as "expected …"; undefined where the value fits. */
export function optionMistake(value: unknown, shape: OptionShape): string | undefined {
  switch (shape.type) {
    case 'choice':
      return shape.choices.some((choice) => choice === value) ? undefined : `expected ${oneOf(shape.choices)}`
    case 'integer':
      return Number.isSafeInteger(value) && (value as number) >= shape.minimum ? undefined : `expected a whole number, at least ${shape.minimum}`
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'expected true or false'
    case 'names':
      return isStrings(value) ? undefined : 'expected a list of strings'
  }
}

/** `'a', 'b' or 'c'`. */
export function oneOf(words: readonly string[]): string {
  const quoted = words.map((word) => `'${word}'`)
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`
}

export function isStrings(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string')
}
