// Reads a rule's spec, `test/rules/<shelf>/<id>.md`, which is its test and its manual. Runs nothing: spec-run.ts does.
//
// The format:
//   # rule-id                    then prose. Sections `## Flags …` and `## Allows …` hold ```python blocks; other sections hold prose
//                                only. Every block under Flags has at least one marker, no block under Allows has one.
//   markers                      A line whose first character behind blanks is `^` stands for what is flagged in the code line above and
//                                is taken out before parsing. The carets cover exactly the flagged columns; several groups may stand on
//                                one line. Text behind the last group is the expected message of that group: exact, or its beginning
//                                where it ends in `…`. `[error]` (warning, information, hint) before it expects that severity.
//   more than one line           Carets from the start to the end of the first line, with `…` right behind them: `^^^^… message`. Under
//                                its last line a marker that is only `…`, in the last flagged column.
//   `~~~ text`                   Three or more tildes mark a related place in the same way. Where a block has none they are not compared.
//   ```json options              {"options": …, "settings": …, "path": "test_x.py", "without": {"class": "reason"}} for the next python
//                                block: the rule's options, settings (with a "preset" what that shows of the rule, else all of it), the
//                                file's path, and the twists that can't hold for it;
//                                "files": {"app/a.py": "text"} are the other files of its workspace.
//   ```diff [safe|suggested] [title]   behind a Flags block: the effect of fixing every finding. Hunks of ` `, `-` and `+` lines, parted
//                                by `@@`. The title is the first finding's. ```diff refused [reason] with nothing in it: there is no fix.

import type { Settings, Severity } from '../../server/src/core/index.ts'

/** Ways to run a block beside as it is; spec-run.ts knows what they do. */
export const twistNames = ['python', 'crlf', 'bom', 'class', 'typed', 'suppression', 'fix'] as const
export type TwistName = (typeof twistNames)[number]

/** Something flagged (`finding`) or pointed at (`related`); offsets in the block's code, UTF-16 units. */
export interface Mark {
  readonly kind: 'finding' | 'related'
  readonly start: number
  readonly end: number
  /** Undefined: not compared. A trailing `…` stands for any rest. */
  readonly message: string | undefined
  readonly severity: Severity | undefined
}

export interface Hunk {
  readonly before: readonly string[]
  readonly after: readonly string[]
}

export interface ExpectedFix {
  readonly hunks: readonly Hunk[]
  readonly safety: 'safe' | 'suggested' | undefined
  readonly title: string | undefined
  /** Present where no fix is expected; empty where the reason is not compared. */
  readonly refusal: string | undefined
}

export interface Block {
  readonly kind: 'flags' | 'allows'
  /** The section's title with the line of the block's fence, from 1. */
  readonly title: string
  readonly code: string
  readonly marks: readonly Mark[]
  readonly fix: ExpectedFix | undefined
  readonly path: string
  readonly options: Readonly<Record<string, unknown>>
  readonly settings: Partial<Settings>
  /** Twists that can't hold for it, each with its reason. */
  readonly without: Readonly<Partial<Record<TwistName, string>>>
  /** The other files of its workspace, by path; empty for a file that stands alone. */
  readonly files: Readonly<Record<string, string>>
}

export interface Spec {
  /** From the `#` heading. */
  readonly id: string
  readonly blocks: readonly Block[]
}

