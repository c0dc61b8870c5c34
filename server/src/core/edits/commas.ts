// Where a trailing comma stands or may stand, what the file's own habit is, and the edit that adds or removes one.
// It never changes what Python reads: no tuple is made or unmade, no subscript gains a dimension.

import { lastAtOrBefore } from '../text/lines.ts'
import type { Node, Segment } from '../syntax/index.ts'
import { startsLine } from './layout.ts'
import type { SpanEdit } from './span.ts'

export type CommaSiteKind = 'call' | 'bases' | 'collection' | 'import' | 'parameters' | 'subscript'
export type CommaStyle = 'consistent' | 'always' | 'never'

/** Brackets around at least one element, for which a trailing comma means nothing to Python, there or not. */
export interface CommaSite {
  readonly kind: CommaSiteKind
  readonly last: Node
  readonly comma: Node | undefined
  readonly elementCount: number
  /** True where the brackets stand on different lines. */
  readonly isMultiLine: boolean
  /** True where the closing bracket is the first thing on its line. */
  readonly closesAlone: boolean
  /** True where every element begins on another line than the one before it ends. */
  readonly isOnePerLine: boolean
  /** True where an element is `*a`, `**a` or, among parameters, `*` alone. */
  readonly hasSplat: boolean
}

export interface CommaFault {
  readonly site: CommaSite
  readonly change: 'add' | 'remove'
}

/** Fewer constructs than this make no habit. */
const fewest = 3
/** A narrower majority is chance: of nova's and CPython's minority constructs two fifths stand in such files, where neither way is the file's. */
const clearMajority = 0.6

const known = new WeakMap<Segment, readonly CommaSite[]>()

/** All sites of a segment that Python can read, in the order in which their brackets open. Remembered with the segment. */
export function commaSites(segment: Segment): readonly CommaSite[] {
  let sites = known.get(segment)
  if (sites === undefined) known.set(segment, (sites = readSites(segment)))
  return sites
}

/**
 * What most of these constructs do: those that settle it have two or more elements, one on a line, and a closing bracket that
 * stands alone, where formatters and people differ by habit only (Black leaves a single element, a filled line and a call
 * with `*a` bare whatever its habit). Undefined below `least` or where less than three fifths agree.
 */
export function commaHabit(sites: Iterable<CommaSite>, least = fewest, majority = clearMajority): 'with' | 'without' | undefined {
  return habitOf([commaTally(sites)], least, majority)
}

/** How many of some sites, among those that show a habit, have a comma and have none. */
export interface CommaTally {
  readonly withComma: number
  readonly without: number
  /** How many of all the sites have a comma in front of a bracket that closes alone. */
  readonly closing: number
}

export function commaTally(sites: Iterable<CommaSite>): CommaTally {
  let [withComma, without, closing] = [0, 0, 0]
  for (const site of sites) {
    if (site.comma !== undefined && site.closesAlone) closing++
    if (!showsHabit(site)) continue
    if (site.comma === undefined) without++
    else withComma++
  }
  return { withComma, without, closing }
}

const keptTallies = new WeakMap<readonly CommaSite[], CommaTally>()

function tallyOf(segment: Segment): CommaTally {
  const sites = commaSites(segment)
  let tally = keptTallies.get(sites)
  if (tally === undefined) keptTallies.set(sites, (tally = commaTally(sites)))
  return tally
}

/** The habit that several tallies show together. */
export function habitOf(tallies: readonly CommaTally[], least = fewest, majority = clearMajority): 'with' | 'without' | undefined {
  let [withComma, without] = [0, 0]
  for (const tally of tallies) {
    withComma += tally.withComma
    without += tally.without
  }
  if (withComma + without < least || withComma === without || Math.max(withComma, without) < majority * (withComma + without)) return undefined
  return withComma > without ? 'with' : 'without'
}

/**
 * What is to be changed for the style; with `consistent`, `habit` is the norm and its absence means that nothing is.
 * `python` is the oldest version that has to read the file, as [3, minor].
 */
export function commaFaults(
  sites: Iterable<CommaSite>,
  style: CommaStyle,
  habit: 'with' | 'without' | undefined,
  python: readonly [number, number],
): readonly CommaFault[] {
  const kept = keptFaults.get(sites)
  if (kept !== undefined && kept.style === style && kept.habit === habit && kept.python === python) return kept.faults
  const faults = readFaults(sites, style, habit, python)
  keptFaults.set(sites, { style, habit, python, faults })
  return faults
}

interface KeptFaults {
  readonly style: CommaStyle
  readonly habit: 'with' | 'without' | undefined
  readonly python: readonly [number, number]
  readonly faults: readonly CommaFault[]
}

/** By the sites, which are kept with their segment: on a keystroke those of all others are as they were. */
const keptFaults = new WeakMap<Iterable<CommaSite>, KeptFaults>()

function readFaults(sites: Iterable<CommaSite>, style: CommaStyle, habit: 'with' | 'without' | undefined, python: readonly [number, number]): readonly CommaFault[] {
  const faults: CommaFault[] = []
  for (const site of sites) {
    if (site.comma === undefined) {
      const isDue = style === 'always' ? site.closesAlone : style === 'consistent' && habit === 'with' && showsHabit(site)
      if (isDue && mayFollowSplat(site, python)) faults.push({ site, change: 'add' })
    } else if (style === 'never' || (style === 'consistent' && habit === 'without' && site.closesAlone)) {
      faults.push({ site, change: 'remove' })
    }
  }
  return faults
}

