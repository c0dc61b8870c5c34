// sleepy-test: a test sleeps for a fixed time and then checks: too long on a fast machine, too short on a slow one.

import { argumentOf, rule, unwrapped, type Context, type Located, type Node, type TestUnit } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
}

const sleeps = /^(?:time|asyncio|trio|anyio|gevent|eventlet|curio)\.(?:greenthread\.)?sleep$/

export default rule({
  id: 'sleepy-test',
  summary: 'A test sleeps for a fixed time before it checks.',
  why: 'The time is too long on a fast machine and too short on a slow one. Waiting for the condition itself, or for an event, is both quicker and sure.',
  section: 'stability',
  severity: 'information',
  preset: 'recommended',
  fix: undefined,
  since: '0.1.0',
  twins: ['pynose:SleepyTest', 'pytest-smell:SleepyTest', 'tsdetect:SleepyTest', 'testsmell:TS09', 'zorilla:ZR002', 'semgrep:arbitrary-sleep', 'falsegreen:C16', 'nova:N374'],
  on: 'test',
  *check(test, context): Iterable<Facts> {
    for (const call of context.callsOf(test)) {
      if (!sleeps.test(context.qualifiedName(call) ?? '') || !isFixed(argumentOf(call, 'secs', 0) ?? argumentOf(call, 'delay', 0))) continue
      const statement = call.parent?.kind === 'await' ? call.parent.parent : call.parent
      if (statement?.kind !== 'expression_statement' || isMeant(call, test, context)) continue
      yield { at: call }
    }
  },
  message: ({ at }) => `The test sleeps for a fixed time, \`${at.text.replace(/\s+/g, ' ')}\``,
})

/** A number above zero, or reckoned from numbers alone; `sleep(0)` only lets others run. */
function isFixed(node: Node | undefined): boolean {
  const inner = node === undefined ? undefined : unwrapped(node)
  if (inner?.kind === 'integer' || inner?.kind === 'float') return Number(inner.text.replaceAll('_', '')) > 0
  return inner?.kind === 'binary_operator' && inner.children.every(isFixed)
}

/** Time is what the test is about, sleep is a mock, or the sleep is one turn of a loop that waits for something. */
function isMeant(call: Node, test: TestUnit, context: Context): boolean {
  if (/sleep|time|timeout|expir|delay|ttl|interval|duration|elapsed|slow|throttl|rate|poll|wait|cancel|stale|old/i.test(test.name)) return true
  if (test.decorators.some(({ node }) => /sleep/.test(node.text)) || test.owner?.decorators.some(({ node }) => /sleep/.test(node.text)) === true) return true
  const callee = call.field('function')!.text
  for (let outer = call.parent; outer !== undefined && outer !== test.node; outer = outer.parent) {
    if (outer.kind === 'while_statement' || outer.kind === 'lambda') return true
    if (outer.kind === 'for_statement' && outer.descendants('break_statement', 'return_statement').length > 0) return true
    if (outer.kind === 'with_statement' && /sleep|raises|timeout|freez|travel|fail_after|move_on/i.test(outer.children[0]?.text ?? '')) return true
  }
  // Nothing is checked behind it: it lets something run on.
  return !context.assertionsOf(test).assertions.some(({ node }) => node.segment === call.segment && node.start > call.end) || new RegExp(`${callee.replace('.', '\\.')}\\.(?:assert|call)`).test(test.body.text)
}
