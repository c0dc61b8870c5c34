// ownAssertMethod(): whether `self.assertIn` is unittest's own. Says yes only where no class of the workspace has put another in its place.

import type { FunctionUnit } from '../suite/model.ts'
import type { Node } from '../syntax/index.ts'
import type { Context } from './context.ts'

/**
 * True where `call` is a method of `self` or `cls` in a test case, and both the method that is called and `instead` are what unittest
 * (or the framework outside of the workspace that stands for it) gives under these names. Tracked.
 */
export function hasOwnAssertMethods(call: Node, instead: string, context: Context<unknown>): boolean {
  const callee = call.field('function')
  if (callee?.kind !== 'attribute' || !/^(?:self|cls)$/.test(callee.field('object')?.text ?? '')) return false
  const owner = methodAround(call, context)?.owner
  if (owner === undefined || owner.isTestCase !== 'yes') return false
  const classes = [owner, ...context.ancestorsOf(owner)]
  const names = new Set([callee.field('attribute')?.text ?? '', instead])
  return [...names].every((name) => classes.every((each) => context.methodNamed(each, name) === undefined) && context.inheritedElsewhere(owner, name).method === undefined)
}

/** The method to which `self` belongs: a function nested in it has no class of its own. */
function methodAround(node: Node, context: Context<unknown>): FunctionUnit | undefined {
  let unit = context.functionOf(node)
  while (unit !== undefined && unit.owner === undefined) {
    const around = unit.outer.parent
    unit = around === undefined ? undefined : context.functionOf(around)
  }
  return unit
}
