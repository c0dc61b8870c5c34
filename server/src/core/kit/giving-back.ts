// How Python tests give back what they take: what guards a statement, what registers a cleanup, where a value goes.

import type { FunctionUnit } from '../suite/model.ts'
import type { Node } from '../syntax/index.ts'
import { calledName } from './expressions.ts'

/** Names of calls that run or take over what they are given: unittest, pytest, contextlib, fixtures, atexit. */
const registrars =
  /^(?:add(?:Class|Module|Async)?Cleanup|addfinalizer|add_cleanup|add_finalizer|callback|push|push_async_callback|enter_context|enter_async_context|enterContext|enterClassContext|enterAsyncContext|register|defer|useFixture|finalize|closing|aclosing)$/

/** Inside a `with` that restores what matches `restoring` or expects a failure, in a `try`, or handed to a registrar. */
export function isGuarded(node: Node, restoring: RegExp): boolean {
  for (let outer = node.parent; outer !== undefined && outer.kind !== 'function_definition'; outer = outer.parent) {
    if (outer.kind === 'try_statement' || outer.kind === 'with_item') return true
    const context = outer.kind === 'with_statement' ? (outer.children[0]?.text ?? '') : ''
    if (restoring.test(context) || /raises/i.test(context)) return true
    if (outer.kind === 'argument_list' && registrars.test(calledName(outer.parent!) ?? '')) return true
  }
  return false
}

/** True where the node runs whatever happens, or later: in a `finally`, a handler, a `with`, a nested function, a registrar's arguments. */
export function isRegistered(node: Node, unit: FunctionUnit): boolean {
  for (let outer: Node | undefined = node; outer !== undefined && outer !== unit.node; outer = outer.parent) {
    if (['with_statement', 'finally_clause', 'except_clause', 'lambda', 'function_definition', 'decorator', 'for_statement'].includes(outer.kind)) return true
    if (outer.kind === 'call' && registrars.test(calledName(outer) ?? '')) return true
  }
  return false
}

/** True where the value of `name` (a variable or attribute as it is written) is handed on, stored elsewhere, dropped on purpose or entered by a `with`. */
export function escapes(name: string, unit: FunctionUnit): boolean {
  const uses = unit.body.descendants(name.includes('.') ? 'attribute' : 'identifier').filter((node) => node.text === name)
  let bindings = 0
  for (const use of uses) {
    const { parent } = use
    if (parent?.kind === 'attribute') continue
    if (parent?.kind === 'assignment' && use.fieldName === 'left') {
      if (bindings++ > 0) return true
    } else return true
  }
  return false
}
