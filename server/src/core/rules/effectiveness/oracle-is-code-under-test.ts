// oracle-is-code-under-test: `assert price(order) == price(order)` by way of a variable: what is expected comes from what is tested.

import { claimOf, rule, unwrapped, type Context, type Located, type Node, type Related } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
  readonly called: string
}

export default rule({
  id: 'oracle-is-code-under-test',
  summary: 'What is expected is made by the code that is tested.',
  why: 'Both sides are wrong in the same way, so the assertion holds whatever the function does. A value that was worked out by hand says what is right.',
  section: 'effectiveness',
  severity: 'information',
  preset: 'strict',
  fix: undefined,
  since: '0.1.0',
  twins: [],
  on: 'assertion',
  *check({ node, within }, context): Iterable<Facts> {
    const claim = claimOf(node)
    if (claim?.relation !== '==' || claim.operands.length !== 2) return
    const names = [within.name, within.owner?.name ?? '', within.docstring?.text ?? ''].join(' ')
    if (isAboutRepeating.test(names)) return
    const [one, other] = claim.operands.map((operand) => callBehind(operand, context))
    if (one === undefined || other === undefined || one === other || one.text.replace(/\s/g, '') !== other.text.replace(/\s/g, '')) return
    // A direct comparison of a call with itself is self-comparison's.
    if (unwrapped(claim.operands[0]!) === one && unwrapped(claim.operands[1]!) === other) return
    if (!isOfProject(one, context) || (one.field('arguments')?.children.length ?? 0) === 0 || mayDiffer(one, other, within.body, context)) return
    const related: Related[] = [one, other].filter((call) => call.start < node.start).slice(0, 1).map((call) => ({ at: call, message: 'The same call' }))
    yield { at: claim.operands[1]!, called: one.field('function')!.text, related }
  },
  message: ({ called }) => `Both sides come from the same call of \`${called}\``,
})

const isAboutRepeating = /same|twice|again|idempot|cache|memo|determin|stable|repeat|reuse|singleton|consisten|equal|identi|hash|roundtrip|copy|pickl|lru|seed|random|reproduc|persist|unchanged/i

function callBehind(operand: Node, context: Context): Node | undefined {
  const inner = unwrapped(operand)
  if (inner.kind === 'call') return inner
  const definitions = inner.kind === 'identifier' ? (context.bindingOf(inner)?.definitions ?? []) : []
  const value = definitions.length === 1 && definitions[0]!.kind === 'assignment' ? definitions[0]!.value : undefined
  return value?.kind === 'call' ? value : undefined
}

/** A plain function that is imported, not one of the standard library's, nor a class. */
function isOfProject(call: Node, context: Context): boolean {
  const name = context.qualifiedName(call)
  return name !== undefined && name.includes('.') && !/^(?:self|cls)\./.test(name) && /^_*[a-z]/.test(name.split('.').at(-1)!) && !/^(?:os|sys|json|re|time|datetime|copy|random|uuid|unittest|mock|pathlib|itertools|functools|math|numpy|np)\b/.test(name)
}

/** Something is called or stored between the two that may change what the function sees. */
function mayDiffer(one: Node, other: Node, body: Node, context: Context): boolean {
  const [first, last] = one.start < other.start ? [one, other] : [other, one]
  const between = body.descendants('call', 'assignment', 'augmented_assignment', 'delete_statement', 'with_statement').filter((node) => node.start > first.end && node.end < last.start)
  return between.some((node) => node.kind !== 'call' || !/^assert/.test(context.qualifiedName(node) ?? ''))
}
