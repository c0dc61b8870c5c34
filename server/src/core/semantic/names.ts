// qualifiedName(): the dotted name that an expression stands for, import aliases resolved. It knows nothing of values.

import type { Node, Source } from '../syntax/index.ts'
import type { Binding } from './model.ts'
import { importedName, outlineOf } from './outline.ts'
import { isFunctionLike, localScopes } from './scopes.ts'

/**
 * The dotted name of a name or attribute chain, of what a call calls, of what a decorator names: `m.patch` → `unittest.mock.patch`.
 * A name of this file's own module level and a builtin give their plain name; a chain on the first parameter of a method called
 * `self` or `cls` its text (`self.client.get`); a relative import keeps its dots (`.helpers.boot`).
 * Undefined for everything else, a local variable above all. Reads of the file's imports are tracked.
 */
export function qualifiedName(source: Source, node: Node): string | undefined {
  const names: string[] = []
  let at: Node | undefined = node
  for (;;) {
    if (at === undefined) return undefined
    if (at.kind === 'call') at = names.length === 0 ? at.field('function') : undefined
    else if (at.kind === 'decorator') at = at.firstChild
    else if (at.kind === 'parenthesized_expression') at = at.children.length === 1 ? at.firstChild : undefined
    else if (at.kind === 'attribute') {
      const last: Node | undefined = at.field('attribute')
      if (last === undefined) return undefined
      names.unshift(last.text)
      at = at.field('object')
    } else if (at.kind === 'dotted_name') {
      names.unshift(...at.children.slice(1).map((child) => child.text))
      at = at.firstChild
    } else break
  }
  if (at.kind !== 'identifier') return undefined
  const first = meaning(source, at, names.length > 0)
  return first === undefined ? undefined : [first, ...names].join('.')
}

function meaning(source: Source, identifier: Node, hasAttributes: boolean): string | undefined {
  const scopes = localScopes(identifier.segment)
  const binding = scopes.bindingOf(identifier)
  const name = identifier.text
  if (binding !== undefined && binding.scope.kind !== 'module') {
    if (isFirstParameter(binding)) return hasAttributes ? name : undefined
    return importedOnly(binding)
  }
  const outline = outlineOf(source)
  if (identifier.segment.kind === 'member' && binding === undefined) {
    // In the class body itself a name of another member comes before the module's.
    const scope = scopes.scopeOf(identifier)
    if (scope === scopes.root || !isFunctionLike(scope.kind)) {
      const header = outline.classOf(identifier.segment)
      if (header !== undefined && outline.membersNamed(header, name).length > 0) return undefined
    }
  }
  return outline.importOf(name) ?? name
}

/** `self` or `cls` as a method's first parameter and nothing else. */
function isFirstParameter({ name, scope, definitions }: Binding): boolean {
  if ((name !== 'self' && name !== 'cls') || scope.kind !== 'function' || definitions.length !== 1) return false
  const [{ kind, node }] = definitions as [Binding['definitions'][number]]
  return kind === 'parameter' && scope.node?.field('parameters')?.firstChild?.contains(node) === true
}

/** The imported name where every definition of a local name is an import; the first where they differ. */
function importedOnly(binding: Binding): string | undefined {
  const [first] = binding.definitions
  return first !== undefined && binding.definitions.every((each) => each.kind === 'import') ? importedName(first.node) : undefined
}