/** Throws an Error that names the line where the text breaks the format. */
export function parseSpec(text: string): Spec {
  const lines = text.split(/\r?\n/)
  const id = /^# (\S+)$/.exec(lines[0] ?? '')?.[1]
  if (id === undefined) throw new Error('line 1: expected the heading "# rule-id"')
  const blocks: Block[] = []
  let section: { kind: Block['kind'] | undefined; title: string } = { kind: undefined, title: '' }
  let header: BlockHeader = {}
  for (let at = 1; at < lines.length; at++) {
    const heading = /^## (.*)$/.exec(lines[at]!)
    if (heading) section = { title: heading[1]!, kind: heading[1]!.startsWith('Flags') ? 'flags' : heading[1]!.startsWith('Allows') ? 'allows' : undefined }
    const fence = /^```(.*)$/.exec(lines[at]!)
    if (!fence) continue
    const opening = at + 1
    const end = lines.indexOf('```', at + 1)
    if (end < 0) throw new Error(`line ${opening}: the fence is never closed`)
    const body = lines.slice(at + 1, end)
    at = end
    const [language, ...rest] = fence[1]!.split(' ')
    if (language === 'python') {
      if (section.kind === undefined) throw new Error(`line ${opening}: a python block outside of "## Flags …" and "## Allows …"`)
      blocks.push(blockOf(section.kind, `${section.title}, line ${opening}`, body, header, opening))
      header = {}
    } else if (language === 'json') {
      header = headerOf(body.join('\n'), opening)
    } else if (language === 'diff') {
      const last = blocks.pop()
      if (last?.kind !== 'flags' || last.fix !== undefined) throw new Error(`line ${opening}: a diff belongs behind a python block under "## Flags …"`)
      blocks.push({ ...last, fix: fixOf(rest.join(' '), body, opening) })
    } else throw new Error(`line ${opening}: a block is \`python\`, \`diff\` or \`json options\`, not \`${language}\``)
  }
  return { id, blocks }
}

/** The code with a marker line under each mark: what a failing test shows. */
export function renderMarks(code: string, marks: readonly Mark[]): string {
  const lines = code.split('\n')
  const starts = startsOf(lines)
  const below = lines.map((): string[] => [])
  for (const mark of [...marks].sort((a, b) => a.start - b.start || a.end - b.end || a.kind.localeCompare(b.kind))) {
    const sign = mark.kind === 'finding' ? '^' : '~'
    const words = [mark.severity && `[${mark.severity}]`, mark.message].filter((word) => word !== undefined).join(' ')
    const first = lineOf(starts, mark.start)
    const last = lineOf(starts, Math.max(mark.start, mark.end - 1))
    const column = mark.start - starts[first]!
    const width = first === last ? mark.end - mark.start : lines[first]!.length - column
    below[first]!.push(`${' '.repeat(column)}${sign.repeat(width)}${first === last ? '' : '…'} ${words}`.trimEnd())
    if (first !== last) below[last]!.push(`${' '.repeat(mark.end - 1 - starts[last]!)}…`)
  }
  return lines.flatMap((line, i) => [line, ...below[i]!]).join('\n')
}

/** `text` after the hunks, each found behind the one before; an Error says which is not there. */
export function applyHunks(text: string, hunks: readonly Hunk[]): string {
  const lines = text.split('\n')
  let from = 0
  for (const { before, after } of hunks) {
    let at = from
    while (at <= lines.length && !before.every((line, i) => lines[at + i] === line)) at++
    if (at > lines.length) throw new Error(`the diff's lines are not in the block:\n${before.join('\n')}`)
    lines.splice(at, before.length, ...after)
    from = at + after.length
  }
  return lines.join('\n')
}

interface BlockHeader {
  readonly options?: Readonly<Record<string, unknown>>
  readonly settings?: Partial<Settings>
  readonly path?: string
  readonly without?: Readonly<Partial<Record<TwistName, string>>>
  readonly files?: Readonly<Record<string, string>>
}

function headerOf(text: string, line: number): BlockHeader {
  const header = JSON.parse(text) as BlockHeader
  for (const key of Object.keys(header)) if (!['options', 'settings', 'path', 'without', 'files'].includes(key)) throw new Error(`line ${line}: unknown key "${key}"`)
  for (const [name, reason] of Object.entries(header.without ?? {})) {
    if (!twistNames.includes(name as TwistName)) throw new Error(`line ${line}: unknown twist "${name}"`)
    if (reason.length < 10) throw new Error(`line ${line}: "without" needs a reason`)
  }
  return header
}

