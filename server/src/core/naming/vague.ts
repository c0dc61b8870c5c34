// Which variables have a name that says nothing, by the classes that were measured (about 23 raw flags per 1,000 lines: a gate must follow).

import type { Binding } from '../semantic/model.ts'
import { lastAtOrBefore } from '../text/lines.ts'
import { isLocal } from './file-names.ts'
import { bare, lastName, siteOf } from './sites.ts'
import { singularOf, splitWords } from './words.ts'
import { abbreviations, acceptedAbbreviations, builtins, longVagueNames, placeholderNames, vagueNames } from './word-lists.ts'

/**
 * - `letter`: one letter whose uses span more than three lines; not the conventional ones (see {@link isConventional}).
 * - `vague`: tmp, obj, res …
 * - `generic`: data, result, items …, which are fine near their value; see {@link spanOf}.
 * - `placeholder`: foo, bar …
 * - `abbreviation`: rare ones of at most four letters.
 * - `builtin`: hides `id`, `type`, `input` …
 */
export type Vagueness = 'letter' | 'vague' | 'generic' | 'placeholder' | 'abbreviation' | 'builtin'

/** Undefined for names that say something, for short-lived letters, and for what is not a local variable. */
export function vaguenessOf(binding: Binding): Vagueness | undefined {
  const { name } = binding
  if (name.length === 1) return name !== '_' && isLocal(binding) && spanOf(binding) > 3 && !isConventional(binding) ? 'letter' : undefined
  const kind = vagueNames.has(name)
    ? 'vague'
    : longVagueNames.has(name)
      ? 'generic'
      : placeholderNames.has(name)
        ? 'placeholder'
        : name.length <= 4 && abbreviations.has(name) && !acceptedAbbreviations.has(name)
          ? 'abbreviation'
          : builtins.has(name) && !/^(?:self|cls)$/.test(name)
            ? 'builtin'
            : undefined
  return kind !== undefined && isLocal(binding) ? kind : undefined
}

/** Lines from its first to its last occurrence. */
export function spanOf(binding: Binding): number {
  const [first] = binding.occurrences
  const last = binding.occurrences[binding.occurrences.length - 1]
  if (first === undefined || last === undefined) return 0
  const { lines } = first.segment
  return lastAtOrBefore(lines, last.start) - lastAtOrBefore(lines, first.start) + 1
}

/** True where every word of the name is one of the present name's: `host` for `dest_host`, `flavor` for `flavor1` lose what tells them apart. */
export function saysLess(name: string, own: string): boolean {
  const said = new Set(splitWords(own).flatMap((word) => [word, word.replace(/\d+$/, '')]))
  return splitWords(name).every((word) => said.has(word))
}

/** True where the name has what the abbreviation stands for among its words: `snap` is a snapshot, whatever else speaks for a volume. */
export function spellsOut(name: string, abbreviation: string): boolean {
  const long = abbreviations.get(abbreviation)
  return long === undefined || splitWords(name).some((word) => word === long || singularOf(word) === long)
}

/** Letters that come in twos and fours: coordinates, operands, sizes. */
const partners: Readonly<Record<string, string>> = { x: 'y', y: 'xz', z: 'xy', a: 'b', b: 'a', p: 'q', q: 'p', m: 'n', n: 'm', h: 'w', w: 'hr', u: 'v', v: 'uk', i: 'j', k: 'v', s: 't', t: 's', l: 'r', r: 'wl', f: 'g', g: 'fh' }

/** Letters that everybody reads: counters, a loop's short-lived target, `f` of `with open`, `e` of `except`, coordinates, capitals. */
function isConventional(binding: Binding): boolean {
  const { name, scope } = binding
  if ([...(partners[name] ?? '')].some((partner) => scope.bindings.has(partner)) || scope.bindings.has(name.toUpperCase())) return true
  if (/^[ijk]$/.test(name) || /^\p{Lu}$/u.test(name)) return true
  const sites = binding.definitions.map((definition) => siteOf(definition))
  if (sites.every((site) => site?.how === 'for')) return spanOf(binding) <= 10
  if (sites.every((site) => site?.how === 'except')) return name === 'e'
  if (name === 'f' && sites.every((site) => site !== undefined && (site.how === 'with' || /^(?:open|NamedTemporaryFile|TemporaryFile|StringIO|BytesIO|fdopen|makefile)$/.test(lastName(bare(site.value).field('function')) ?? '')))) return true
  // Numbers are operands and counters.
  return sites.every((site) => site !== undefined && /^(?:integer|float|unary_operator|binary_operator|true|false|lambda)$/.test(bare(site.value).kind))
}
