// judge(): what one node of a function says of checking: an assertion, a call of functions of this file, or something that can't be read.

import { qualifiedName } from '../semantic/names.ts'
import { outlineOf } from '../semantic/outline.ts'
import { localScopes } from '../semantic/scopes.ts'
import type { Node, Source } from '../syntax/index.ts'
import { calleeDraft, isReceiver, isSuperCall, localFunction, methodOwner } from './callees.ts'
import { ancestryOf, classNamedBy, lookUp, ownMethod } from './classes.ts'
import { isAssertMethod, isCheckingMethod, isFailure, isMockAssertion, isQuietMethod, isRaises, isSoftCheck, isTestModule, libraryCheck, mayCheck, soundsLikeCheck, soundsLikeMaking } from './checks.ts'
import type { ClassDraft, FunctionDraft } from './drafts.ts'
import { keyword, resolvedName } from './fixtures.ts'
import { methodsNamed } from './leads.ts'
import type { Assertion, AssertionKind } from './model.ts'

export type Judgement =
  | { readonly is: 'assertion'; readonly assertion: Assertion }
  | { readonly is: 'callees'; readonly node: Node; readonly name: string; readonly callees: readonly FunctionDraft[] }
  | { readonly is: 'unread'; readonly node: Node; readonly lead?: Lead }

/** Where a call that this file can't answer leads: to an imported function, or to a method that a base in another file may have. */
export type Lead = { readonly to: 'function'; readonly dotted: string } | { readonly to: 'method'; readonly owner: ClassDraft; readonly name: string; readonly viaSuper: boolean }

/** What a node within `draft` does; undefined for nothing of interest. */
export function judge(source: Source, draft: FunctionDraft, node: Node): Judgement | undefined {
  switch (node.kind) {
    case 'assert_statement':
      return assertion('statement', node, 'assert')
    case 'raise_statement':
      return isFailure(node.firstChild?.text ?? '') ? assertion('function', node, 'AssertionError') : undefined
    case 'call':
      return judgeCall(source, draft, node)
    case 'with_item':
      return judgeContext(node)
    default:
      return judgeMention(source, draft, node)
  }
}

function assertion(kind: AssertionKind, node: Node, name: string): Judgement {
  return { is: 'assertion', assertion: { kind, node, name } }
}

function judgeCall(source: Source, draft: FunctionDraft, call: Node): Judgement | undefined {
  const callee = call.field('function')
  if (callee === undefined) return undefined
  if (callee.kind === 'identifier') return judgeName(source, draft, call, callee)
  if (callee.kind === 'attribute') return judgeAttribute(source, draft, call, callee)
  // `checks[name](x)`, `getattr(self, name)(x)`; not `type(x)(…)`.
  if (callee.kind === 'call') return callee.field('function')?.text === 'type' ? undefined : mayYieldCheck(source, callee) ? { is: 'unread', node: call } : undefined
  return callee.kind === 'subscript' ? { is: 'unread', node: call } : undefined
}

/** A function that another call answers may be a check, but for what libraries and this file's classes make. */
function mayYieldCheck(source: Source, call: Node): boolean {
  const name = qualifiedName(source, call)
  return name === undefined || !name.includes('.') || name.startsWith('self.') || name.startsWith('.') || name === 'functools.partial'
}

function judgeName(source: Source, draft: FunctionDraft, call: Node, callee: Node): Judgement | undefined {
  const name = callee.text
  const local = localFunction(callee)
  if (local !== 'free') {
    // A function nested in the one at hand stands there with all that it checks.
    if (local !== undefined) return draft.node.contains(local.node) ? undefined : calls(call, name, [local])
    const imported = qualifiedName(source, callee)
    if (imported !== undefined) return judgeLibrary(call, imported)
    return judgeLocal(call, callee)
  }
  const functions = calleeDraft(source, callee)
  if (functions !== undefined && functions !== 'outside') return calls(call, name, [functions])
  const made = classNamedBy(source, callee)
  if (made !== undefined) return calls(call, name, constructorsOf(source, made))
  const dotted = qualifiedName(source, callee)
  if (dotted === undefined) return soundsLikeCheck(name) ? { is: 'unread', node: call } : undefined
  const outline = outlineOf(source)
  if (dotted === name && outline.importOf(name) === undefined) {
    // Neither imported nor a function of this file: assigned here, from a star import, or a builtin.
    if (libraryCheck(name) !== undefined) return assertion(libraryCheck(name)!, call, name)
    const isAssigned = outline.definitionsOf(name).length > 0
    const alias = isAssigned ? resolvedName(source, callee) : undefined
    if (alias !== undefined && alias !== name) return judgeLibrary(call, alias)
    if (isAssigned ? mayCheck(name) : soundsLikeCheck(name) || (outline.starImports().length > 0 && mayCheck(name))) return { is: 'unread', node: call }
    return undefined
  }
  return judgeLibrary(call, dotted)
}

