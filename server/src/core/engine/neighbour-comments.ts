// Comments that silence other linters: `# noqa`, `# ruff: …`, `# flake8: noqa`, `# pylint: …`, `# nosec`, `# NOSONAR`, as they are written.
// What they cover is neighbour-scopes.ts's; Proctor's own comments are suppressions.ts's.

import type { Listener } from '../settings/neighbours/codes.ts'
import type { Segment } from '../syntax/index.ts'

export interface Directive {
  readonly listener: Listener
  /** `line`: its own line; `next`: the next line of code; `file`; `on` and `off`: from here to the end of the block, or its own line where code stands before it. */
  readonly reach: 'line' | 'next' | 'file' | 'off' | 'on'
  /** Codes or names; undefined: all. */
  readonly codes: readonly string[] | undefined
  readonly segment: Segment
  /** Of the comment, in the segment. */
  readonly start: number
  readonly end: number
}

type Written = Pick<Directive, 'listener' | 'reach' | 'codes'>

const cache = new WeakMap<Segment, readonly Directive[]>()

/** In the order of the text; cached with the segment. */
export function directivesOf(segment: Segment): readonly Directive[] {
  let known = cache.get(segment)
  if (known === undefined) cache.set(segment, (known = read(segment)))
  return known
}

const hint = /noqa|pylint|nosec|nosonar|ruff/i

function read(segment: Segment): readonly Directive[] {
  const found: Directive[] = []
  for (let i = 0; i < segment.comments.length; i += 2) {
    const [start, end] = [segment.comments[i]!, segment.comments[i + 1]!]
    const text = segment.text.slice(start, end)
    if (!hint.test(text)) continue
    const isAlone = /(?:^|[\r\n])[ \t\f\uFEFF]*$/.test(segment.text.slice(0, start))
    for (const written of [...noqa(text, isAlone), ...ruff(text, isAlone), ...pylint(text), ...marks(text)]) found.push({ ...written, segment, start, end })
  }
  return found
}

/** flake8 and Ruff: codes follow a colon; a colon without codes counts as none. `# ruff: noqa` and `# flake8: noqa` stand on a line of their own. */
function noqa(text: string, isAlone: boolean): readonly Written[] {
  const file = /^#\s*(?:ruff|flake8)[:=]\s*noqa(?:\s*:\s*(.*))?\s*$/i.exec(text.trimEnd())
  if (file !== null) return isAlone ? [{ listener: 'noqa', reach: 'file', codes: codesIn(file[1]) }] : []
  const line = /#\s*noqa\b(?:\s*:\s*((?:[A-Z]+[0-9]+(?:[\s,]+|$|(?=[^\w\s,])))+))?/i.exec(text)
  return line === null ? [] : [{ listener: 'noqa', reach: 'line', codes: codesIn(line[1]) }]
}

function codesIn(text: string | undefined): readonly string[] | undefined {
  const codes = text?.match(/\b[A-Z]+[0-9]+\b/gi)
  return codes === null ? undefined : codes
}

/** Ruff's own: `# ruff: disable[PT011]` to `# ruff: enable[PT011]`, `# ruff: ignore[…]`, `# ruff: file-ignore[…]`; codes or names. */
function ruff(text: string, isAlone: boolean): readonly Written[] {
  const match = /#\s*ruff:\s*(disable|enable|ignore|file-ignore)\s*\[([^\]]*)\]/.exec(text)
  if (match === null) return []
  const codes = match[2]!.split(/[\s,]+/).filter((each) => each !== '')
  const reach = ({ disable: 'off', enable: 'on', ignore: isAlone ? 'next' : 'line', 'file-ignore': 'file' } as const)[match[1] as 'disable']
  return [{ listener: 'noqa', reach, codes }]
}

function pylint(text: string): readonly Written[] {
  const match = /\bpylint:\s*([^#]+)/.exec(text)
  if (match === null) return []
  return match[1]!.split(';').flatMap((part): readonly Written[] => {
    const statement = /^\s*(disable-next|disable|enable|skip-file)\b\s*(?:=\s*(.+))?/.exec(part)
    if (statement === null) return []
    if (statement[1] === 'skip-file') return [{ listener: 'pylint', reach: 'file', codes: undefined }]
    const codes = (statement[2] ?? '').split(',').flatMap((each) => /^[\w-]+/.exec(each.trim())?.[0] ?? [])
    const reach = ({ disable: 'off', enable: 'on', 'disable-next': 'next' } as const)[statement[1] as 'disable']
    return codes.length === 0 ? [] : [{ listener: 'pylint', reach, codes }]
  })
}

/** Bandit's and Sonar's. */
function marks(text: string): readonly Written[] {
  const nosec = /#\s*nosec\b:?\s*((?:B\d{3}[\s,]*)*)/.exec(text)
  const nosonar = /\bNOSONAR\b(?:\(([^)]*)\))?/.exec(text)
  return [
    ...(nosec === null ? [] : [{ listener: 'nosec', reach: 'line', codes: codesIn(nosec[1] || undefined) } as const]),
    ...(nosonar === null ? [] : [{ listener: 'nosonar', reach: 'line', codes: codesIn(nosonar[1]?.replaceAll('python:', '')) } as const]),
  ]
}
