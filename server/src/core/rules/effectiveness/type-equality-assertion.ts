// type-equality-assertion: `assertEqual(type(x), Thing)`: unittest has a method for the class of a value.

import { argumentsOf, calledName, rule, type Located, type Node, type Refusal, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly call: Node
  readonly subject: Node
  readonly type: Node
  readonly positional: readonly Node[]
}

export default rule({
  id: 'type-equality-assertion',
  summary: 'The class of a value is compared by assertEqual.',
  why: '`assertIsInstance` shows the value where it fails, and takes a subclass for what it is. `assertIs(type(x), …)` says that no subclass is meant.',
  section: 'effectiveness',
  severity: 'hint',
  preset: 'strict',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['hacking:H212', 'nova:N317'],
  on: 'node',
  kinds: ['call'],
  *check(call, context): Iterable<Facts> {
    const callee = call.field('function')
    if (callee?.kind !== 'attribute' || calledName(call) !== 'assertEqual' || callee.field('object')?.text !== 'self') return
    const { positional, isOpen } = argumentsOf(call)
    const [first, second] = positional
    if (isOpen || first === undefined || second === undefined) return
    const typed = [first, second].find((each) => subjectOf(each, context.qualifiedName(each)) !== undefined)
    const type = typed === first ? second : first
    // Two types that are computed are compared, not asked for.
    if (typed === undefined || !/^(?:identifier|attribute)$/.test(type.kind)) return
    yield { at: callee.field('attribute')!, call, subject: subjectOf(typed, 'type')!, type, positional: [first, second] }
  },
  message: () => '`assertIsInstance` would show the value where the class is another',
  repair({ call, subject, type, positional }): Repair | Refusal {
    const { segment } = call
    const name = call.field('function')!.field('attribute')!
    const [first, second] = positional as [Node, Node]
    if (segment.comments.some((offset, i) => i % 2 === 0 && offset >= first.start && offset < second.end)) return { refusal: 'A comment stands between the values' }
    return { title: 'Use assertIsInstance', edits: [{ segment, start: name.start, end: name.end, text: 'assertIsInstance' }, { segment, start: first.start, end: second.end, text: `${subject.text}, ${type.text}` }] }
  },
})

/** The `x` of `type(x)`. */
function subjectOf(node: Node, name: string | undefined): Node | undefined {
  const { positional } = node.kind === 'call' && name === 'type' && node.field('function')?.text === 'type' ? argumentsOf(node) : { positional: [] }
  return positional.length === 1 ? positional[0] : undefined
}
