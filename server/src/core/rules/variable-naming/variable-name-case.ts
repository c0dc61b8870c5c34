// Local variables that are not lower_snake: orderTotal, ORDER_TOTAL, OrderTotal. Names of tests and classes are inconsistent-test-case's.

import { allRenamedTo, inFunctions, rule, type Binding, type Located, type Node, type Refusal, type Repair, type Segment } from '../../kit/index.ts'
import { functionScopes, snakeCase } from '../../naming/index.ts'
import { isMixedCase } from './_case.ts'

interface Cased {
  readonly binding: Binding
  /** Each place that binds it, first to last. */
  readonly places: readonly Node[]
  /** `mixed`: orderTotal; `foreign`: that is how its value is called elsewhere; `other`: a constant, a class, a letter of mathematics. */
  readonly shape: 'mixed' | 'foreign' | 'other'
}

interface Gathered {
  readonly cased: readonly Cased[]
  /** How many variables of several words are lower_snake. */
  readonly snakes: number
}

interface Facts extends Located {
  /** The variables of this name in the file; the first is underlined, the others are findings of their own for whoever asks for all. */
  readonly bindings: readonly Binding[]
}

/** The file's habit is lower_snake where so many variables of several words are, for each that is mixed. */
const habit = 4

export default rule({
  id: 'variable-name-case',
  summary: 'A local variable is written in camelCase among variables in lower_snake.',
  why: 'PEP 8 writes variables in lower case with underscores, and a reader of Python takes a capital for a class or a constant. A file that is camelCase throughout is left alone, so are constants and classes that a test makes for itself.',
  section: 'variable-naming',
  severity: 'hint',
  preset: 'recommended',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['ruff:N806', 'pylint:C0103', 'sonar:S117'],
  on: 'module',
  gather(segment: Segment): Gathered | undefined {
    if (segment.kind === 'trivia' || segment.isBroken) return undefined
    const all = functionScopes(segment).flatMap((scope) => [...scope.bindings.values()])
    const cased = all.flatMap((binding) => {
      if (binding.name === binding.name.toLowerCase()) return []
      const places = binding.definitions.filter(({ kind, node }) => /^(?:assignment|annotation|augmented|for|with|walrus)$/.test(kind) && !isSpecial(node)).map(({ node }) => node)
      return places.length === 0 ? [] : [{ binding, places, shape: shapeOf(binding) }]
    })
    const snakes = all.filter(({ name, definitions }) => /^[a-z]+_[a-z_]+$/.test(name) && definitions[0]?.kind === 'assignment').length
    return cased.length + snakes === 0 ? undefined : { cased, snakes }
  },
  *check({ gathered }, { asTwin }): Iterable<Facts> {
    const all: Cased[] = []
    let snakes = 0
    for (const { facts } of gathered) {
      snakes += facts.snakes
      if (facts.cased.length > 0) all.push(...facts.cased)
    }
    const mixed = all.filter(({ shape }) => shape === 'mixed').length
    const isHabit = mixed * habit <= snakes
    const told = new Set<string>()
    const named = new Map<string, Binding[]>()
    for (const { binding, shape } of all) {
      const key = `${shape} ${binding.name}`
      const known = named.get(key)
      if (known === undefined) named.set(key, [binding])
      else known.push(binding)
    }
    for (const { binding, places, shape } of all) {
      const { name } = binding
      if (shape === 'other' && !asTwin) continue
      const preset = shape === 'other' ? ('twin' as const) : shape === 'foreign' || !isHabit || told.has(name) ? ('strict' as const) : undefined
      const bindings = preset === undefined ? named.get(`${shape} ${name}`)! : [binding]
      if (preset === undefined) told.add(name)
      for (const [i, at] of (asTwin ? places : places.slice(0, 1)).entries()) yield { at, bindings, ...(i > 0 ? { preset: 'twin' as const } : preset === undefined ? {} : { preset }) }
    }
  },
  message: ({ bindings }) => `Variable '${bindings[0]!.name}' is not in lower case with underscores${inFunctions(bindings)}`,
  repair: ({ bindings }, context): readonly (Repair | Refusal)[] => allRenamedTo(bindings, [betterCase(bindings[0]!.name)], context),
})

function betterCase(name: string): string {
  return `${/^_*/.exec(name)![0]}${snakeCase(name)}`
}

function shapeOf({ name, definitions, occurrences }: Binding): Cased['shape'] {
  if (!isMixedCase(name)) return 'other'
  // `className = node.className` and `list(className=className)` keep the word of what they read and call; assertRows stands beside assertEqual.
  if (name.startsWith('assert')) return 'foreign'
  const isPassed = occurrences.some(({ parent }) => parent?.kind === 'keyword_argument' && parent.field('name')?.text === name)
  return isPassed || definitions.some(({ node }) => new RegExp(`[.'"]${name}\\b`).test(node.parent?.text ?? '')) ? 'foreign' : 'mixed'
}

/** Ruff leaves named tuples, type variables and Django's historical models alone; what a comprehension binds is another scope to it. */
function isSpecial(node: Node): boolean {
  if (node.ancestor('list_comprehension', 'set_comprehension', 'dictionary_comprehension', 'generator_expression', 'function_definition')?.kind !== 'function_definition') return true
  const assignment = node.parent?.kind === 'assignment' ? node.parent : undefined
  const value = assignment?.field('right')
  const made = value?.kind === 'call' ? /[\w]+$/.exec(value.field('function')?.text ?? '')?.[0] : undefined
  return /^(?:namedtuple|NamedTuple|TypedDict|NewType|TypeVar|get_model)$/.test(made ?? '') || /\bTypeAlias\b/.test(assignment?.field('type')?.text ?? '')
}
