// Which findings the comments for other linters hide: those whose twin the comment silences, where that linter would let it be silent.
// A bare `# noqa` hides what has a twin in Ruff or flake8, and nothing else: it was written before Proctor came.

import type { Finding } from './finding.ts'
import { directivesOf, type Directive } from './neighbour-comments.ts'
import { listenerOf, meansTwin } from '../settings/neighbours/codes.ts'
import type { Segment, Source } from '../syntax/index.ts'
import { scanLine, type LogicalLine } from '../syntax/scanner.ts'

/** A range in the file. */
interface Scope {
  readonly directive: Directive
  readonly start: number
  readonly end: number
}

/** What reaches beyond its own line. */
interface Wide {
  readonly files: readonly Directive[]
  /** For `off` and `on`, in the order of the text. */
  readonly blocks: readonly Scope[]
}

const cache = new WeakMap<Source, Wide>()

/** True where a comment for another linter hides the finding. */
export function isHiddenByNeighbour(source: Source, finding: Finding): boolean {
  if (finding.twins.length === 0) return false
  const own = directivesOf(finding.at.segment)
  if (own.some((directive) => (directive.reach === 'line' || directive.reach === 'next') && isMeant(directive, finding) && coversLine(directive, finding))) return true
  const { files, blocks } = wideOf(source)
  if (files.some((directive) => isMeant(directive, finding))) return true
  if (blocks.length === 0) return false
  const at = source.startOf(finding.at.segment) + finding.at.start
  const last = blocks.findLast(({ directive, start, end }) => start <= at && at < end && isMeant(directive, finding))
  return last?.directive.reach === 'off'
}

function isMeant({ listener, codes }: Directive, { twins }: Finding): boolean {
  return codes === undefined ? twins.some((twin) => listenerOf(twin) === listener) : twins.some((twin) => codes.some((code) => meansTwin(code, twin, listener)))
}

/**
 * `line`: flake8 and Ruff look at the physical line on which their finding starts (one that a string or a backslash continues counts as
 * one). As ours may start elsewhere in the statement, a comment on the statement's first line hides it too.
 */
function coversLine({ reach, segment, start }: Directive, { at }: Finding): boolean {
  const line = lineAt(segment, at.start)
  if (reach === 'next') {
    const next = nextCode(segment, start)
    return next !== undefined && line.start === next.start
  }
  const block = physicalLine(segment, start)
  const first = line.code ?? line.start
  return (block.start <= at.start && at.start < block.end) || (block.start <= first && first < block.end)
}

/** The logical line (or the line without code) that holds the offset. */
function lineAt(segment: Segment, offset: number): LogicalLine {
  for (let at = 0; ; ) {
    const line = scanLine(segment.text, at)
    if (offset < line.end || line.end >= segment.text.length) return line
    at = line.end
  }
}

function nextCode(segment: Segment, comment: number): LogicalLine | undefined {
  for (let at = lineAt(segment, comment).end; at < segment.text.length; ) {
    const line = scanLine(segment.text, at)
    if (line.code !== undefined) return line
    at = line.end
  }
  return undefined
}

/** The line of the comment with those before it that run on into it, inside a string or behind a backslash. */
function physicalLine(segment: Segment, comment: number): { readonly start: number; readonly end: number } {
  const { text, lines } = segment
  let index = lines.findLastIndex((start) => start <= comment)
  const end = lines[index + 1] ?? text.length
  const strings = comment < segment.code ? [] : segment.root.descendants('string')
  const runsOn = (start: number): boolean => /\\(?:\r\n|\r|\n)$/.test(text.slice(0, start)) || strings.some((string) => string.start < start && start < string.end)
  while (index > 0 && runsOn(lines[index]!)) index--
  return { start: lines[index]!, end }
}

/** Worked out once for a version of the file. */
function wideOf(source: Source): Wide {
  let known = cache.get(source)
  if (known === undefined) {
    const all = source.segments.filter((segment) => segment.comments.length > 0).flatMap(directivesOf)
    known = { files: all.filter(({ reach }) => reach === 'file'), blocks: all.flatMap((directive) => scopeOf(source, directive)) }
    cache.set(source, known)
  }
  return known
}

/**
 * Pylint's and Ruff's `disable` and `enable`: beside code that line, else to the end of the block around it. Behind `class …:`, `try:` and
 * the last of several lines of a head Pylint takes the block along, behind other heads it does not (tried with 4.1).
 */
function scopeOf(source: Source, directive: Directive): readonly Scope[] {
  const { reach, segment, start } = directive
  if (reach === 'next' || reach === 'line' || reach === 'file') return []
  const base = source.startOf(segment)
  const line = lineAt(segment, start)
  if (line.code === undefined) return [{ directive, start: base + start, end: endOfBlock(source, segment, line.end, line.indent) }]
  return [{ directive, start: base + line.start, end: opensForAll(segment, line, start) ? endOfBlock(source, segment, line.end, line.indent + 1) : base + line.end }]
}

function opensForAll({ text }: Segment, { opensBlock, word, start }: LogicalLine, comment: number): boolean {
  return opensBlock && (word === 'class' || word === 'try' || /[\r\n]/.test(text.slice(start, comment)))
}

/** Offset in the file of the first line of code that is indented by less than `indent` columns; `from` counts in the segment. */
function endOfBlock(source: Source, segment: Segment, from: number, indent: number): number {
  for (let at = from; at < segment.text.length; ) {
    const line = scanLine(segment.text, at)
    if (line.code !== undefined && line.indent < indent) return source.startOf(segment) + line.start
    at = line.end
  }
  const rest = source.segments.slice(source.indexOf(segment) + 1)
  const next = rest.find((each) => each.kind !== 'trivia' && each.indent < indent)
  return next === undefined ? source.length + 1 : source.startOf(next)
}
