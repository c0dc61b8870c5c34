// assertion-on-mutator-result: `assert not rows.sort()`: methods that change a list or a dict in place give back None.

import { briefly, calledName, claimOf, rule, unwrapped, type Context, type Located, type Node } from '../../kit/index.ts'

interface Facts extends Located {
  readonly call: Node
  readonly subject: Node
}

const mutators: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['list', new Set(['append', 'extend', 'insert', 'remove', 'reverse', 'sort', 'clear'])],
  ['dictionary', new Set(['update', 'clear'])],
  ['set', new Set(['add', 'update', 'discard', 'remove', 'clear', 'difference_update', 'intersection_update', 'symmetric_difference_update'])],
])
const builders: ReadonlyMap<string, string> = new Map([['list', 'list'], ['sorted', 'list'], ['dict', 'dictionary'], ['set', 'set']])

export default rule({
  id: 'assertion-on-mutator-result',
  summary: 'An assertion tests what a method that changes its object in place gives back, which is None.',
  why: '`sort`, `append`, `update` and their like change the object and always give back None. The assertion is about that None; what the object holds is not looked at.',
  section: 'effectiveness',
  severity: 'error',
  preset: 'essential',
  fix: undefined,
  since: '0.1.0',
  twins: ['falsegreen:C41', 'pylint:E1111'],
  on: 'node',
  kinds: ['assert_statement', 'call'],
  called: /^(?:assert|fail)/,
  *check(node, context): Iterable<Facts> {
    const claim = claimOf(node)
    if (claim === undefined || !/^(?:false|true|none|not none|==|!=|is|is not)$/.test(claim.relation)) return
    for (const operand of claim.operands.map(unwrapped)) {
      const subject = operand.kind === 'call' && operand.field('function')?.kind === 'attribute' ? unwrapped(operand.field('function')!.field('object')!) : undefined
      const methods = subject === undefined ? undefined : mutators.get(typeOf(subject, context) ?? '')
      if (subject !== undefined && methods?.has(calledName(operand) ?? '') === true && context.functionOf(node) !== undefined) yield { at: operand, call: operand, subject }
    }
  },
  message: ({ call, subject }) => `\`${briefly(call)}\` always gives None; \`${briefly(subject, 25)}\` itself is not looked at`,
})

/** The kind of builtin container that a name of the same function stands for, where every assignment agrees. */
function typeOf(subject: Node, context: Context): string | undefined {
  if (subject.kind !== 'identifier') return made(subject)
  const definitions = context.bindingOf(subject)?.definitions ?? []
  const kinds = new Set(definitions.map(({ kind, value }) => (kind === 'assignment' && value !== undefined ? made(unwrapped(value)) : undefined)))
  return kinds.size === 1 ? [...kinds][0] : undefined
}

function made(value: Node): string | undefined {
  const kind = value.kind.replace('_comprehension', '')
  if (mutators.has(kind)) return kind
  const callee = value.kind === 'call' ? value.field('function') : undefined
  return callee?.kind === 'identifier' ? builders.get(callee.text) : undefined
}
