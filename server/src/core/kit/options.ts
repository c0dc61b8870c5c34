// The options a rule can declare; from them follow their types, the settings schema, validation and the docs.

export type OptionShape =
  | { readonly type: 'choice'; readonly default: string; readonly choices: readonly string[]; readonly description: string }
  | { readonly type: 'integer'; readonly default: number; readonly minimum: number; readonly description: string }
  | { readonly type: 'boolean'; readonly default: boolean; readonly description: string }
  | { readonly type: 'names'; readonly default: readonly string[]; readonly description: string }

export type OptionShapes = Readonly<Record<string, OptionShape>>

/** The values that a rule with these shapes gets. */
export type OptionValues<S extends OptionShapes> = {
  readonly [K in keyof S]: S[K] extends { readonly type: 'choice'; readonly choices: readonly (infer C)[] }
    ? C
    : S[K] extends { readonly type: 'integer' }
      ? number
      : S[K] extends { readonly type: 'boolean' }
        ? boolean
        : readonly string[]
}

export function choice<const C extends readonly string[]>(choices: C, fallback: C[number], description: string) {
  return { type: 'choice', default: fallback, choices, description } as const
}

export function integer(fallback: number, minimum: number, description: string) {
  return { type: 'integer', default: fallback, minimum, description } as const
}

export function flag(fallback: boolean, description: string) {
  return { type: 'boolean', default: fallback, description } as const
}

export function names(fallback: readonly string[], description: string) {
  return { type: 'names', default: fallback, description } as const
}