/** A variable or parameter that is called: another name for `self.assertEqual`, or a function that may assert where somebody else chose it. */
function judgeLocal(call: Node, callee: Node): Judgement | undefined {
  const binding = localScopes(callee.segment).bindingOf(callee)
  for (const { kind, node, value } of binding?.definitions ?? []) {
    if (kind !== 'assignment') continue
    const source = value ?? node.ancestor('assignment')?.field('right')
    for (const each of source === undefined ? [] : [source, ...source.descendants('attribute')]) {
      const name = each.kind === 'attribute' && each.parent?.kind !== 'call' ? each.field('attribute')?.text : undefined
      if (name !== undefined && (isRaises(name) || isAssertMethod(name))) return assertion(isRaises(name) ? 'raises' : 'method', call, name)
    }
  }
  const isChosen = binding?.definitions.some((each) => each.kind === 'parameter' || each.kind === 'for' || each.kind === 'comprehension') ?? false
  return isChosen || mayCheck(callee.text) ? { is: 'unread', node: call } : undefined
}

function judgeLibrary(call: Node, dotted: string): Judgement | undefined {
  const name = dotted.slice(dotted.lastIndexOf('.') + 1)
  const kind = libraryCheck(dotted)
  if (kind !== undefined) return assertion(kind, call, name)
  if (dotted === 'subprocess.run') return keyword(call, 'check')?.kind === 'true' ? assertion('function', call, name) : undefined
  if (soundsLikeCheck(name) || (isTestModule(dotted) && !soundsLikeMaking(name))) return { is: 'unread', node: call, lead: { to: 'function', dotted } }
  return undefined
}

function judgeAttribute(source: Source, draft: FunctionDraft, call: Node, callee: Node): Judgement | undefined {
  const name = callee.field('attribute')?.text
  const object = callee.field('object')
  if (name === undefined || object === undefined) return undefined
  if (isReceiver(object) || isSuperCall(object)) return judgeMethod(source, call, callee, name, isSuperCall(object))
  const own = calleeDraft(source, callee)
  if (own !== undefined && own !== 'outside') return own.node === draft.node ? undefined : calls(call, name, [own])
  const dotted = qualifiedName(source, callee)
  const isLibrary = dotted !== undefined && !dotted.startsWith('self.') && !dotted.startsWith('cls.') && outlineOf(source).importOf(dotted.split('.')[0]!) === undefined
  if (dotted !== undefined && (isLibrary || /^\.|\./.test(dotted)) && rootIsImport(source, callee)) return judgeLibrary(call, dotted)
  if (isMockAssertion(name)) return assertion('mock', call, name)
  if (isRaises(name)) return assertion('raises', call, name)
  if (isAssertMethod(name)) return assertion(/^assert[A-Z]|^fail/.test(name) ? 'method' : 'function', call, name)
  if (libraryCheck(name) !== undefined || isShould(callee) || isCheckingMethod(name)) return assertion('function', call, name)
  if (object.kind === 'identifier' && object.text === 'check' && dotted === undefined && isSoftCheck(name)) return assertion('function', call, name)
  const methods = methodsNamed(source, name)
  if (methods.length > 0) return calls(call, name, methods)
  return soundsLikeCheck(name) || name === 'until' ? { is: 'unread', node: call } : undefined
}

/** True where a chain begins with a name that the file or the function imports. */
function rootIsImport(source: Source, callee: Node): boolean {
  let root: Node | undefined = callee
  while (root?.kind === 'attribute') root = root.field('object')
  if (root?.kind !== 'identifier') return false
  const binding = localScopes(root.segment).bindingOf(root)
  if (binding !== undefined && binding.scope.kind !== 'module' && binding.scope.kind !== 'class') return binding.definitions.every((each) => each.kind === 'import')
  return outlineOf(source).importOf(root.text) !== undefined
}

