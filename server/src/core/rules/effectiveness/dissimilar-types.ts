// dissimilar-types: values of types that are never equal are compared: `assertNotEqual(len(x), "3")`.

import { claimOf, isClaimsName, rule, unwrapped, type Context, type Located, type Node } from '../../kit/index.ts'

interface Facts extends Located {
  readonly types: readonly [string, string]
  readonly holds: boolean
}

/** Calls of Python's own whose result is always of one type. */
const results: Readonly<Record<string, string>> = { len: 'number', int: 'number', float: 'number', sum: 'unknown', str: 'str', repr: 'str', bytes: 'bytes', list: 'list', sorted: 'list', tuple: 'tuple', dict: 'dict', set: 'set', frozenset: 'set' }
const displays: Readonly<Record<string, string>> = { string: 'str', concatenated_string: 'str', integer: 'number', float: 'number', true: 'number', false: 'number', list: 'list', list_comprehension: 'list', tuple: 'tuple', dictionary: 'dict', dictionary_comprehension: 'dict', set: 'set', set_comprehension: 'set', none: 'None' }

export default rule({
  id: 'dissimilar-types',
  summary: 'An assertion compares values of types that are never equal.',
  why: 'A list never equals a tuple, and a number never equals a text. An assertion that they differ can\'t fail, one that they are equal can\'t pass.',
  section: 'effectiveness',
  severity: 'warning',
  preset: 'recommended',
  fix: undefined,
  since: '0.1.0',
  twins: ['sonar:S5845'],
  on: 'node',
  kinds: ['assert_statement', 'call'],
  called: isClaimsName,
  *check(node, context): Iterable<Facts> {
    const claim = claimOf(node)
    if (claim === undefined || !['==', '!=', 'is', 'is not'].includes(claim.relation)) return
    const [one, other] = claim.operands.map((each) => typeOf(unwrapped(each), context))
    if (one === undefined || other === undefined || one === other || one === 'unknown' || other === 'unknown') return
    const unit = context.functionOf(node)
    // Tests of comparison itself; assertCountEqual and its like compare other things than types.
    if (/_?(?:eq|ne|cmp|compar|type|hash|equal)/i.test(`${unit?.name ?? ''}`) || (node.kind === 'call' && /Count|Sequence/.test(node.field('function')?.text ?? ''))) return
    const holds = claim.relation.includes('!') || claim.relation.includes('not')
    // What always fails is seen when it runs, unless it is meant to.
    yield { at: node.kind === 'call' ? node : node.firstChild!, types: [one, other], holds, ...(holds ? {} : { preset: 'strict' }) }
  },
  message: ({ types, holds }) => `A ${types[0]} never equals a ${types[1]}, so this always ${holds ? 'holds' : 'fails'}`,
})

function typeOf(node: Node, context: Context): string | undefined {
  if (node.kind === 'string' || node.kind === 'concatenated_string') return /^[a-zA-Z]*b/i.test(/^\w*/.exec(node.text)![0]) ? 'bytes' : 'str'
  if (node.kind in displays) return displays[node.kind]
  if (node.kind === 'unary_operator' && node.field('argument')?.kind === 'integer') return 'number'
  if (node.kind !== 'call' || node.field('function')?.kind !== 'identifier') return undefined
  const name = node.field('function')!.text
  return Object.hasOwn(results, name) && context.qualifiedName(node) === name && context.definitionsOf(name).length === 0 ? results[name] : undefined
}
