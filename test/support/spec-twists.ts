// Twists of a block's code that must not change what is found: each only inserts text, so every marked offset can be followed.

import { applyEdits } from '../../server/src/core/text/range.ts'
import type { Node, Source } from '../../server/src/core/syntax/index.ts'

export interface Twisted {
  readonly code: string
  /** Where a range of the block's code is in the twisted code. */
  readonly follow: (range: { readonly start: number; readonly end: number }) => { readonly start: number; readonly end: number }
}

interface Insertion {
  readonly at: number
  readonly text: string
}

export function withCrlf(code: string): Twisted {
  return twist(code, [...code.matchAll(/\n/g)].map((match) => ({ at: match.index, text: '\r' })))
}

/** A BOM, and characters that take two UTF-16 units each, in front of everything. */
export function withBom(code: string): Twisted {
  return twist(code, [{ at: 0, text: '\uFEFF# \u{1F600} \u{1D518}\u{1D52B}\u{1D526}\n' }])
}

/**
 * The tests one level deeper: runs of test functions become methods of a class (with `self`), an only class becomes a nested one.
 * Imports, helpers and fixtures stay where they are, so names mean what they meant. Undefined where nothing can be wrapped.
 */
export function inClass(source: Source): Twisted | undefined {
  const code = source.text
  const pieces = source.segments
    .filter((segment) => segment.kind !== 'trivia')
    .map((segment) => ({ segment, start: source.startOf(segment), node: segment.root.children[0] }))
  const onlyClass = pieces.filter(({ segment }) => segment.kind === 'class').length === 1
  const insertions: Insertion[] = []
  let inRun = false
  let runs = 0
  for (const { segment, start, node } of pieces) {
    const test = testFunctionOf(node)
    const isWrapped = segment.kind === 'member' ? onlyClass : segment.kind === 'class' ? onlyClass : test !== undefined
    const from = start + segment.code
    if (isWrapped && !inRun) insertions.push({ at: lineStart(code, from), text: `class TestWrapped${runs++ === 0 ? '' : runs}:\n` })
    inRun = isWrapped
    if (!isWrapped) continue
    for (const line of linesOutsideStrings(code, lineStart(code, from), start + segment.text.length, segment.root, start)) insertions.push({ at: line, text: '    ' })
    if (segment.kind === 'statement' && test !== undefined) {
      const parameters = test.field('parameters')!
      insertions.push({ at: start + parameters.start + 1, text: parameters.children.length > 0 ? 'self, ' : 'self' })
    }
  }
  return insertions.length === 0 ? undefined : twist(code, insertions)
}

/** `text` cut into pieces at places that a seed chooses: the same ones on every run. */
export function piecesOf(text: string, count: number, seed: number): readonly string[] {
  let state = seed
  const cuts = Array.from({ length: count - 1 }, () => {
    state = (state * 1103515245 + 12345) & 0x7fffffff
    return state % (text.length + 1)
  })
  const bounds = [0, ...cuts.sort((a, b) => a - b), text.length]
  return bounds.slice(1).map((bound, i) => text.slice(bounds[i], bound))
}

function twist(code: string, insertions: readonly Insertion[]): Twisted {
  const shift = (isCounted: (at: number) => boolean) => insertions.reduce((sum, { at, text }) => (isCounted(at) ? sum + text.length : sum), 0)
  return {
    code: applyEdits(code, insertions.map(({ at, text }) => ({ start: at, end: at, text }))),
    follow: ({ start, end }) => ({ start: start + shift((at) => at <= start), end: end + shift((at) => at < end) }),
  }
}

function testFunctionOf(node: Node | undefined): Node | undefined {
  const definition = node?.kind === 'decorated_definition' ? node.field('definition') : node
  return definition?.kind === 'function_definition' && definition.field('name')?.text.startsWith('test') === true ? definition : undefined
}

function lineStart(code: string, offset: number): number {
  return code.lastIndexOf('\n', offset - 1) + 1
}

/** Offsets of the lines that hold something and do not start inside a string. */
function linesOutsideStrings(code: string, from: number, to: number, root: Node, base: number): readonly number[] {
  const strings = root.descendants('string')
  const found: number[] = []
  for (let at = from; at < to; ) {
    const end = code.indexOf('\n', at)
    const next = end < 0 ? to : end + 1
    if (code.slice(at, next).trim() !== '' && !strings.some((node) => base + node.start < at && at < base + node.end)) found.push(at)
    at = next
  }
  return found
}
