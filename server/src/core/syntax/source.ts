// A source file as a sequence of segments; an edit makes a new one that shares every segment whose text stayed.

import { applyEdits, type Range, type TextEdit } from '../text/range.ts'
import { lastAtOrBefore, type Position } from '../text/lines.ts'
import { cut } from './cut.ts'
import type { Node } from './node.ts'
import type { Parser } from './parser.ts'
import { Segment } from './segment.ts'
import { closedOff } from './unclosed.ts'

/** A range inside a segment, in the segment's own offsets. */
export interface Span extends Range {
  readonly segment: Segment
}

/** One version of a file; immutable. Offsets count UTF-16 units from the start of the file, lines from 0. */
export class Source {
  readonly path: string
  readonly segments: readonly Segment[]
  readonly length: number
  readonly parser: Parser
  /** The same object in all versions of one file, for what is kept across them. */
  readonly lineage: object
  /** Another object in each version, which leads to nothing: what says that it counts for this version by it does not keep the version alive. */
  readonly stamp: object = {}
  readonly #starts: Int32Array
  readonly #firstLines: Int32Array
  #positions: Map<Segment, number> | undefined
  #text: string | undefined

  constructor(parser: Parser, path: string, segments: readonly Segment[], lineage: object = {}) {
    this.parser = parser
    this.lineage = lineage
    this.path = path
    this.segments = segments
    this.#starts = new Int32Array(segments.length + 1)
    this.#firstLines = new Int32Array(segments.length + 1)
    segments.forEach((segment, i) => {
      this.#starts[i + 1] = this.#starts[i]! + segment.text.length
      this.#firstLines[i + 1] = this.#firstLines[i]! + segment.lines.length - 1
    })
    this.length = this.#starts[segments.length]!
  }

