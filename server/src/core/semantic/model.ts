// The shapes of the semantic model: scopes, bindings, imports. Built by scopes.ts (one segment) and file.ts (a whole file).

import type { Node } from '../syntax/index.ts'

export type ScopeKind = 'module' | 'class' | 'function' | 'lambda' | 'comprehension' | 'type-parameters' | 'annotation'

/** How a name comes to be bound at one place. */
export type DefinitionKind =
  | 'assignment' | 'annotation' | 'augmented' | 'for' | 'with' | 'except' | 'walrus' | 'match' | 'delete' | 'comprehension'
  | 'parameter' | 'function' | 'class' | 'import' | 'type-parameter' | 'type-alias' | 'global' | 'nonlocal'

export interface Definition {
  readonly kind: DefinitionKind
  /** The identifier that is bound. */
  readonly node: Node
  /**
   * What it is bound to, where that is one expression: the right-hand side (its element, where `a, b = c, d` pairs them), the
   * iterable of a `for`, the context of a `with`, the class of an `except`, the default of a parameter.
   */
  readonly value: Node | undefined
}

/** One name in one scope. */
export interface Binding {
  readonly name: string
  readonly scope: Scope
  /** In text order; `global` and `nonlocal` declarations of it in nested scopes and what is bound there are among them. */
  readonly definitions: readonly Definition[]
  /** Every identifier that means this binding, definitions included, in text order; in nested scopes too. */
  readonly occurrences: readonly Node[]
}

export interface Scope {
  readonly kind: ScopeKind
  /** `function_definition`, `class_definition`, `lambda`, a comprehension; undefined for the module and for the class of a member segment. */
  readonly node: Node | undefined
  readonly parent: Scope | undefined
  readonly children: readonly Scope[]
  readonly bindings: ReadonlyMap<string, Binding>
  /** Names read here or below that no function scope of the same segment binds: module names, builtins, class attributes of none. */
  readonly free: ReadonlyMap<string, readonly Node[]>
  /** Identifiers that stand directly in this scope, by name, whatever they mean: own names, outer ones, `global` ones. In text order. */
  readonly mentions: ReadonlyMap<string, readonly Node[]>
  /** True where names of this scope can be reached that no identifier shows: `locals()` or `vars()` in it or in a function nested in it, `exec` below it, for the module also `globals()` and star imports. */
  readonly isDynamic: boolean
}
