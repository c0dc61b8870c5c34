// self-confirming-literal: `x.size = 3; assert x.size == 3`: the test reads back what it has just written.

import { claimOf, isConstant, rule, segmentsMentioning, type Located, type Node } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
  readonly target: string
}

export default rule({
  id: 'self-confirming-literal',
  summary: 'An assertion reads back a constant that the lines right above it assigned.',
  why: 'Nothing of the program runs in between, unless a property does. The assertion checks that Python can assign.',
  section: 'effectiveness',
  severity: 'information',
  preset: 'strict',
  fix: undefined,
  since: '0.1.0',
  twins: ['falsegreen:C11a'],
  whenNotToUse: 'In tests of properties and descriptors. Those that say so in their name, and objects of classes with setters in the same file, are left alone.',
  on: 'node',
  kinds: ['assert_statement', 'call'],
  *check(node, context): Iterable<Facts> {
    const claim = claimOf(node)
    if (claim === undefined || !['==', 'is', 'true', 'false', 'none'].includes(claim.relation)) return
    const [subject, expected] = claim.operands[0]!.kind === 'attribute' ? claim.operands : [claim.operands[1], claim.operands[0]]
    if (subject?.kind !== 'attribute' || subject.descendants('call').length > 0) return
    const statement = node.kind === 'call' ? node.parent : node
    const unit = context.functionOf(node)
    if (statement?.parent?.kind !== 'block' || unit?.role !== 'test' || /set|propert|descript|attr|assign|slot|field|default|dataclass|enum|proxy/i.test(`${unit.name} ${unit.owner?.name ?? ''} ${context.source.path}`)) return
    const assigned = assignedAbove(statement, subject.text)
    const value = assigned?.field('right')
    if (assigned === undefined || value === undefined || !isConstant(value)) return
    if (expected !== undefined && expected.text !== value.text) return
    if (segmentsMentioning(context.source, /@[\w.]+\.setter|__set(?:attr)?__|__slots__|property\(/) > 0) return
    yield { at: subject, target: subject.text, related: [{ at: assigned, message: 'Assigned here' }] }
  },
  message: ({ target }) => `\`${target}\` was assigned right above, so it is what the test made it`,
})

/** The assignment to this text, with only other assignments of constants and assertions without calls between. */
function assignedAbove(statement: Node, target: string): Node | undefined {
  for (let above = statement.previousSibling; above !== undefined; above = above.previousSibling) {
    const assignment = above.kind === 'expression_statement' ? above.firstChild : undefined
    if (assignment?.kind !== 'assignment') return undefined
    if (assignment.field('left')?.text === target) return assignment
    if (assignment.descendants('call', 'await', 'yield').length > 0) return undefined
  }
  return undefined
}
