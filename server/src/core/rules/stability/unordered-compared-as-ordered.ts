// unordered-compared-as-ordered: `assert os.listdir(p) == ["a", "b"]`: the order is the file system's, or a hash's.

import { argumentsOf, claimOf, rule, unwrapped, type Context, type Located, type Node, type Refusal, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
  readonly written: string
  /** The list that it is compared with. */
  readonly expected: Node
}

export default rule({
  id: 'unordered-compared-as-ordered',
  summary: 'Something without an order is compared with a list.',
  why: 'A directory lists its files, and a set its elements, in whatever order they lie. The test passes here and fails on another file system or with another hash seed.',
  section: 'stability',
  severity: 'warning',
  preset: 'recommended',
  fix: 'suggested',
  since: '0.1.0',
  twins: [],
  on: 'assertion',
  *check({ node }, context): Iterable<Facts> {
    const claim = claimOf(node)
    if (claim?.relation !== '==' || claim.operands.length !== 2 || /CountEqual|SetEqual/.test(node.field('function')?.text ?? '')) return
    for (const [one, other] of [[0, 1], [1, 0]] as const) {
      const expected = claim.operands[other]!
      // With one element or none there is no order.
      if ((expected.kind !== 'list' && expected.kind !== 'tuple') || expected.children.length < 2 || new Set(expected.children.map(({ text }) => text)).size < 2) continue
      const written = unorderedIn(claim.operands[one]!, context)
      if (written !== undefined) yield { at: claim.operands[one]!, written, expected }
    }
  },
  message: ({ written }) => `\`${written}\` has no order of its own, and the list has one`,
  repair({ at, expected }): Repair | Refusal {
    if (expected.kind !== 'list') return { refusal: 'A sorted tuple becomes a list' }
    const wrap = (node: Node) => [{ segment: node.segment, start: node.start, end: node.start, text: 'sorted(' }, { segment: node.segment, start: node.end, end: node.end, text: ')' }]
    const inner = at.kind === 'call' && at.field('function')?.text === 'list' ? (argumentsOf(at).positional[0] ?? at) : at
    const actual = inner === at ? wrap(at) : [{ segment: at.segment, start: at.start, end: inner.start, text: 'sorted(' }]
    return { title: 'Compare both sorted', edits: [...actual, ...wrap(expected)] }
  },
})

/** What has no order, where the expression keeps it so: a call, `list()` of one, a name bound to one, a comprehension over one. */
function unorderedIn(node: Node, context: Context, depth = 3): string | undefined {
  const inner = unwrapped(node)
  if (depth === 0) return undefined
  if (inner.kind === 'identifier') {
    const definitions = context.bindingOf(inner)?.definitions ?? []
    const [only] = definitions
    const binding = context.bindingOf(inner)
    // `names.sort()` and whatever else is done with it may bring an order.
    if (definitions.length !== 1 || only!.kind !== 'assignment' || only!.value === undefined || binding === undefined) return undefined
    if (binding.occurrences.some((use) => use.parent?.kind === 'attribute' || use.parent?.kind === 'argument_list' && !/^(?:self\.assert\w+|len|print)$/.test(use.parent.parent?.field('function')?.text ?? ''))) return undefined
    return unorderedIn(only!.value, context, depth - 1)
  }
  if (inner.kind === 'list_comprehension') {
    const clauses = inner.children.filter(({ kind }) => kind === 'for_in_clause')
    return clauses.length === 1 ? unorderedIn(clauses[0]!.field('right')!, context, depth - 1) : undefined
  }
  if (inner.kind !== 'call') return undefined
  const name = context.qualifiedName(inner)
  if (name === 'os.listdir' || name === 'os.scandir' || /^glob\.i?glob$/.test(name ?? '')) return `${name!}()`
  const { positional } = argumentsOf(inner)
  if ((name === 'list' || name === 'tuple') && positional.length === 1) {
    const of = unwrapped(positional[0]!)
    if (of.kind === 'set' || of.kind === 'set_comprehension') return of.children.length > 1 || of.kind === 'set_comprehension' ? 'a set' : undefined
    if (of.kind === 'call' && /^(?:set|frozenset)$/.test(context.qualifiedName(of) ?? '') && argumentsOf(of).positional.length === 1) return `${of.field('function')!.text}()`
    const callee = of.kind === 'call' ? of.field('function') : undefined
    if (callee?.kind === 'attribute' && /^(?:iterdir|glob|rglob)$/.test(callee.field('attribute')?.text ?? '') && !/^glob\./.test(context.qualifiedName(of) ?? '')) return `${callee.field('attribute')!.text}()`
    return unorderedIn(of, context, depth - 1)
  }
  return undefined
}
