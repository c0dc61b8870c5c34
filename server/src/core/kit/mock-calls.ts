// Recorded calls of a mock (`m.call_args`, `m.mock_calls[0]`): objects that answer any attribute with one more call, always true.

import type { Node } from '../syntax/index.ts'
import { unwrapped } from '../syntax/expressions.ts'

/** `m.call_args` or an element of `m.mock_calls`, `m.call_args_list` and their like; not its arguments, which lie one subscript deeper. */
export function isRecordedCall(node: Node): boolean {
  const inner = unwrapped(node)
  if (inner.kind === 'attribute') return /^(?:call_args|await_args)$/.test(inner.field('attribute')?.text ?? '')
  if (inner.kind !== 'subscript' || inner.children[1]?.kind === 'slice') return false
  const list = inner.field('value')
  return list?.kind === 'attribute' && /^(?:mock_calls|method_calls|call_args_list|await_args_list)$/.test(list.field('attribute')?.text ?? '')
}

/** What a recorded call has of its own. */
const own = new Set(['args', 'kwargs', 'count', 'index', 'call_list', 'name', 'parent', 'from_kall'])

/** True for `m.mock_calls[0].called_with`: the attribute makes a new call object and looks at nothing. */
export function isAttributeOfRecordedCall(attribute: Node): boolean {
  const name = attribute.field('attribute')?.text ?? ''
  return attribute.kind === 'attribute' && !own.has(name) && !/^_/.test(name) && isRecordedCall(attribute.field('object')!)
}