function judgeMethod(source: Source, call: Node, callee: Node, name: string, viaSuper: boolean): Judgement | undefined {
  const owner = methodOwner(source, callee)
  const found = owner === undefined ? 'outside' : lookUp(source, owner, name, { skipOwn: viaSuper })
  if (typeof found !== 'string') return calls(call, name, [found.method])
  // A mixin's method may come from whoever mixes it in; a base may use what its heirs in this file define.
  if (owner !== undefined && !viaSuper) {
    const fromHeirs = methodsNamed(source, name)
    if (fromHeirs.length > 0) return calls(call, name, fromHeirs)
  }
  if (isRaises(name)) return assertion('raises', call, name)
  if (isAssertMethod(name)) return assertion('method', call, name)
  if (isQuietMethod(name) || (viaSuper && /^(setUp|tearDown|__)/.test(name))) return undefined
  if (found === 'outside' || mayCheck(name)) return { is: 'unread', node: call, ...(found === 'outside' && owner !== undefined && { lead: { to: 'method', owner, name, viaSuper } as const }) }
  return owner !== undefined && ancestryOf(source, owner).written.length === 0 && viaSuper ? { is: 'unread', node: call } : undefined
}

/** What runs when an object is made, or used as a context. */
function constructorsOf(source: Source, draft: ClassDraft): readonly FunctionDraft[] {
  const places = [draft, ...ancestryOf(source, draft).inFile]
  return ['__init__', '__post_init__', '__enter__', '__exit__', '__aenter__', '__aexit__'].flatMap((name) => {
    const found = places.map((each) => ownMethod(source, each, name)).find((each) => each !== undefined)
    return found === undefined ? [] : [found]
  })
}

function calls(node: Node, name: string, callees: readonly FunctionDraft[]): Judgement | undefined {
  return callees.length === 0 ? undefined : { is: 'callees', node, name, callees }
}

/** `with expectation:`: what the block must do was chosen by whoever handed it in. */
function judgeContext(item: Node): Judgement | undefined {
  const value = item.field('value')
  const node = value?.kind === 'as_pattern' ? value.firstChild : value
  if (node?.kind !== 'identifier') return undefined
  const binding = localScopes(node.segment).bindingOf(node)
  return binding?.definitions.some((each) => each.kind === 'parameter' || each.kind === 'for') === true ? { is: 'unread', node } : undefined
}

/** A function of this file that is handed on will be called by somebody; sure-style attributes assert by being read. */
function judgeMention(source: Source, draft: FunctionDraft, node: Node): Judgement | undefined {
  if (node.kind === 'attribute') {
    if (isShould(node) && node.parent?.kind === 'expression_statement') return assertion('function', node, node.field('attribute')?.text ?? 'should')
    const object = node.field('object')
    if (object === undefined || !isReceiver(object)) return undefined
  } else if (node.kind !== 'identifier') {
    return undefined
  }
  const callee = calleeDraft(source, node)
  const around = node.ancestor('call') ?? node
  const name = node.kind === 'attribute' ? (node.field('attribute')?.text ?? '') : node.text
  if (callee === undefined || callee === 'outside') {
    // `self.addCleanup(self.assertFalse, x)` asserts; `equal = self.assertEqual` does so where it is called, see `judgeLocal`.
    if (node.kind !== 'attribute' || isAliased(node)) return undefined
    if (isAssertMethod(name)) return assertion('method', around, name)
    return callee === 'outside' && soundsLikeCheck(name) ? { is: 'unread', node: around } : undefined
  }
  return draft.node.contains(callee.node) ? undefined : calls(around, name, [callee])
}

/** True for the value of an assignment to local names, one of several included. */
function isAliased(node: Node): boolean {
  let at: Node | undefined = node.parent
  while (at !== undefined && /^(tuple|expression_list|conditional_expression|parenthesized_expression)$/.test(at.kind)) at = at.parent
  return at?.kind === 'assignment' && at.field('left')?.kind !== 'attribute'
}

function isShould(node: Node): boolean {
  return /\.(should|should_not|shouldnt|must|must_not)(\.|\b)/.test(node.text)
}