/** The edits that bring `selected` into the habit that `all` shows; any majority counts, on a tie the comma wins. */
export function normalizedCommas(all: readonly Segment[], selected: readonly Segment[], python: readonly [number, number]): readonly SpanEdit[] {
  const habit = habitOf(all.map(tallyOf), 1, 0) ?? 'with'
  return selected.flatMap((segment) => commaFaults(commaSites(segment), 'consistent', habit, python)).map(commaEdit)
}

/** The edit for a fault; comments and line ends stay as they are. */
export function commaEdit({ site }: CommaFault): SpanEdit {
  const { last, comma } = site
  const { segment } = last
  if (comma === undefined) return { segment, start: last.end, end: last.end, text: ',' }
  // White space that only led to the comma, or from it to the bracket on the same line, goes with it.
  const start = /^[ \t]*$/.test(segment.text.slice(last.end, comma.start)) ? last.end : comma.start
  const gap = /^[ \t]+(?=[)\]}])/.exec(segment.text.slice(comma.end))
  return { segment, start, end: comma.end + (gap?.[0].length ?? 0), text: '' }
}

/** What a finding underlines: the comma, or the last line of the element that lacks one. */
export function commaPlace({ site }: CommaFault): { readonly segment: Segment; readonly start: number; readonly end: number } {
  if (site.comma !== undefined) return site.comma
  const { segment, start, end } = site.last
  const { lines } = segment
  const lineStart = lines[lastAtOrBefore(lines, end)]!
  if (lineStart <= start) return site.last
  const indent = /^[ \t\f]*/.exec(segment.text.slice(lineStart, end))![0].length
  return { segment, start: lineStart + indent, end }
}

function showsHabit(site: CommaSite): boolean {
  return site.closesAlone && site.isOnePerLine && site.elementCount > 1 && !site.hasSplat
}

/** Calls and displays take a comma behind `*a` since Python 3.5, parameter lists since 3.6. */
function mayFollowSplat(site: CommaSite, [major, minor]: readonly [number, number]): boolean {
  if (!site.hasSplat || major > 3) return true
  return major === 3 && minor >= (site.kind === 'parameters' ? 6 : 5)
}

const kinds: Readonly<Record<string, CommaSiteKind>> = {
  argument_list: 'call',
  list: 'collection',
  set: 'collection',
  dictionary: 'collection',
  tuple: 'collection',
  import_from_statement: 'import',
  future_import_statement: 'import',
  parameters: 'parameters',
  subscript: 'subscript',
  type_parameter: 'subscript',
}
const splats = new Set(['list_splat', 'dictionary_splat', 'list_splat_pattern', 'dictionary_splat_pattern', 'parenthesized_list_splat'])
const notElements = new Set(['line_continuation', 'comment'])

function readSites(segment: Segment): readonly CommaSite[] {
  if (segment.kind === 'trivia' || segment.isBroken) return []
  return segment.root.descendants(...Object.keys(kinds)).flatMap((node) => readSite(node, kinds[node.kind]!) ?? [])
}

function readSite(node: Node, kind: CommaSiteKind): CommaSite | undefined {
  // In an f-string the text of a field may be part of its value (`{f(x)=}`).
  if (node.ancestor('interpolation') !== undefined) return undefined
  const tokens = node.tokens.filter((token) => !notElements.has(token.kind))
  const close = tokens[tokens.length - 1]
  const openAt = tokens.findIndex((token) => token.kind === '(' || token.kind === '[' || token.kind === '{')
  const open = tokens[openAt]
  if (open === undefined || close === undefined || !/^[)\]}]$/.test(close.kind)) return undefined
  const inner = tokens.slice(openAt + 1, -1)
  const elements = inner.filter((token) => token.kind !== ',')
  const last = elements[elements.length - 1]
  if (last === undefined || elements.some((element) => element.kind === 'ERROR' || element.isMissing)) return undefined
  // With one element the comma is what makes the tuple.
  if (elements.length < 2 && (kind === 'subscript' || node.kind === 'tuple')) return undefined
  // A bare generator must stay the only argument; nothing may follow the star that opens keyword-only parameters.
  if (last.kind === 'generator_expression' && !last.text.startsWith('(')) return undefined
  if (last.kind === 'keyword_separator') return undefined
  const end = inner[inner.length - 1]!
  const { text } = node.segment
  const isMultiLine = /[\r\n]/.test(text.slice(open.end, close.start))
  return {
    kind: node.fieldName === 'superclasses' ? 'bases' : kind,
    last,
    comma: end.kind === ',' ? end : undefined,
    elementCount: elements.length,
    isMultiLine,
    closesAlone: isMultiLine && startsLine(text, close.start),
    isOnePerLine: elements.every((element, i) => i === 0 || /[\r\n]/.test(text.slice(elements[i - 1]!.end, element.start))),
    hasSplat: elements.some(isSplat),
  }
}

function isSplat(element: Node): boolean {
  if (splats.has(element.kind) || element.kind === 'keyword_separator') return true
  return element.kind === 'typed_parameter' && splats.has(element.firstChild?.kind ?? '')
}
