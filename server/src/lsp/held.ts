// While a triple-quoted string stands open, nothing behind it can be read; what was found there before is shown meanwhile, where it lies
// now. Nothing can be done about such a finding: an edit would be computed from an older text.

import type { Finding, Range, Source } from '../core/index.ts'
import { follow } from './documents.ts'
import type { Kept } from './reports.ts'
import { analyze, type View } from './view.ts'
import type { Session } from './session.ts'

/** A finding with its places as offsets in the document of its report. */
export interface Placed {
  readonly finding: Finding
  readonly at: Range
  /** One for each of `finding.related`; undefined where it is gone. */
  readonly related: readonly (Range | undefined)[]
}

/** What is shown while a string stands open. */
export interface Held {
  /** The last version in which every string was closed. */
  readonly sound: Source
  readonly placed: readonly Placed[]
}

/** Undefined where no string stands open, or none of what was found before is known. `known`: the document's last report. */
export function heldAfter(session: Session, view: View, known: Kept | undefined): Held | undefined {
  const { source, document, resolved } = view
  const { open } = source
  if (open === undefined || known === undefined || known.resolved !== resolved) return undefined
  const before = known.held ?? whole(session, view, known)
  if (before === undefined) return undefined
  const { sound } = before
  const start = source.startOf(open)
  const moved = (place: Range | undefined): Range | undefined => (place === undefined ? undefined : follow(document, known.document.version, place))
  const kept = before.placed.filter(({ finding }) => sound.has(finding.at.segment)).flatMap(({ finding, at, related }): readonly Placed[] => {
    const now = source.has(finding.at.segment) ? source.rangeOf(finding.at) : moved(at)
    // What was in a statement that is being edited in front of the string is looked for anew.
    if (now === undefined || (!source.has(finding.at.segment) && now.start < start)) return []
    return [{ finding, at: now, related: related.map(moved) }]
  })
  const isEdited = source.segments.some((segment) => segment !== open && !sound.has(segment))
  const fresh = isEdited ? analyze(session, view).findings.filter(({ at }) => !sound.has(at.segment)) : []
  return { sound, placed: inOrder([...kept, ...fresh.map((finding) => placedIn(source, finding))]) }
}

/** What was found in a document without an open string. */
function whole(session: Session, view: View, { document }: Kept): Held | undefined {
  if (document.rests()) return undefined
  const sound = document.source()
  if (sound.open !== undefined) return undefined
  return { sound, placed: session.proctor.analyze(sound, view.settings).findings.map((finding) => placedIn(sound, finding)) }
}

export function placedIn(source: Source, finding: Finding): Placed {
  return { finding, at: source.rangeOf(finding.at), related: finding.related.map(({ at }) => source.rangeOf(at)) }
}

function inOrder(placed: readonly Placed[]): readonly Placed[] {
  return [...placed].sort((a, b) => a.at.start - b.at.start || a.at.end - b.at.end)
}