  /** The whole text; joined when first asked for. */
  get text(): string {
    return (this.#text ??= this.segments.map((segment) => segment.text).join(''))
  }

  /** The segment in which quotes are missing, so that nothing behind its `unclosed` is read. */
  get open(): Segment | undefined {
    return this.segments.find(({ unclosed }) => unclosed !== undefined)
  }

  get lineCount(): number {
    return this.#firstLines[this.segments.length]! + 1
  }

  /** True where the segment is part of this version. */
  has(segment: Segment): boolean {
    return this.#indexes.has(segment)
  }

  /** Index of the segment; throws where it belongs to another version. */
  indexOf(segment: Segment): number {
    const index = this.#indexes.get(segment)
    if (index === undefined) throw new Error('the segment is not part of this version of the file')
    return index
  }

  /** Offset in the file at which the segment starts. */
  startOf(segment: Segment): number {
    return this.#starts[this.indexOf(segment)]!
  }

  /** A span or node as offsets in the file. */
  rangeOf(span: Span | Node): Range {
    const base = this.startOf(span.segment)
    return { start: base + span.start, end: base + span.end }
  }

  /** Offsets outside the text are taken to its nearest end. */
  positionAt(offset: number): Position {
    const clamped = Math.max(0, Math.min(offset, this.length))
    if (this.segments.length === 0) return { line: 0, column: 0 }
    const index = lastAtOrBefore(this.#starts, clamped, this.segments.length)
    const { lines } = this.segments[index]!
    const local = clamped - this.#starts[index]!
    const line = lastAtOrBefore(lines, local)
    return { line: this.#firstLines[index]! + line, column: local - lines[line]! }
  }

  /** A column behind its line's end is taken to the end, a line outside the text to the nearest end of the text. */
  offsetAt(position: Position): number {
    if (position.line < 0 || this.segments.length === 0) return 0
    if (position.line >= this.lineCount) return this.length
    const index = lastAtOrBefore(this.#firstLines, position.line, this.segments.length)
    const segment = this.segments[index]!
    const line = position.line - this.#firstLines[index]!
    const start = segment.lines[line]!
    let end = line + 1 < segment.lines.length ? segment.lines[line + 1]! : segment.text.length
    while (end > start && '\r\n'.includes(segment.text[end - 1]!)) end--
    return this.#starts[index]! + Math.min(start + Math.max(0, position.column), end)
  }

  /** The segment that covers the offset; the last one for the end of the text; undefined for an empty file. */
  segmentAt(offset: number): Segment | undefined {
    if (this.segments.length === 0) return undefined
    return this.segments[lastAtOrBefore(this.#starts, Math.max(0, Math.min(offset, this.length)), this.segments.length)]
  }

  /** The smallest named node that covers the range of file offsets; undefined in trivia or across segments. */
  nodeAt(range: Range): Node | undefined {
    const segment = this.segmentAt(range.start)
    if (segment === undefined || segment.kind === 'trivia') return undefined
    const base = this.startOf(segment)
    const [start, end] = [range.start - base, range.end - base]
    if (end > segment.text.length || start < segment.code) return undefined
    let node = segment.root
    for (;;) {
      const inner = node.children.find((child) => child.start <= start && end <= child.end)
      if (inner === undefined) return node
      node = inner
    }
  }

  get #indexes(): Map<Segment, number> {
    return (this.#positions ??= new Map(this.segments.map((segment, i) => [segment, i])))
  }
}

export function openSource(parser: Parser, path: string, text: string): Source {
  return new Source(parser, path, cutAll(parser, text))
}

/**
 * The file after the edits, all computed for `source`. Only segments whose text changed are cut anew: scanning starts one
 * segment before the first edit and stops where an old boundary behind the last edit is met in the same context.
 * Throws a RangeError where edits overlap or lie outside the text.
 */
export function editSource(source: Source, edits: readonly TextEdit[]): Source {
  if (edits.length === 0) return source
  const { segments, parser } = source
  const first = Math.min(...edits.map((edit) => edit.start))
  const last = Math.max(...edits.map((edit) => edit.end))
  if (segments.length === 0 || first < 0 || last > source.length) {
    // The file stays the same one: its place in the workspace hangs on its lineage.
    return new Source(parser, source.path, openSource(parser, source.path, applyEdits(source.text, edits)).segments, source.lineage)
  }

  let from = Math.max(0, source.indexOf(source.segmentAt(first)!) - 1)
  // A byte order mark in the middle of a file is none, which is told by what stands before it.
  while (from > 0 && segments[from]!.text.startsWith('\uFEFF')) from--
  const base = source.startOf(segments[from]!)
  const delta = edits.reduce((sum, edit) => sum + edit.text.length - (edit.end - edit.start), 0)
  const local = edits.map((edit) => ({ start: edit.start - base, end: edit.end - base, text: edit.text }))

  // The window grows until the new cuts meet an old boundary; an unclosed quote may take it to the end of the file.
  for (let to = Math.min(segments.length, source.indexOf(source.segmentAt(last)!) + 3), step = 4; ; to = Math.min(segments.length, to + step), step *= 4) {
    const window = applyEdits(joined(segments, from, to), local)
    const atEnd = to === segments.length
    const boundaries = boundariesBehind(source, from, to, last, base, delta)
    const fresh: Segment[] = []
    let resume: number | undefined
    cut(window, 0, segments[from]!.before, (piece) => {
      // A cut that reaches the end of a window that is not the end of the file may go on behind it.
      if (piece.end === window.length && !atEnd) return true
      fresh.push(new Segment(parser, window, piece))
      const old = boundaries.get(piece.end)
      if (old === undefined || !sameContext(segments[old]!.before, piece.after)) return false
      resume = old
      return true
    })
    if (resume !== undefined || atEnd) {
      const end = resume ?? segments.length
      const reused = reusing(segments.slice(from, end), fresh)
      const all = closedOff(parser, [...segments.slice(0, from), ...recalling(source, from, end, reused), ...segments.slice(end)])
      return new Source(parser, source.path, all, source.lineage)
    }
  }
}

/** The fresh segments, those of the old in their place that were cut again to the same: what hangs on them stays. */
function reusing(old: readonly Segment[], fresh: Segment[]): readonly Segment[] {
  const shorter = Math.min(old.length, fresh.length)
  let head = 0
  while (head < shorter && isSame(old[head]!, fresh[head]!)) {
    fresh[head] = old[head]!
    head++
  }
  for (let tail = 1; tail <= shorter - head && isSame(old[old.length - tail]!, fresh[fresh.length - tail]!); tail++) fresh[fresh.length - tail] = old[old.length - tail]!
  return fresh
}

/** Segments that an edit took away in one go, by text, for each file. */
const takenAway = new WeakMap<object, Map<string, Segment[]>>()
/** From so many on they are remembered: a quote that was opened, a class that was deleted. */
const fewestTaken = 16

/** The fresh segments, those that an edit had taken away before as they were: to close a quote or to undo a deletion costs next to nothing. */
function recalling(source: Source, from: number, end: number, fresh: readonly Segment[]): readonly Segment[] {
  const { segments, lineage } = source
  const taken = takenAway.get(lineage)
  let now = fresh
  if (taken !== undefined && fresh.length >= fewestTaken) {
    const staying = new Set<Segment>([...segments.slice(0, from), ...segments.slice(end), ...fresh])
    now = fresh.map((segment) => {
      const found = taken.get(segment.text)?.find((one) => !staying.has(one) && isSame(one, segment))
      if (found === undefined) return segment
      staying.add(found)
      return found
    })
  }
  if (end - from >= fewestTaken) {
    const kept = new Set(now)
    const gone = segments.slice(from, end).filter((segment) => !kept.has(segment))
    if (gone.length >= fewestTaken) takenAway.set(lineage, byText(gone))
  }
  return now
}

function byText(segments: readonly Segment[]): Map<string, Segment[]> {
  const found = new Map<string, Segment[]>()
  for (const segment of segments) {
    const same = found.get(segment.text)
    if (same === undefined) found.set(segment.text, [segment])
    else same.push(segment)
  }
  return found
}

function isSame(one: Segment, other: Segment): boolean {
  return one.kind === other.kind && one.code === other.code && one.unclosed === other.unclosed && one.text === other.text && sameContext(one.before, other.before) && sameContext(one.after, other.after)
}

function cutAll(parser: Parser, text: string): readonly Segment[] {
  const segments: Segment[] = []
  cut(text, 0, undefined, (piece) => {
    segments.push(new Segment(parser, text, piece))
    return false
  })
  return closedOff(parser, segments)
}

function joined(segments: readonly Segment[], from: number, to: number): string {
  let text = ''
  for (let i = from; i < to; i++) text += segments[i]!.text
  return text
}

/** Old segment starts behind the last edit, as offsets in the edited window, with the segments' indexes. */
function boundariesBehind(source: Source, from: number, to: number, last: number, base: number, delta: number): Map<number, number> {
  const boundaries = new Map<number, number>()
  for (let i = from + 1; i < to; i++) {
    const start = source.startOf(source.segments[i]!)
    if (start >= last) boundaries.set(start - base + delta, i)
  }
  return boundaries
}

function sameContext(a: { readonly indent: number | undefined } | undefined, b: { readonly indent: number | undefined } | undefined): boolean {
  return a === undefined || b === undefined ? a === b : a.indent === b.indent
}
