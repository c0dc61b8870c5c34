// Suppression comments: `# proctor: ignore[rule, …] reason` for a line, `# proctor: ignore-file[rule, …]` for the file.
// Reads them, tells what they hide, writes new ones. Which rules exist is handed in.

import { lastAtOrBefore } from '../text/lines.ts'
import type { Place, PlaceEdit } from '../kit/rule.ts'
import type { Segment, Source } from '../syntax/index.ts'
import { scanLine } from '../syntax/scanner.ts'

export interface Suppression {
  readonly segment: Segment
  readonly scope: 'line' | 'file'
  /** Rule ids, sections or twins as they are written; empty: everything. */
  readonly names: readonly { readonly name: string; readonly at: Place }[]
  /** The comment's own part: from its hash to its reason's end. */
  readonly at: Place
  /** What a finding must start in to be hidden, in the segment's offsets; for `file` the whole segment. */
  readonly covers: { readonly start: number; readonly end: number }
}

const pattern = /#[ \t]*proctor:[ \t]*(ignore-file|ignore)\b[ \t]*(?:\[([^\]\n]*)\])?/

const cache = new WeakMap<Segment, readonly Suppression[]>()

/** The suppressions that stand in a segment; cached with it. */
export function suppressionsOf(segment: Segment): readonly Suppression[] {
  let known = cache.get(segment)
  if (known === undefined) cache.set(segment, (known = read(segment)))
  return known
}

function read(segment: Segment): readonly Suppression[] {
  const found: Suppression[] = []
  for (let i = 0; i < segment.comments.length; i += 2) {
    const [start, end] = [segment.comments[i]!, segment.comments[i + 1]!]
    const match = pattern.exec(segment.text.slice(start, end))
    if (match === null) continue
    const from = start + match.index
    const next = segment.text.slice(from + match[0].length, end).indexOf('#')
    const to = next < 0 ? end : from + match[0].length + next
    const names: Suppression['names'][number][] = []
    if (match[2] !== undefined) {
      const listStart = from + match[0].lastIndexOf('[') + 1
      for (const word of match[2].matchAll(/[^\s,]+/g)) {
        names.push({ name: word[0], at: { segment, start: listStart + word.index, end: listStart + word.index + word[0].length } })
      }
    }
    const scope = match[1] === 'ignore-file' ? 'file' : 'line'
    const trimmed = segment.text.slice(from, to).trimEnd().length
    found.push({
      segment,
      scope,
      names,
      at: { segment, start: from, end: from + trimmed },
      covers: scope === 'file' ? { start: 0, end: segment.text.length } : coveredBy(segment, start),
    })
  }
  return found
}

/** The logical line beside the comment; for a comment on a line of its own, the next line of code. */
function coveredBy(segment: Segment, comment: number): { start: number; end: number } {
  for (let at = 0; at < segment.text.length; ) {
    const line = scanLine(segment.text, at)
    if (line.code !== undefined && line.end > comment) return { start: line.start, end: line.end }
    at = line.end
  }
  return { start: comment, end: segment.text.length }
}

/** Edits that make the file ignore `rule` at `place` (its line) or everywhere; merged into a comment that is there already. */
export function suppressionEdits(source: Source, place: Place, rule: string, scope: 'line' | 'file'): readonly PlaceEdit[] {
  return scope === 'line' ? lineEdits(place, rule) : fileEdits(source, rule)
}

function lineEdits(place: Place, rule: string): readonly PlaceEdit[] {
  const { segment } = place
  const existing = suppressionsOf(segment).find((one) => one.scope === 'line' && one.covers.start <= place.start && place.start < one.covers.end)
  if (existing !== undefined) return merged(existing, rule)
  const at = commentPlace(segment, place.start)
  const comment = commentAt(segment, at)
  const text = `# proctor: ignore[${rule}]`
  if (comment !== undefined) return [{ segment, start: comment, end: comment, text: `${text}  ` }]
  const blank = /[ \t]*$/.exec(segment.text.slice(0, at))![0].length
  return [{ segment, start: at - blank, end: at, text: `  ${text}` }]
}

function fileEdits(source: Source, rule: string): readonly PlaceEdit[] {
  for (const segment of source.segments) {
    const existing = suppressionsOf(segment).find((one) => one.scope === 'file')
    if (existing !== undefined) return merged(existing, rule)
  }
  const segment = source.segments[0]
  if (segment === undefined) return []
  const newline = /\r\n|\n|\r/.exec(source.text)?.[0] ?? '\n'
  // Behind a byte order mark, a `#!` line and PEP 263's cookie, which must be on the first two lines.
  const head = /^\uFEFF?(?:#![^\r\n]*(?:\r\n|\n|\r))?(?:#[^\r\n]*coding[:=][^\r\n]*(?:\r\n|\n|\r))?/.exec(segment.text)![0].length
  return [{ segment, start: head, end: head, text: `# proctor: ignore-file[${rule}]${newline}` }]
}

function merged(existing: Suppression, rule: string): readonly PlaceEdit[] {
  const { segment, names } = existing
  if (names.length === 0) return []
  const all = [...new Set([...names.map((one) => one.name), rule])].sort()
  return [{ segment, start: names[0]!.at.start, end: names[names.length - 1]!.at.end, text: all.join(', ') }]
}

/**
 * Where a comment about `offset` can stand: the end of its physical line, or of the whole logical line where the physical one
 * ends inside a string or with a backslash.
 */
function commentPlace(segment: Segment, offset: number): number {
  const { text, lines } = segment
  const endOf = (line: number): number => {
    let end = line + 1 < lines.length ? lines[line + 1]! : text.length
    while (end > lines[line]! && '\r\n'.includes(text[end - 1]!)) end--
    return end
  }
  const own = endOf(lastAtOrBefore(lines, offset))
  for (let at = 0; at < text.length; ) {
    const line = scanLine(text, at)
    at = line.end
    if (line.end <= offset) continue
    if (!text.slice(0, own).endsWith('\\') && !insideString(segment, own)) return own
    return endOf(lastAtOrBefore(lines, Math.max(line.start, line.end - 1)))
  }
  return own
}

function insideString(segment: Segment, offset: number): boolean {
  return segment.root.descendants('string').some((string) => string.start < offset && offset < string.end)
}

/** Start of the comment that ends at `at`. */
function commentAt(segment: Segment, at: number): number | undefined {
  for (let i = 0; i < segment.comments.length; i += 2) if (segment.comments[i + 1] === at) return segment.comments[i]
  return undefined
}

/** Removes one name, or the whole comment with the blanks before it where that was the only one. */
export function removalOf(suppression: Suppression, name: string | undefined): readonly PlaceEdit[] {
  const { segment, names, at } = suppression
  if (name !== undefined && names.length > 1) {
    const rest = names.filter((one) => one.name !== name)
    return [{ segment, start: names[0]!.at.start, end: names[names.length - 1]!.at.end, text: rest.map((one) => one.name).join(', ') }]
  }
  const before = segment.text.slice(0, at.start)
  const blank = /[ \t]*$/.exec(before)![0].length
  const ownLine = /(?:^|[\r\n])[ \t]*$/.test(before)
  const rest = /^[ \t]*(?:\r\n|\n|\r)?/.exec(segment.text.slice(at.end))![0]
  const standsAlone = ownLine && /[\r\n]$/.test(rest)
  return [{ segment, start: at.start - blank, end: standsAlone ? at.end + rest.length : at.end, text: '' }]
}
