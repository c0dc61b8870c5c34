// Would a new name collide? Python looks names up through scopes, so there are two ways: the name is taken, or it gets captured.

import { classOfScope } from '../semantic/attributes.ts'
import { fileScopes } from '../semantic/file.ts'
import type { Binding, Scope } from '../semantic/model.ts'
import { isFunctionLike, localScopes } from '../semantic/scopes.ts'
import type { Node, Source } from '../syntax/index.ts'

/** Why the binding can't have this name; undefined where nothing is in the way. */
export function collisionOf(source: Source, binding: Binding, newName: string): string | undefined {
  const scopes = fileScopes(source)
  const { scope, name } = binding
  if (scope.bindings.has(newName)) return `'${newName}' is already a name of this ${wordFor(scope)}`

  // What reads the new name in the binding's reach today would read this binding instead.
  const reader = mentionsBelow(source, scope, newName).find((node) => {
    const meaning = scopes.bindingOf(node)
    return meaning === undefined || !isBelow(meaning.scope, scope)
  })
  if (reader !== undefined) return `'${newName}' is used here for something else (line ${lineOf(source, reader)}), which '${name}' would hide`

  // A reference in a nested scope that has the new name for itself would read that one.
  for (const node of binding.occurrences) {
    for (const between of scopes.chain(node)) {
      if (between === scope) break
      if (between.bindings.has(newName) || declares(between, newName)) return `'${newName}' is already a name in the ${wordFor(between)} around line ${lineOf(source, node)}`
    }
  }
  return undefined
}

export function lineOf(source: Source, node: Node): number {
  return source.positionAt(source.rangeOf(node).start).line + 1
}

function wordFor(scope: Scope): string {
  return scope.kind === 'type-parameters' || scope.kind === 'annotation' ? 'definition' : scope.kind
}

/** True where the scope says `global` or `nonlocal` of the name: then it has it without binding it. */
function declares(scope: Scope, name: string): boolean {
  return (scope.mentions.get(name) ?? []).some((node) => node.parent?.kind === 'global_statement' || node.parent?.kind === 'nonlocal_statement')
}

/** Identifiers of that name in the scope and the scopes nested in it; for the module and a class body in all segments. */
function mentionsBelow(source: Source, scope: Scope, name: string): readonly Node[] {
  if (isFunctionLike(scope.kind) || (scope.kind === 'class' && classOfScope(source, scope) === undefined)) return below(scope, name)
  const segments = scope.kind === 'module' ? source.segments : []
  const found: Node[] = scope.kind === 'module' ? [] : [...(scope.mentions.get(name) ?? [])]
  for (const segment of segments) if (segment.kind !== 'trivia' && segment.text.includes(name)) for (const each of localScopes(segment).scopes) found.push(...(each.mentions.get(name) ?? []))
  return found
}

function below(scope: Scope, name: string): readonly Node[] {
  return [...(scope.mentions.get(name) ?? []), ...scope.children.flatMap((child) => below(child, name))]
}

/** True where `inner` lies strictly below `outer`, so that its names hide outer ones. */
function isBelow(inner: Scope, outer: Scope): boolean {
  if (outer.kind === 'module') return inner.kind !== 'module'
  for (let at = inner.parent; at !== undefined; at = at.parent) if (at === outer) return true
  return false
}
