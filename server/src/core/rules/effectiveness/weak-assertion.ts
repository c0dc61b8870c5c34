// weak-assertion: a test that only asserts that something is there.

import { claimOf, rule, type Located, type Node } from '../../kit/index.ts'

interface Facts extends Located {
  readonly name: string
}

export default rule({
  id: 'weak-assertion',
  summary: 'Every assertion of a test only says that there is something.',
  why: 'That a result is true, not None, not empty or of a class holds for most wrong results too.',
  section: 'effectiveness',
  severity: 'information',
  preset: 'strict',
  fix: undefined,
  since: '0.1.0',
  twins: ['falsegreen:C6'],
  on: 'test',
  *check(test, context): Iterable<Facts> {
    const { assertions, unread } = context.assertionsOf(test)
    if (assertions.length === 0 || unread.length > 0 || !assertions.every(({ kind, node }) => (kind === 'statement' || kind === 'method') && isWeak(node))) return
    yield { at: test.nameNode, name: test.name }
  },
  message: ({ name }) => `\`${name}\` only asserts that there is something`,
})

function isWeak(node: Node): boolean {
  const claim = claimOf(node)
  if (claim === undefined) return false
  const { relation, operands } = claim
  if (relation === 'not none' || relation === 'instance') return true
  // A predicate that is called may be all there is to ask.
  if (relation === 'true') return /^(?:identifier|attribute|subscript)$/.test(operands[0]!.kind)
  const [left, right] = operands
  if (relation === '>' || relation === '!=') return /^len\(/.test(left!.text) && right?.text === '0'
  if (relation === '>=') return /^len\(/.test(left!.text) && right?.text === '1'
  return relation === 'in' && /^str\(/.test(right?.text ?? '')
}
