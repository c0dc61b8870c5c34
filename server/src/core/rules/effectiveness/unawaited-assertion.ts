// unawaited-assertion: `assert is_ready()` of an async function: the coroutine is true, and it never runs.

import { briefly, claimOf, rule, unwrapped, type Context, type Located, type Node, type Refusal, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly call: Node
  readonly isAsync: boolean
}

export default rule({
  id: 'unawaited-assertion',
  summary: 'An assertion tests a coroutine that is not awaited.',
  why: 'Calling an async function makes a coroutine and runs none of its lines. A coroutine is true and equals nothing else, so the assertion says nothing of the result.',
  section: 'effectiveness',
  severity: 'error',
  preset: 'essential',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['falsegreen:C56'],
  on: 'node',
  kinds: ['assert_statement', 'call'],
  called: /^(?:assert|fail)/,
  *check(node, context): Iterable<Facts> {
    const claim = claimOf(node)
    if (claim === undefined || /^(?:instance|none|not none)$/.test(claim.relation)) return
    for (const operand of claim.operands.map(unwrapped)) {
      if (operand.kind !== 'call' || !makesCoroutine(operand, context)) continue
      yield { at: operand, call: operand, isAsync: context.functionOf(node)?.isAsync === true }
    }
  },
  message: ({ call }) => `\`${briefly(call)}\` is a coroutine that is never awaited`,
  repair({ call, isAsync }): Repair | Refusal {
    if (!isAsync) return { refusal: 'The function around it is not async' }
    return { title: 'Await it', edits: [{ segment: call.segment, start: call.start, end: call.start, text: 'await ' }] }
  },
})

function makesCoroutine(call: Node, context: Context): boolean {
  const callee = context.calleeOf(call)
  // A decorator may run the coroutine.
  return callee !== undefined && callee.isAsync && !callee.isGenerator && callee.decorators.every(({ name }) => name === 'staticmethod' || name === 'classmethod')
}
