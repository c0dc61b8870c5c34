// patchesOf(): everything that a function puts in place of something else for a while, how it takes effect and what holds its mock.
// Which parameter a decorator fills: fillings.ts.

import { qualifiedName } from '../semantic/names.ts'
import type { Node, Source } from '../syntax/index.ts'
import { fillingsOf } from './fillings.ts'
import type { FunctionUnit, NamedExpression } from './model.ts'
import { isEntering, readPatch, type PatchCall } from './patch-calls.ts'

export interface Patch extends PatchCall {
  /**
   * How it comes into effect: as decorator of the function or of its class, for a `with` block, entered by an ExitStack or the test case
   * (`enterContext`, `useFixture`), by `.start()`, at once (pytest-mock, monkeypatch); `made` where that happens elsewhere.
   */
  readonly how: 'decorator' | 'class' | 'with' | 'entered' | 'started' | 'at once' | 'made'
  /** The name or attribute that holds what it gives: a parameter, what stands behind `as`, what is assigned to. */
  readonly bound: Node | undefined
}

/** In the order in which they take effect: the class's, the function's from the top down, then the body's in text order, nested functions included. */
export function patchesOf(source: Source, unit: FunctionUnit): readonly Patch[] {
  const { filled } = fillingsOf(unit)
  const decorated = (how: 'class' | 'decorator', decorators: readonly NamedExpression[]): readonly Patch[] =>
    decorators.flatMap(({ node, name, call }) => {
      const patch = call === undefined ? undefined : readPatch(name, call)
      return patch === undefined ? [] : [{ ...patch, how, bound: filled.find((each) => each.decorator.node === node)?.parameter.node }]
    })
  const ofClass = unit.name.startsWith('test') ? decorated('class', unit.owner?.decorators ?? []) : []
  const ofBody = unit.body.descendants('call').flatMap((call) => {
    const patch = readPatch(calledAs(source, call), call)
    return patch === undefined ? [] : [{ ...patch, ...effectOf(patch, unit) }]
  })
  return [...ofClass, ...decorated('decorator', unit.decorators), ...ofBody]
}

/** The dotted name of what is called; for a fixture handed in as a parameter (`mocker`, `monkeypatch`) as it is written. */
function calledAs(source: Source, call: Node): string | undefined {
  return qualifiedName(source, call) ?? (call.field('function')?.kind === 'attribute' ? call.field('function')!.text : undefined)
}

function effectOf(patch: PatchCall, unit: FunctionUnit): Pick<Patch, 'how' | 'bound'> {
  const { call } = patch
  if ((patch.by !== 'mock' && patch.by !== 'testcase') || call.field('function')!.text.startsWith('self.')) return { how: 'at once', bound: assignedTo(call) }
  let parent = call.parent
  while (parent?.kind === 'parenthesized_expression') parent = parent.parent
  if (parent?.kind === 'with_item') return { how: 'with', bound: undefined }
  if (parent?.kind === 'as_pattern' && parent.parent?.kind === 'with_item') return { how: 'with', bound: aliasOf(parent) }
  if (parent?.kind === 'attribute' && parent.parent?.kind === 'call' && parent.field('attribute')?.text === 'start') return { how: 'started', bound: assignedTo(parent.parent) }
  if (parent?.kind === 'argument_list' && parent.parent?.kind === 'call' && isEntering(parent.parent)) return { how: 'entered', bound: assignedTo(parent.parent) }
  if (parent?.kind === 'decorator') return { how: 'decorator', bound: undefined }
  const holder = assignedTo(call)
  return holder === undefined ? { how: 'made', bound: undefined } : laterUseOf(holder, unit)
}

/** A patch that was kept in a variable or attribute: where the function enters or starts it. */
function laterUseOf(holder: Node, unit: FunctionUnit): Pick<Patch, 'how' | 'bound'> {
  for (const use of unit.body.descendants(holder.kind === 'attribute' ? 'attribute' : 'identifier')) {
    if (use.start <= holder.start || use.text !== holder.text) continue
    const parent = use.parent
    if (parent?.kind === 'attribute' && parent.field('attribute')?.text === 'start' && parent.parent?.kind === 'call') return { how: 'started', bound: assignedTo(parent.parent) }
    if (parent?.kind === 'with_item') return { how: 'with', bound: undefined }
    if (parent?.kind === 'as_pattern') return { how: 'with', bound: aliasOf(parent) }
    if (parent?.kind === 'argument_list' && parent.parent?.kind === 'call' && isEntering(parent.parent)) return { how: 'entered', bound: assignedTo(parent.parent) }
  }
  return { how: 'made', bound: undefined }
}

function aliasOf(pattern: Node): Node | undefined {
  const target = pattern.children.findLast((each) => each.kind === 'as_pattern_target')
  return target?.firstChild ?? target
}

/** The name or attribute that a call's value is assigned to, alone. */
function assignedTo(call: Node): Node | undefined {
  const { parent, fieldName } = call
  const left = parent?.kind === 'assignment' && fieldName === 'right' ? parent.field('left') : parent?.kind === 'named_expression' ? parent.field('name') : undefined
  return left?.kind === 'identifier' || left?.kind === 'attribute' ? left : undefined
}
