// empty-has-calls: `m.assert_has_calls([])` passes whatever the mock was called with.

import { argumentOf, argumentsOf, calledName, rule, unwrapped, type Context, type Located, type Node, type Refusal, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
  readonly call: Node
  readonly name: string
}

export default rule({
  id: 'empty-has-calls',
  summary: 'An assertion that some calls were made gets an empty list of them.',
  why: 'Every list of calls has the empty list in it, so nothing is checked. What is meant is mostly that there was no call.',
  section: 'effectiveness',
  severity: 'error',
  preset: 'essential',
  fix: 'suggested',
  since: '0.1.0',
  twins: [],
  on: 'node',
  kinds: ['call'],
  called: /^assert_has_/,
  *check(node, context): Iterable<Facts> {
    const name = calledName(node)
    if (name !== 'assert_has_calls' && name !== 'assert_has_awaits') return
    if (node.field('function')!.kind !== 'attribute' || argumentsOf(node).isOpen) return
    const calls = argumentOf(node, 'calls', 0)
    if (calls !== undefined && isEmpty(calls, context)) yield { at: calls, call: node, name }
  },
  message: ({ name }) => `\`${name}\` with no calls passes whatever happened`,
  repair({ call, name }): Repair | Refusal {
    const { segment, end } = call
    if (segment.comments.some((offset) => offset > call.start && offset < end)) return { refusal: 'A comment stands in the call' }
    const meant = name === 'assert_has_calls' ? 'assert_not_called' : 'assert_not_awaited'
    return { title: `Change to ${meant}()`, edits: [{ segment, start: call.field('function')!.field('attribute')!.start, end, text: `${meant}()` }] }
  },
})

/** `[]`, `()`, `list()`, or a variable that is one and is never touched again. */
function isEmpty(node: Node, context: Context): boolean {
  const inner = unwrapped(node)
  if (inner.kind === 'list' || inner.kind === 'tuple') return inner.children.length === 0
  if (inner.kind === 'call') return /^(?:list|tuple)\(\s*\)$/.test(inner.text)
  if (inner.kind !== 'identifier') return false
  const binding = context.bindingOf(inner)
  if (binding === undefined || binding.definitions.length !== 1 || binding.scope.isDynamic) return false
  const [{ kind, value } = { kind: undefined, value: undefined }] = binding.definitions
  if (kind !== 'assignment' || value === undefined || value.kind === 'identifier' || !isEmpty(value, context)) return false
  return binding.occurrences.slice(1).every((use) => use.parent?.kind === 'argument_list' && /^assert_has_(?:calls|awaits)$/.test(calledName(use.parent.parent!) ?? ''))
}
