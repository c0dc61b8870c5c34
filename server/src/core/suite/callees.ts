// calleeDraft(): the function of this file that an expression names: nested, at module level, a method along the bases.

import { isFunctionLike, localScopes } from '../semantic/scopes.ts'
import type { Node, Source } from '../syntax/index.ts'
import { classNamedBy, lookUp, moduleFunction, ownerDraft } from './classes.ts'
import { draftsOf, type ClassDraft, type FunctionDraft } from './drafts.ts'

/** The function that `expression` (what is called, without the call) names; `outside` for a method that only a base which can't be read may have. */
export function calleeDraft(source: Source, expression: Node): FunctionDraft | 'outside' | undefined {
  if (expression.kind === 'identifier') {
    const local = localFunction(expression)
    return local === 'free' ? moduleFunction(source, expression.text) : local
  }
  if (expression.kind !== 'attribute') return undefined
  const [object, name] = [expression.field('object'), expression.field('attribute')?.text]
  if (object === undefined || name === undefined) return undefined
  const viaSuper = isSuperCall(object)
  const owner = viaSuper || isReceiver(object) ? methodOwner(source, expression) : classNamedBy(source, object)
  if (owner === undefined) return undefined
  const found = lookUp(source, owner, name, { skipOwn: viaSuper })
  return found === 'missing' ? undefined : found === 'outside' ? 'outside' : found.method
}

/** The class on whose instances the code at `node` runs: that of the innermost method around it. */
export function methodOwner(source: Source, node: Node): ClassDraft | undefined {
  const drafts = draftsOf(node.segment)
  for (let at = node.ancestor('function_definition'); at !== undefined; at = at.ancestor('function_definition')) {
    const local = at.ancestor('class_definition', 'function_definition')
    if (local?.kind === 'class_definition') return drafts.classes.find((each) => each.node === local)
    const draft = drafts.functions.find((each) => each.node === at)
    if (draft !== undefined && draft.within !== 'function') return ownerDraft(source, draft)
  }
  return undefined
}

/** True for `self` and `cls`. */
export function isReceiver(node: Node): boolean {
  return node.kind === 'identifier' && (node.text === 'self' || node.text === 'cls')
}

/** True for `super()` and `super(Class, self)`. */
export function isSuperCall(node: Node): boolean {
  return node.kind === 'call' && node.field('function')?.text === 'super'
}

/** A function nested in a function that the identifier means; undefined for other local names, `free` where the name leads out of the functions around it. */
export function localFunction(identifier: Node): FunctionDraft | undefined | 'free' {
  const binding = localScopes(identifier.segment).bindingOf(identifier)
  if (binding === undefined || !isFunctionLike(binding.scope.kind)) return 'free'
  const definition = binding.definitions.findLast((each) => each.kind === 'function')
  return definition === undefined ? undefined : draftsOf(identifier.segment).functions.find((each) => each.nameNode === definition.node)
}
