// Words of identifiers: splitting, snake_case, singular and plural, what a callable's name says of its result.

import { abbreviations, builtins, fillers, genericNames, irregularPlurals, keywords, prepositions, uninflected, verbs } from './word-lists.ts'

const wordPattern = /\p{Lu}+(?!\p{Ll})\d*|\p{Lu}?[\p{Ll}\p{Lo}]+\d*|\d+/gu
const splitMemo = new Map<string, readonly string[]>()
const memoLimit = 20_000

/** Lower-case words of an identifier; digits stay with the word in front: `HTTPServer2` → http, server2. */
export function splitWords(name: string): readonly string[] {
  const known = splitMemo.get(name)
  if (known !== undefined) return known
  // Mixed-case words that the pattern would cut in two.
  const even = name.replace(/IPv(?=[46])/g, 'Ipv').replace(/OAuth/g, 'Oauth').replace(/SQLite/g, 'Sqlite').replace(/([A-Z]{2,})s(?![a-z])/g, (_, letters: string) => letters[0]! + letters.slice(1).toLowerCase() + 's')
  const words = (even.match(wordPattern) ?? []).map((word) => word.toLowerCase())
  if (splitMemo.size >= memoLimit) splitMemo.clear()
  splitMemo.set(name, words)
  return words
}

/** `HttpRequest` → `http_request`. */
export function snakeCase(name: string): string {
  return splitWords(name).join('_')
}

const singulars = new Map(irregularPlurals.map(([one, many]) => [many, one]))
const plurals = new Map([...irregularPlurals].reverse())
/** Both readings exist and the one without `is` is by far the more common in code. */
singulars.set('bases', 'base')

/** The singular of a plural word; undefined where the word is not a plural. */
export function singularOf(word: string): string | undefined {
  const irregular = singulars.get(word)
  if (irregular !== undefined) return irregular
  if (word.length < 3 || !word.endsWith('s') || uninflected.has(word) || /(?:ss|us|is)$/.test(word)) return undefined
  if (word.endsWith('ies')) return word.length > 4 ? word.slice(0, -3) + 'y' : undefined
  if (/(?:sses|shes|tches|[^t]ches|xes|zzes|oes)$/.test(word)) return word.slice(0, -2)
  return word.slice(0, -1)
}

/** The plural of a singular word; a word that is plural already stays. */
export function pluralOf(word: string): string {
  if (singularOf(word) !== undefined) return word
  const irregular = plurals.get(word)
  if (irregular !== undefined) return irregular
  if (/[^aeiou]y$/.test(word)) return word.slice(0, -1) + 'ies'
  if (/(?:s|x|z|ch|sh)$/.test(word)) return word + 'es'
  return word + 's'
}

/** The name of one of what `name` names: `available_flavors` → `available_flavor`, `servers_by_id` → `server`, `server_list` → `server`. */
export function singularName(name: string): string | undefined {
  let words = [...splitWords(name)]
  const cut = words.findIndex((word, i) => i > 0 && prepositions.has(word))
  if (cut > 0) words = words.slice(0, cut)
  if (words.length > 1 && /^(?:list|set|seq|sequence|iter|iterator|queue|map|dict|array|tuple|collection|pool)$/.test(words[words.length - 1]!)) {
    words.pop()
    const one = singularOf(words[words.length - 1]!)
    if (one !== undefined) words[words.length - 1] = one
    return joined(words)
  }
  if (words.length > 1 && fillers.has(words[0]!)) words.shift()
  const last = words.pop()
  const one = last === undefined ? undefined : singularOf(last)
  return one === undefined ? undefined : joined([...words, one])
}

/** The name of many of what `name` names: `flavor` → `flavors`. */
export function pluralName(name: string): string | undefined {
  const words = [...splitWords(name)]
  const last = words.pop()
  return last === undefined ? undefined : joined([...words, pluralOf(last)])
}

