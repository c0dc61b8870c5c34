// truth-assert-without-message: `assertTrue(check(x))` fails with "False is not true".

import { calledName, claimOf, rule, unwrapped, type Located, type Node } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
  readonly name: string
}

export default rule({
  id: 'truth-assert-without-message',
  summary: 'The truth of a call is asserted without a message.',
  why: 'The failure says "False is not true", and neither the arguments of the call nor what it is about.',
  section: 'effectiveness',
  severity: 'hint',
  preset: 'strict',
  fix: undefined,
  since: '0.1.0',
  twins: [],
  on: 'node',
  kinds: ['call'],
  *check(call): Iterable<Facts> {
    const name = calledName(call)
    const claim = name === 'assertTrue' || name === 'assertFalse' ? claimOf(call) : undefined
    if (claim === undefined || claim.message !== undefined || unwrapped(claim.operands[0]!).kind !== 'call') return
    yield { at: call.field('function')!.field('attribute') ?? call, name: name! }
  },
  message: ({ name }) => `\`${name}\` of a call says nothing where it fails; a message would`,
})
