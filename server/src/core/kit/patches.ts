// Calls that put something else in a name's place: unittest.mock, pytest-mock, monkeypatch, the fixtures of OpenStack's tests.

import { outlineOf } from '../semantic/outline.ts'
import { neighboursOf, type ForeignTarget } from '../semantic/neighbours.ts'
import { peek, type Node, type Source } from '../syntax/index.ts'
import type { Context } from './context.ts'
import { argumentsOf, calledName, literalText } from '../syntax/expressions.ts'
import { isPatch } from './mocks.ts'

export interface Patch {
  readonly call: Node
  /** Of which library, and so what it does without a replacement: `mock` and `mocker` put a mock there. */
  readonly by: 'mock' | 'mocker' | 'monkeypatch' | 'fixture'
  /** The dotted name as it is written; undefined where an object and a name are given, or no literal. */
  readonly target: string | undefined
  /** What holds the target: the string, or the object of `patch.object(thing, "name")`. */
  readonly object: Node
  /** The second argument of `patch.object(thing, "name")`. */
  readonly attribute: Node | undefined
  /** What is put in place, as a keyword (`new=`) or by position. */
  readonly replacement: Node | undefined
  readonly keywords: ReadonlyMap<string, Node>
}

/** Last names of the calls that {@link patchOf} knows. */
export const patchNames = /^(?:patch|object|setattr|stub_out|MonkeyPatch|MockPatch|MockPatchObject)$/

/** Undefined for calls that patch nothing, `patch.dict` and `patch.multiple` among them, and for those with `*args`. */
export function patchOf(call: Node, context: Context<unknown>): Patch | undefined {
  const kind = kindOf(call, context)
  if (kind === undefined) return undefined
  const { positional, keywords, isOpen } = argumentsOf(call)
  const object = positional[0] ?? keywords.get('target') ?? keywords.get('name')
  if (isOpen || object === undefined) return undefined
  const takesObject = kind.takesObject ?? (literalText(object) === undefined || positional.length > 2)
  const attribute = takesObject ? (positional[1] ?? keywords.get('attribute')) : undefined
  const replacement = positional[takesObject ? 2 : 1] ?? keywords.get('new') ?? (kind.by === 'monkeypatch' || kind.by === 'fixture' ? (keywords.get('value') ?? keywords.get('new_value')) : undefined)
  return { call, by: kind.by, target: takesObject ? undefined : literalText(object), object, attribute, replacement, keywords }
}

/** True where the patch, used as a decorator, hands its mock to the function. */
export function injectsMock({ by, replacement }: Patch): boolean {
  return by === 'mock' && replacement === undefined
}

/** What a dotted name leads to in the workspace; a tracked read. Undefined for a file that stands alone. */
export function targetOf(dotted: string, source: Source): ForeignTarget | undefined {
  return peek(source, `target ${dotted}`, (version) => neighboursOf(version)?.target(dotted), 'elsewhere')
}

/** The names that a module of the workspace imports, with what they stand for; a tracked read. Undefined where it could not be read. */
export function importsOfModule(dotted: string, source: Source): readonly (readonly [name: string, dotted: string])[] | undefined {
  return peek(source, `importsOf ${dotted}`, (version) => neighboursOf(version)?.importsOf(dotted), 'elsewhere')
}

/** The dotted names behind this file's own imports, relative ones with their dots; a tracked read. */
export function importedNames(source: Source): readonly string[] {
  return peek(source, 'importedNames', (version) => [...new Set(outlineOf(version).imports.values())], 'surface')
}

/** `takesObject` is undefined where that depends on the arguments. */
function kindOf(call: Node, context: Context<unknown>): { readonly by: Patch['by']; readonly takesObject: boolean | undefined } | undefined {
  const last = calledName(call)
  if (last === undefined) return undefined
  const callee = call.field('function')!.text
  if (last === 'patch' || last === 'object') {
    const takesObject = last === 'object'
    if (/^(?:self\.)?(?:(?:class|module|package|session)_)?mocker\.patch(?:\.object)?$/.test(callee)) return { by: 'mocker', takesObject }
    return isPatch(context.qualifiedName(call)) ? { by: 'mock', takesObject } : undefined
  }
  if (last === 'setattr') return /(?:^|\.|_)(?:monkeypatch|mp)\.setattr$/.test(callee) ? { by: 'monkeypatch', takesObject: undefined } : undefined
  if (last === 'stub_out') return callee === 'self.stub_out' ? { by: 'fixture', takesObject: false } : undefined
  if (last === 'MonkeyPatch' || last === 'MockPatch' || last === 'MockPatchObject') {
    return /^fixtures\.\w+$/.test(context.qualifiedName(call) ?? '') ? { by: 'fixture', takesObject: last === 'MockPatchObject' } : undefined
  }
  return undefined
}
