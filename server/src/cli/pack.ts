// The text of a file in the cache: what was found in the files of one project, under one version and one configuration. A file that is
// not as it was written gives nothing.

import { contentHash } from './files.ts'

export interface Entry {
  /** The `contentHash` of the file. */
  readonly hash: string
  /** As in `Evidence`. */
  readonly path: string
  readonly restsOn: readonly (readonly [string, string | null])[]
  /** As in `Reviewed`. */
  readonly findings: string
  readonly notes: string
  /** The day on which it was last of use, in days since 1970. */
  readonly used: number
}

/** By the path that the file is shown with. */
export type Pack = ReadonlyMap<string, Entry>

/** First word and format of a file; another number makes older files unreadable, which is their end. */
const mark = 'proctor-cache-1'

/**
 * The first line has the mark and a hash of all that follows; the second is JSON of the entries without their findings, where each
 * file that others rest on stands once; then the findings, a line for each entry.
 */
export function printPack(pack: Pack): string {
  const numbers = new Map<string, number>()
  const others: (readonly [string, string | null])[] = []
  const numberOf = (other: readonly [string, string | null]): number => {
    const key = `${other[1] ?? ''} ${other[0]}`
    let number = numbers.get(key)
    if (number === undefined) numbers.set(key, (number = others.push(other) - 1))
    return number
  }
  const entries = [...pack].map(([shown, { hash, path, restsOn, notes, used }]) => [shown, hash, path, notes, used, restsOn.map(numberOf)])
  const rest = [JSON.stringify({ others, entries }), ...[...pack.values()].map(({ findings }) => findings)].join('\n')
  return `${mark} ${contentHash(rest)}\n${rest}`
}

export function parsePack(text: string): Pack {
  const pack = new Map<string, Entry>()
  const end = text.indexOf('\n')
  const rest = text.slice(end + 1)
  if (end < 0 || text.slice(0, end) !== `${mark} ${contentHash(rest)}`) return pack
  const [head, ...findings] = rest.split('\n')
  // Whose hash is right was written by printPack.
  const { others, entries } = JSON.parse(head!) as { readonly others: readonly (readonly [string, string | null])[]; readonly entries: readonly (readonly [string, string, string, string, number, readonly number[]])[] }
  entries.forEach(([shown, hash, path, notes, used, numbers], i) => pack.set(shown, { hash, path, restsOn: numbers.map((number) => others[number]!), findings: findings[i]!, notes, used }))
  return pack
}
