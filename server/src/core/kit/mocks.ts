// Whether an expression is a mock, as far as the file shows. It says yes only for a reason that can be pointed at.

import type { Definition } from '../semantic/model.ts'
import { fillingsOf } from '../suite/fillings.ts'
import { isEntering, readPatch, type PatchCall } from '../suite/patch-calls.ts'
import type { FunctionUnit, NamedExpression } from '../suite/model.ts'
import type { Node } from '../syntax/index.ts'
import type { Context } from './context.ts'
import { argumentsOf, calledName, rootOf, unwrapped } from '../syntax/expressions.ts'

const factories = new Set(['Mock', 'MagicMock', 'AsyncMock', 'NonCallableMock', 'NonCallableMagicMock', 'ThreadingMock', 'PropertyMock', 'create_autospec'])
/** Attributes that only mocks have; `called` and `spec` are too common elsewhere. */
const ownAttributes = new Set([
  'return_value', 'side_effect', 'call_count', 'call_args', 'call_args_list', 'mock_calls', 'method_calls', 'reset_mock', 'await_count', 'await_args',
  'assert_called', 'assert_called_once', 'assert_called_with', 'assert_called_once_with', 'assert_any_call', 'assert_has_calls', 'assert_not_called',
  'assert_awaited', 'assert_awaited_once', 'assert_awaited_with', 'assert_awaited_once_with', 'assert_any_await', 'assert_has_awaits', 'assert_not_awaited',
])

/**
 * True where `node` (or the name that its chain starts with) is made by `Mock()` and its like or by a patch, is a parameter that a
 * patch decorator fills, is called a mock, or is used as one elsewhere in the function (`x.return_value`, `x.assert_called_with`).
 */
export function isMock(node: Node, context: Context<unknown>, depth = 3): boolean {
  if (isKnownMock(node, context, depth)) return true
  const inner = awaited(node)
  return rootOf(inner) !== undefined && isUsedAsMock(inner, context)
}

/** The same without the last reason: it is made as a mock here, or called one. For rules about attributes that others may have too. */
export function isKnownMock(node: Node, context: Context<unknown>, depth = 3): boolean {
  const inner = awaited(node)
  if (inner.kind === 'call' && makesMock(inner, context)) return true
  const root = rootOf(inner)
  if (root === undefined) return false
  if (names(inner).some((name) => /(?:^|_)(?:mock|mocked|mox)(?:_|\d|$)|^m_|Mock$/.test(name))) return true
  const definitions = context.bindingOf(root)?.definitions ?? []
  return definitions.some((definition) => bindsMock(definition, context, depth))
}

function awaited(node: Node): Node {
  const inner = unwrapped(node)
  return inner.kind === 'await' && inner.firstChild !== undefined ? awaited(inner.firstChild) : inner
}

/** `Mock()`, `mock.patch(…)`, `mocker.patch.object(…)`, `patcher.start()` of one of these. */
export function makesMock(call: Node, context: Context<unknown>): boolean {
  const name = context.qualifiedName(call)
  const last = calledName(call)
  if (last !== undefined && factories.has(last) && (name === undefined || !/^(?:self|cls)\./.test(name))) return true
  if (isPatch(name)) return true
  const callee = call.field('function')
  if (last === 'start' && callee?.kind === 'attribute') {
    const patcher = callee.field('object')!
    return patcher.kind === 'call' && makesMock(patcher, context)
  }
  return callee?.kind === 'attribute' && rootOf(callee)?.text === 'mocker' && last !== 'stopall'
}

/** True for `unittest.mock.patch`, `.patch.object` and their like, and for the same in the package `mock`. */
export function isPatch(qualifiedName: string | undefined): boolean {
  return qualifiedName !== undefined && /^(?:unittest\.)?mock\.patch(?:\.object|\.multiple|\.dict)?$/.test(qualifiedName)
}

/** The parameters that a function's and its class's patch decorators fill, in their order. */
export function patchedParameters(unit: FunctionUnit): readonly Node[] {
  return patchesFilling(unit).map(({ parameter }) => parameter)
}

/** The same with the patch that fills each; where the order can't be told it is what the known decorators alone would do. */
export function patchesFilling(unit: FunctionUnit): readonly { readonly parameter: Node; readonly patch: NamedExpression }[] {
  return fillingsOf(unit).filled.flatMap(({ parameter, by, decorator }) => (by === 'patch' ? [{ parameter: parameter.node, patch: decorator }] : []))
}

function bindsMock({ kind, node, value }: Definition, context: Context<unknown>, depth: number): boolean {
  if (kind === 'parameter') {
    const unit = context.functionOf(node)
    return unit !== undefined && patchedParameters(unit).some((parameter) => parameter.text === node.text)
  }
  if (value === undefined || depth === 0) return false
  const made = unwrapped(value)
  if (made.kind === 'call') {
    const patch = patchBehind(made, context)
    // `with patch('a.b', Fake) as fake` gives what was put there.
    if (patch !== undefined) return patch.replacement === undefined ? patch.gives !== 'nothing' && patch.gives !== 'value' : isMock(patch.replacement, context, depth - 1)
    if (makesMock(made, context)) return true
  }
  // `m = other_mock.return_value` is a mock; `result = function(mock)` is not.
  return (kind === 'assignment' || kind === 'with') && made.kind !== 'identifier' && rootOf(made) !== undefined && rootOf(made)?.text !== node.text && isMock(made, context, depth - 1)
}

/** The patch whose mock a call hands out: the call itself, what `enter_context(…)` enters, what `.start()` starts, through a variable too. */
function patchBehind(call: Node, context: Context<unknown>): PatchCall | undefined {
  const direct = readPatch(context.qualifiedName(call), call)
  if (direct !== undefined) return direct
  const callee = call.field('function')
  if (callee?.kind !== 'attribute') return undefined
  const isStart = callee.field('attribute')?.text === 'start'
  const holder = isStart ? callee.field('object') : isEntering(call) ? argumentsOf(call).positional[0] : undefined
  if (holder === undefined) return undefined
  if (holder.kind === 'call') return readPatch(context.qualifiedName(holder), holder)
  const [definition, ...others] = holder.kind === 'identifier' ? (context.bindingOf(holder)?.definitions ?? []) : []
  const value = others.length === 0 && definition?.value !== undefined ? unwrapped(definition.value) : undefined
  return value?.kind === 'call' ? readPatch(context.qualifiedName(value), value) : undefined
}

/** True where the object itself, or another attribute of what it is an attribute of, is used as only mocks are. */
function isUsedAsMock(node: Node, context: Context<unknown>): boolean {
  const unit = context.functionOf(node)
  if (unit === undefined) return false
  const text = node.text
  const parent = node.kind === 'attribute' ? node.field('object')!.text : undefined
  const siblings = parent === undefined || /^(?:self|cls)$/.test(parent) ? undefined : `${parent}.`
  return unit.body.descendants('attribute').some((use) => {
    if (!ownAttributes.has(use.field('attribute')?.text ?? '')) return false
    const object = use.field('object')?.text ?? ''
    return object === text || (siblings !== undefined && object.startsWith(siblings))
  })
}

/** The names of a chain of attributes, the root's first. */
function names(node: Node): readonly string[] {
  if (node.kind === 'identifier') return [node.text]
  if (node.kind === 'attribute') return [...names(unwrapped(node.field('object')!)), node.field('attribute')?.text ?? '']
  const inner = node.kind === 'call' ? node.field('function') : node.kind === 'subscript' ? node.field('value') : undefined
  return inner === undefined ? [] : names(unwrapped(inner))
}
