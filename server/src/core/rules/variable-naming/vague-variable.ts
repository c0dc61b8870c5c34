// Variables whose name says nothing where the code says what they are. Silent without a name that the evidence carries.

import { allRenamedTo, choice, inFunctions, names, rule, type Binding, type Located, type Repair, type Refusal } from '../../kit/index.ts'
import { functionScopes, spanOf, spellsOut, strictNames, suggestNames, vaguenessOf, type NameSuggestion, type Vagueness } from '../../naming/index.ts'

interface Facts extends Located {
  readonly name: string
  readonly kind: Vagueness
  readonly better: readonly NameSuggestion[]
  /** The variables of this name that would get the same better one; the first is underlined. */
  readonly bindings: readonly Binding[]
  /** How many further findings of this rule the file has. */
  readonly more: number
}

/** A result that is looked at within so many lines needs no name of its own: `result = f(); assert result == 3` (naming study, N-G2). */
const nearby = 15
/** One file is not flooded: each pair of name and better name once, so many pairs. */
const limit = 5

export default rule({
  id: 'vague-variable',
  summary: 'A variable is called tmp, res, obj or a single letter where the code says what it is.',
  why: 'A reader who meets `r` or `obj` thirty lines below its assignment has to go back and look. Where calls, parameters or the rest of the file already have a word for the value, using that word saves the way.',
  section: 'variable-naming',
  severity: 'information',
  preset: 'recommended',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['flake8:VNE001', 'flake8:VNE002', 'flake8:WPS110', 'flake8:WPS111', 'pylint:C0104'],
  options: {
    generic: choice(['far', 'always', 'never'], 'far', 'Whether names such as data, result and items count as vague: only when used far from where they are made, always, or never'),
    accepted: names([], 'Names that are never reported, such as a domain word of one letter'),
  },
  on: 'module',
  gather(segment, options) {
    if (segment.kind === 'trivia') return []
    return functionScopes(segment).flatMap((scope) =>
      [...scope.bindings.values()].flatMap((binding) => {
        const kind = vaguenessOf(binding)
        // What hides a builtin is builtin-shadowing's, a letter that looks like a digit single-letter-variable's.
        if (kind === undefined || kind === 'builtin' || /^[lOI]$/.test(binding.name) || scope.isDynamic || options.accepted.includes(binding.name)) return []
        if (kind === 'generic' && options.generic !== 'always' && (options.generic === 'never' || spanOf(binding) <= nearby)) return []
        return [{ binding, kind }]
      }),
    )
  },
  *check(module): Iterable<Facts> {
    const groups = new Map<string, { readonly kind: Vagueness; readonly better: readonly NameSuggestion[]; readonly bindings: Binding[] }>()
    for (const { facts } of module.gathered) {
      const named = facts.map(({ binding, kind }) => ({ binding, kind, better: betterThan(binding, kind, suggestNames(module.source, binding)) }))
      for (const { binding, kind, better } of named) {
        // Two variables of one function that would both get the name are two of the same, which it would not tell apart.
        if (better.length === 0 || named.some((other) => other.binding !== binding && other.binding.scope === binding.scope && other.better[0]?.name === better[0]!.name)) continue
        const key = `${binding.name} ${better[0]!.name}`
        const group = groups.get(key)
        if (group) group.bindings.push(binding)
        else groups.set(key, { kind, better, bindings: [binding] })
      }
    }
    // Those that the default preset shows come first: the limit counts them before the others.
    const all = [...groups.values()].sort((a, b) => Number(isHalfClear(a.bindings)) - Number(isHalfClear(b.bindings)))
    for (const [i, { kind, better, bindings }] of all.slice(0, limit).entries()) {
      yield { at: bindings[0]!.definitions[0]!.node, name: bindings[0]!.name, kind, better, bindings, more: i === limit - 1 ? all.length - limit : 0, ...(isHalfClear(bindings) ? { preset: 'strict' as const } : {}) }
    }
  },
  message({ name, better, bindings, more }) {
    const [best] = better
    const what = `'${name}' says little`
    const rest = more > 0 ? `; ${more} more such name${more > 1 ? 's' : ''} in this file` : ''
    return fitting(`${what}${inFunctions(bindings)}: '${best!.name}' would say what it is`, best!.evidence, rest)
  },
  repair: ({ better, bindings }, context): readonly (Repair | Refusal)[] => allRenamedTo(bindings, better.map(({ name }) => name), context),
})

/** By the ranked names, which are the same array as long as they stay the same for one variable. */
const known = new WeakMap<readonly NameSuggestion[], readonly NameSuggestion[]>()

function betterThan({ name: own }: Binding, kind: Vagueness, ranked: readonly NameSuggestion[]): readonly NameSuggestion[] {
  let better = known.get(ranked)
  if (better === undefined) known.set(ranked, (better = strictNames(ranked, own).filter(({ name }) => kind !== 'abbreviation' || spellsOut(name, own))))
  return better
}

/** `data` or `output` says a little; what would say more is the author's to judge. */
function isHalfClear([first]: readonly Binding[]): boolean {
  return /^(?:data|input|outputs?|items?|values|contents?|info|params?|objects?|elements?|things)$/.test(first!.name)
}

/** The evidence as far as a line of 120 characters holds it. */
function fitting(head: string, evidence: string, rest: string): string {
  const [first] = evidence.split(', ')
  const fits = [evidence, first!].find((words) => head.length + words.length + rest.length + 3 <= 120)
  return fits === undefined ? `${head}${rest}` : `${head} (${fits})${rest}`
}