function blockOf(kind: Block['kind'], title: string, body: readonly string[], header: BlockHeader, line: number): Block {
  const { code, marks } = readMarks(body, line)
  const flagged = marks.some((mark) => mark.kind === 'finding')
  if (kind === 'flags' && !flagged) throw new Error(`line ${line}: nothing is marked in a block under Flags`)
  if (kind === 'allows' && marks.length > 0) throw new Error(`line ${line}: a marker in a block under Allows`)
  const { options = {}, settings = {}, path = 'test_example.py', without = {}, files = {} } = header
  return { kind, title, code, marks, fix: undefined, path, options, settings, without, files }
}

const markerLine = /^\s*(?:\^|~~~|…$)/

function readMarks(body: readonly string[], line: number): { readonly code: string; readonly marks: readonly Mark[] } {
  const lines = body.filter((text) => !markerLine.test(text))
  const starts = startsOf(lines)
  const marks: Mark[] = []
  const open: { readonly mark: Omit<Mark, 'end'> }[] = []
  let current = -1
  body.forEach((text, i) => {
    if (!markerLine.test(text)) {
      current++
      return
    }
    const base = starts[current]
    if (base === undefined) throw new Error(`line ${line + 1 + i}: a marker without a line of code above it`)
    if (text.trim() === '…') {
      const opened = open.pop()
      if (opened === undefined) throw new Error(`line ${line + 1 + i}: no marker of several lines is open`)
      marks.push({ ...opened.mark, end: base + text.length })
      return
    }
    const groups = [...text.matchAll(/(\s*)(\^+|~+)(…?)/gy)]
    const read = groups.reduce((sum, group) => sum + group[0].length, 0)
    const words = /^\s*(?:\[(error|warning|information|hint)\])?\s*(.*)$/.exec(text.slice(read))!
    groups.forEach((group, nth) => {
      const isLast = nth === groups.length - 1
      const start = base + group.index + group[1]!.length
      const end = start + group[2]!.length
      const mark = {
        kind: group[2]!.startsWith('^') ? 'finding' : 'related',
        start,
        message: isLast && words[2] !== '' ? words[2] : undefined,
        severity: isLast ? (words[1] as Severity | undefined) : undefined,
      } as const
      if (end > base + lines[current]!.length) throw new Error(`line ${line + 1 + i}: the marker reaches behind its line`)
      if (group[3] === '') marks.push({ ...mark, end })
      else if (end !== base + lines[current]!.length) throw new Error(`line ${line + 1 + i}: a marker of several lines goes to the end of its first line`)
      else open.push({ mark })
    })
  })
  if (open.length > 0) throw new Error(`line ${line}: a marker of several lines is never closed`)
  return { code: lines.map((text) => text + '\n').join(''), marks }
}

function fixOf(info: string, body: readonly string[], line: number): ExpectedFix {
  const [, word, rest] = /^(safe|suggested|refused)?\s*(.*)$/.exec(info)!
  const text = rest === '' ? undefined : rest
  if (word === 'refused') {
    if (body.length > 0) throw new Error(`line ${line}: a refused fix has no lines`)
    return { hunks: [], safety: undefined, title: undefined, refusal: text ?? '' }
  }
  const hunks: { before: string[]; after: string[] }[] = [{ before: [], after: [] }]
  body.forEach((text, i) => {
    const hunk = hunks[hunks.length - 1]!
    const content = text.slice(1)
    if (text.startsWith('@@')) hunks.push({ before: [], after: [] })
    else if (text.startsWith('-')) hunk.before.push(content)
    else if (text.startsWith('+')) hunk.after.push(content)
    else if (text.startsWith(' ') || text === '') {
      hunk.before.push(content)
      hunk.after.push(content)
    } else throw new Error(`line ${line + 1 + i}: a line of a diff starts with a blank, - or +`)
  })
  return { hunks: hunks.filter((hunk) => hunk.before.length > 0), safety: word as ExpectedFix['safety'], title: text, refusal: undefined }
}

function startsOf(lines: readonly string[]): readonly number[] {
  let at = 0
  return lines.map((text) => (at += text.length + 1) - text.length - 1)
}

function lineOf(starts: readonly number[], offset: number): number {
  let line = 0
  while (line + 1 < starts.length && starts[line + 1]! <= offset) line++
  return line
}
