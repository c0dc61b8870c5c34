// surfaceOf(): what a segment shows to the rest of the file, so that typing inside a function asks nothing of the others again.

import { knowledgeOf } from '../semantic/neighbours.ts'
import { localScopes } from '../semantic/scopes.ts'
import { Segment, type Source } from '../syntax/index.ts'
import { draftsOf } from './drafts.ts'

/** The calls that tell a class of unittest's by its methods. */
export const selfAssert = /\bself\.(assert[A-Z_]\w*|fail(?:If|Unless)?\w*)\s*\(/

const surfaces = new WeakMap<Segment, string>()

/**
 * Equal for two segments that the outline and the suite model of a file can't tell apart but for which of them they are: for a
 * function its decorators and signature, what it binds outside itself and how it was told to be unittest's; for everything else all of it.
 */
export function surfaceOf(segment: Segment): string {
  let surface = surfaces.get(segment)
  if (surface === undefined) surfaces.set(segment, (surface = read(segment)))
  return surface
}

function read(segment: Segment): string {
  if (segment.kind === 'trivia') return 'trivia'
  const code = segment.text.slice(segment.code)
  const { functions, classes } = draftsOf(segment)
  const [first] = functions
  const isFunction = segment.root.children.length === 1 && first?.within === 'body' && first.outer === segment.root.firstChild
  // A function whose header is being typed shows nothing.
  if (segment.isBroken && segment.root.children.length === 0 && segment.unclosed === undefined) return `${segment.kind} unread ${selfAssert.test(code)}`
  if (!isFunction) return `${segment.kind} ${code}`
  return JSON.stringify([
    segment.kind,
    segment.text.slice(segment.code, first.body.start),
    functions.map((draft) => [draft.name, draft.isGenerator, draft.decorators.length]),
    classes.map((draft) => draft.name),
    [...localScopes(segment).module.bindings.keys()],
    selfAssert.test(code),
  ])
}

/** True where what was answered is, or holds, something of one of the segments; true too where that can't be told. */
export function restsOn(answer: unknown, segments: ReadonlySet<Segment>): boolean {
  if (typeof answer !== 'object' || answer === null) return false
  if (answer instanceof Segment) return segments.has(answer)
  if (Array.isArray(answer)) return answer.some((item) => restsOn(item, segments))
  // An ancestry: its classes of this file; those of others follow from what the neighbours know.
  if ('inFile' in answer) return restsOn(answer.inFile, segments)
  const { segment } = answer as { readonly segment?: unknown }
  return segment instanceof Segment ? segments.has(segment) : true
}

/**
 * The segments of the older version that the newer one replaces, where each has a successor that shows the same to the rest of the
 * file; undefined where the surface of the file changed, or what other files say of it.
 */
export function replacedInside(older: Source, newer: Source): ReadonlySet<Segment> | undefined {
  const [before, after] = [older.segments, newer.segments]
  if (before.length !== after.length || knowledgeOf(older) !== knowledgeOf(newer)) return undefined
  const replaced = new Set<Segment>()
  for (let i = 0; i < before.length; i++) {
    if (before[i] === after[i]) continue
    if (surfaceOf(before[i]!) !== surfaceOf(after[i]!)) return undefined
    replaced.add(before[i]!)
  }
  return replaced
}

/** What a table over a file holds of its segments: when one that matters is replaced, the table is made anew. */
const matters: Readonly<Record<'classes' | 'decorated', (segment: Segment) => boolean>> = {
  classes: (segment) => draftsOf(segment).classes.length > 0,
  decorated: (segment) => draftsOf(segment).functions.some((draft) => draft.decorators.length > 0),
}

/** A table that follows from a file's surface, kept over the versions that leave it as it is. */
export function perSurface<T>(holds: keyof typeof matters, build: (source: Source) => T): (source: Source) => T {
  const tables = new WeakMap<object, { version: Source; readonly table: T }>()
  return (source) => {
    const kept = tables.get(source.lineage)
    if (kept?.version === source) return kept.table
    const replaced = kept === undefined ? undefined : replacedInside(kept.version, source)
    if (kept !== undefined && replaced !== undefined && ![...replaced].some(matters[holds])) {
      kept.version = source
      return kept.table
    }
    const table = build(source)
    tables.set(source.lineage, { version: source, table })
    return table
  }
}