/** True where the last word is a plural. */
export function isPlural(name: string): boolean {
  const words = splitWords(name)
  return words.length > 0 && singularOf(words[words.length - 1]!) !== undefined
}

/** What a callable's name says of its result. */
export interface CallNoun {
  /** Undefined where it says nothing: `run`, `get`. */
  readonly noun: string | undefined
  /** The last word of the noun where it has several. */
  readonly lastWord: string | undefined
  readonly hasVerb: boolean
  /** `get_all_…` or a plural noun that no argument narrows. */
  readonly isMany: boolean
}

/** `_get_provider_uuid_by_host` → provider_uuid; `get_all_flavors` → flavors; `server` → server, without a verb. */
export function callNoun(name: string): CallNoun {
  let words = [...splitWords(name)]
  const hasVerb = words.length > 0 && verbs.has(words[0]!)
  if (hasVerb) {
    // A second verb is part of the noun more often than not (`get_request`), but not behind these.
    do words.shift()
    while (words.length > 1 && /^(?:and|or|new|mock|fake|test|all|the|a|an)$/.test(words[0]!))
    if (/^(?:wait|assert|check|verify|ensure)$/.test(splitWords(name)[0]!)) words = []
  }
  const cut = words.findIndex((word, i) => prepositions.has(word) && (i > 0 || hasVerb))
  if (cut >= 0) words = words.slice(0, cut)
  if (words.length > 0 && prepositions.has(words[0]!)) words = []
  const noun = joined(words)
  const last = words[words.length - 1]
  return { noun, lastWord: words.length > 1 ? last : undefined, hasVerb, isMany: last !== undefined && singularOf(last) !== undefined }
}

/** Verbs of everyday programs that name what happens to a thing, beside those of {@link verbs}. */
const deeds = new Set('resize migrate rebuild evacuate reboot shelve unshelve snapshot backup restore login logout upgrade downgrade rollback archive import export cancel retry'.split(' '))

export function isVerbLike(word: string): boolean {
  return verbs.has(word) || deeds.has(word)
}

/** An identifier of these words; undefined where there are none. */
export function joined(words: readonly string[]): string | undefined {
  return words.length === 0 ? undefined : words.join('_')
}

/** Words whose number belongs to them. */
export const numberedWord = /^(?:ipv[46]|ip[46]|inet6?|utf(?:8|16|32)|sha(?:1|256|512|224|384)|md5|base64|b64|s3|ec2|k8s|oauth[12]|http[123]|h2|int(?:8|16|32|64)|uint\d+|float\d+|x86|win32|py[23]|python[23]|log(?:2|10)|atan2|latin1|x509|crc32|aes\d+|rsa\d+|e2e|p2p|d[23]|vt100|v\d|mp[34]|i18n|l10n)$/

/** True where the name can be offered as a better one: an identifier that says something, not reserved, of a length people type. */
export function isGoodName(name: string): boolean {
  let isGood = goodMemo.get(name)
  if (isGood === undefined) {
    if (goodMemo.size >= memoLimit) goodMemo.clear()
    goodMemo.set(name, (isGood = judge(name)))
  }
  return isGood
}

/** True for names of Python's builtins that a variable would hide; not for self and cls. */
export function isBuiltinName(name: string): boolean {
  return builtins.has(name) && name !== 'self' && name !== 'cls'
}

const goodMemo = new Map<string, boolean>()

function judge(name: string): boolean {
  if (name.length < 3 || name.length > 40 || !/^[a-z_][a-z0-9_]*$/.test(name) || name.startsWith('_') || name.endsWith('_')) return false
  if (keywords.has(name) || builtins.has(name) || genericNames.has(name) || abbreviations.has(name)) return false
  const words = splitWords(name)
  if (words.length > 4 || words.every((word) => genericNames.has(word) || fillers.has(word) || verbs.has(word) && words.length > 1)) return false
  return !/\d$/.test(name) && !/^(?:is|has)_?$/.test(name) && !words.some((word) => word === 'test' || (/\d/.test(word) && !numberedWord.test(word)))
}
