// Sleeps of a fixed time in tests, and which of them a check waits for.

import type { TestUnit } from '../suite/model.ts'
import { argumentOf, unwrapped } from '../syntax/expressions.ts'
import type { Node } from '../syntax/index.ts'
import type { Context } from './context.ts'

const sleeps = /^(?:time|asyncio|trio|anyio|gevent|eventlet|curio)\.(?:greenthread\.)?sleep$/

/** True for a call of the test that sleeps for a fixed time, as a statement, before something is checked. */
export function sleepsBeforeCheck(call: Node, test: TestUnit, context: Context<unknown>): boolean {
  if (!isFixedTime(argumentOf(call, 'secs', 0) ?? argumentOf(call, 'delay', 0)) || !sleeps.test(context.qualifiedName(call) ?? '')) return false
  const statement = call.parent?.kind === 'await' ? call.parent.parent : call.parent
  return statement?.kind === 'expression_statement' && !isMeant(call, test, context)
}

/** A number above zero, or reckoned from numbers alone; `sleep(0)` only lets others run. */
export function isFixedTime(node: Node | undefined): boolean {
  const inner = node === undefined ? undefined : unwrapped(node)
  if (inner?.kind === 'integer' || inner?.kind === 'float') return Number(inner.text.replaceAll('_', '')) > 0
  return inner?.kind === 'binary_operator' && inner.children.every(isFixedTime)
}

/** Time is what the test is about, sleep is a mock, or the sleep is one turn of a loop that waits for something. */
function isMeant(call: Node, test: TestUnit, context: Context<unknown>): boolean {
  if (/sleep|time|timeout|expir|delay|ttl|interval|duration|elapsed|slow|throttl|rate|poll|wait|cancel|stale|old/i.test(test.name)) return true
  // Trio's clocks jump ahead of themselves.
  if (test.parameters.some(({ name }) => /^(?:autojump|mock)_clock$/.test(name))) return true
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
