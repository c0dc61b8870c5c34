// parametrize-exhaustible-iterator: cases from a generator, which is used up when pytest reads it a second time.

import { calledName, parametrizeOf, rule, type Context, type Located, type Node, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
  readonly what: string
  /** Made by a function whose own code runs later as it is. */
  readonly isOwn: boolean
}

const builtins = new Set(['map', 'filter', 'zip', 'iter', 'reversed', 'enumerate'])

export default rule({
  id: 'parametrize-exhaustible-iterator',
  summary: 'The cases of a parametrized test come from an iterator.',
  why: 'An iterator gives its values once. Where pytest reads the cases again, as for each subclass of a marked class, there are none and the tests vanish; pytest 9.1 deprecates it.',
  section: 'effectiveness',
  severity: 'warning',
  preset: 'recommended',
  fix: 'safe',
  since: '0.1.0',
  twins: ['pytest:parametrize-exhaustible-iterator'],
  on: 'node',
  kinds: ['call'],
  called: /^parametrize$/,
  *check(call, context): Iterable<Facts> {
    const { values } = parametrizeOf(call, context) ?? {}
    if (values === undefined) return
    // Over a function the cases are read once today; over a class, or a module's tests, the second reader gets none.
    const decorated = call.ancestor('decorated_definition')
    const sure = decorated?.field('definition')?.kind === 'function_definition' && decorated.segment.kind !== 'member' && decorated.ancestor('class_definition') === undefined ? { severity: 'information' as const } : {}
    if (values.kind === 'generator_expression') yield { at: values, what: 'a generator', isOwn: false, ...sure }
    if (values.kind !== 'call') return
    const name = context.qualifiedName(values)
    const last = calledName(values)
    if (name !== undefined && builtins.has(name) && context.definitionsOf(name).length === 0) yield { at: values, what: `\`${name}\``, isOwn: false, ...sure }
    else if (name?.startsWith('itertools.')) yield { at: values, what: `\`${last}\``, isOwn: false, ...sure }
    else if (context.calleeOf(values)?.isGenerator) yield { at: values, what: `the generator \`${last}\``, isOwn: true, ...sure }
  },
  message: ({ what }) => `The cases come from ${what}, which can be read only once`,
  repair({ at, isOwn }, context): Repair {
    const { segment, start, end } = at
    // A generator in parentheses of its own needs none inside the call.
    const edits = at.kind === 'generator_expression' && /^\(/.test(at.text) ? [{ segment, start, end: start, text: 'list' }] : [{ segment, start, end: start, text: 'list(' }, { segment, start: end, end, text: ')' }]
    return { title: 'Make a list of the cases', edits, safety: isOwn || !isReadyAt(at, context) ? 'suggested' : 'safe' }
  },
})

/**
 * A list is made where it stands, an iterator is read when the module is complete: whatever makes the cases has to be there already.
 * True where all names are builtins, imported, bound by the expression itself, or variables that were assigned above.
 */
function isReadyAt(values: Node, context: Context<unknown>): boolean {
  const { source } = context
  return values.descendants('identifier').every((each) => {
    if (each.fieldName === 'attribute' || (each.fieldName === 'name' && each.parent?.kind === 'keyword_argument')) return true
    const binding = context.bindingOf(each)
    if (binding !== undefined) return binding.definitions.every(({ node }) => node.start >= values.start && node.end <= values.end)
    // What a function of this file calls may stand below it.
    return context.definitionsOf(each.text).every((segment) => /^(?:import|from)\b|^\w+\s*(?::|=[^=])/.test(segment.text.slice(segment.code)) && source.startOf(segment) < source.startOf(values.segment))
  })
}
