// What PEP 257 would have otherwise in the layout of one docstring, each with its edit where there is one.

import { indentAt, lineEndOf } from './layout.ts'
import type { Node } from '../syntax/index.ts'

export interface LayoutFault {
  readonly message: string
  /** The same finding in pydocstyle, as Ruff has it, and hacking. */
  readonly twins: readonly string[]
  /** Offsets in the docstring's text, quotes included; one line. */
  readonly start: number
  readonly end: number
  readonly title: string
  readonly edit: { readonly start: number; readonly end: number; readonly text: string } | undefined
  /** True where nothing but blanks changes. */
  readonly isSafe: boolean
  /** True where only the twins mind it. */
  readonly isTwins?: boolean
}

/** In text order. An empty docstring has none: another rule is about that. `of`: what it documents. */
export function layoutFaults(docstring: Node, of: 'function' | 'class' | 'module'): readonly LayoutFault[] {
  const { text } = docstring
  const opening = /^([a-zA-Z]*)("""|'''|"|')/.exec(text)
  if (opening === null) return []
  const [head, prefix, quote] = opening as unknown as [string, string, string]
  const body = text.slice(head.length, -quote.length)
  if (body.trim() === '') return []
  const end = text.length - quote.length
  return [...quoteFaults(text, head, prefix, quote, body), ...summaryFaults(text, head, body, docstring, end, of), ...closingFaults(text, head, quote, body, docstring, end)]
}

function quoteFaults(text: string, head: string, prefix: string, quote: string, body: string): readonly LayoutFault[] {
  const faults: LayoutFault[] = []
  if (quote !== '"""') {
    const canChange = !body.includes('"') && !body.endsWith('\\')
    const edit = canChange ? { start: 0, end: text.length, text: `${prefix}"""${body}"""` } : undefined
    faults.push({ message: 'The docstring is not in triple double quotes', twins: ['ruff:D300'], start: 0, end: head.length, title: 'Use triple double quotes', edit, isSafe: true })
  }
  const escape = /r/i.test(prefix) ? -1 : body.search(/\\(?![\r\nuUN])/)
  if (escape >= 0) {
    const start = head.length + escape
    faults.push({ message: 'The docstring has a backslash and is no raw string', twins: ['ruff:D301'], start, end: start + 2, title: 'Make it a raw string', edit: { start: 0, end: 0, text: 'r' }, isSafe: false })
  }
  return faults
}

function summaryFaults(text: string, head: string, body: string, docstring: Node, end: number, of: 'function' | 'class' | 'module'): readonly LayoutFault[] {
  const faults: LayoutFault[] = []
  const lead = /^\s*/.exec(body)![0]
  const from = head.length + lead.length
  if (/^[ \t]+$/.test(lead)) faults.push({ message: 'The docstring begins with a blank', twins: ['ruff:D210', 'hacking:H401'], start: head.length, end: from, title: 'Delete the blank', edit: { start: head.length, end: from, text: '' }, isSafe: true })
  if (/[\r\n]/.test(lead)) {
    const twins = ['hacking:H404', ...(/^[ \t]*(?:\r\n|\n|\r)[ \t]*[\r\n]/.test(lead) ? [] : ['hacking:H405'])]
    faults.push({ message: 'The docstring begins with a line break', twins, start: 0, end: head.length, title: '', edit: undefined, isSafe: false, isTwins: true })
  }
  const first = /^[^\r\n]*/.exec(text.slice(from, end))![0].trimEnd()
  const behind = text.slice(from + first.length, end)
  const isOneLine = behind.trim() === ''
  const place = { start: from, end: from + first.length }
  const below = /^[ \t]*(\r\n|\n|\r)[ \t]*([^\s])/.exec(behind)
  if (!isOneLine && below !== null) {
    // A sentence that goes on below is broken in two by a blank line; only a finished one can be parted from the rest.
    const edit = /[.!?]$/.test(first) ? { start: place.end, end: place.end, text: lineEndOf(docstring.segment) } : undefined
    faults.push({ message: edit === undefined ? 'The summary of the docstring takes more than a line' : 'The summary of the docstring is not followed by a blank line', twins: ['ruff:D205', ...(/[\r\n]/.test(lead) ? [] : ['hacking:H405'])], ...place, title: 'Put a blank line below the summary', edit, isSafe: true })
  }
  const stops = stopTwins(body)
  if ((isOneLine || below === null) && !/[.!?…:]["'`)\]]*$/.test(first) && /\w$/.test(first)) {
    faults.push({ message: 'The summary of the docstring has no full stop', twins: stops, ...place, title: 'End the summary with a full stop', edit: { start: place.end, end: place.end, text: '.' }, isSafe: false })
  } else if (stops.length > 0) {
    faults.push({ message: 'The summary of the docstring does not end with a full stop', twins: stops, ...place, title: '', edit: undefined, isSafe: false, isTwins: true })
  }
  // A name of the code keeps its case, as does `setUp`; Ruff takes the latter for a word, and looks at functions alone.
  const word = /^[a-z]+(?=[.,;!?]*(?:\s|$))/.exec(first)?.[0]
  const ruffs = of === 'function' ? /^[a-z][a-zA-Z']*(?=[.!?]*(?:\s|$))/.exec(first)?.[0] : undefined
  if (word !== undefined) faults.push({ message: `The docstring does not begin with a capital`, twins: ruffs === undefined ? [] : ['ruff:D403'], start: from, end: from + word.length, title: `Begin with '${word[0]!.toUpperCase()}${word.slice(1)}'`, edit: { start: from, end: from + 1, text: word[0]!.toUpperCase() }, isSafe: false })
  else if (ruffs !== undefined) faults.push({ message: `The docstring does not begin with a capital`, twins: ['ruff:D403'], start: from, end: from + ruffs.length, title: '', edit: undefined, isSafe: false, isTwins: true })
  if (/^['"`*(]*This\b/i.test(first)) faults.push({ message: "The docstring begins with 'This'", twins: ['ruff:D404'], start: from, end: from + 4, title: '', edit: undefined, isSafe: false })
  return faults
}

/** Headings of pydocstyle's conventions, as they write them; a docstring that begins with one has no summary. */
const headings = /^(?:(?:Keyword |Other )?Arg(?:ument)?s|Attention|Attributes|Caution|Danger|Errors?|Examples?|Extended Summary|Hint|Important|Methods|Notes?|(?:Other )?Param(?:eter)?s|Raises|Receives|References|Returns?|See Also|Short Summary|Tip|Todo|Warn(?:ings?|s)?|Yields?)$/

/** Which codes of Ruff mind how the first paragraph ends. */
function stopTwins(body: string): readonly string[] {
  const lines = body.trim().split(/\r\n|\n|\r/).map((line) => line.trim())
  if (headings.test(lines[0]!) || /^:(?:param|type|raises|return|rtype)/.test(lines[0]!)) return []
  const last = lines[lines.findIndex((_, i) => i + 1 === lines.length || lines[i + 1] === '')]!
  if (last.endsWith('\\')) return []
  return [...(last.endsWith('.') ? [] : ['ruff:D400']), ...(/[.!?]$/.test(last) ? [] : ['ruff:D415'])]
}

function closingFaults(text: string, head: string, quote: string, body: string, docstring: Node, end: number): readonly LayoutFault[] {
  const isManyLines = /[\r\n]/.test(body)
  const trail = /[ \t]*$/.exec(body)![0]
  const onOwnLine = /[\r\n][ \t]*$/.test(body)
  if (isManyLines && !onOwnLine && quote.length === 3) {
    const indent = indentAt(docstring.segment.text, docstring.start)
    const onOneLine: readonly LayoutFault[] = /[\r\n]/.test(body.trim()) ? [] : [{ message: 'The docstring would fit on one line', twins: ['ruff:D200'], start: 0, end: head.length, title: '', edit: undefined, isSafe: false, isTwins: true }]
    return [...onOneLine, { message: 'The closing quotes are not on a line of their own', twins: [...(/\S[ \t]*[\r\n]/.test(body) ? ['ruff:D209'] : []), ...(quote === '"""' || quote === "'''" ? ['hacking:H403'] : [])], start: end, end: text.length, title: 'Put the quotes on a line of their own', edit: { start: end - trail.length, end, text: `${lineEndOf(docstring.segment)}${indent}` }, isSafe: true }]
  }
  if (isManyLines && body.trim() !== '' && !/[\r\n]/.test(body.trim())) {
    return [{ message: 'The docstring would fit on one line', twins: ['ruff:D200', ...(/^\S[^\r\n]*(?:\r\n|\n|\r)[ \t]*$/.test(body) ? ['hacking:H405'] : [])], start: 0, end: head.length, title: 'Put the docstring on one line', edit: fits(docstring, head, body.trim(), quote) ? { start: head.length, end, text: body.trim() } : undefined, isSafe: false }]
  }
  if (!isManyLines && trail !== '') return [{ message: 'The docstring ends with a blank', twins: ['ruff:D210'], start: end - trail.length, end, title: 'Delete the blank', edit: body.trim().endsWith('"') ? undefined : { start: end - trail.length, end, text: '' }, isSafe: true }]
  return []
}

/** PEP 8's 79 columns. */
function fits(docstring: Node, head: string, line: string, quote: string): boolean {
  return indentAt(docstring.segment.text, docstring.start).length + head.length + line.length + quote.length <= 79 && !line.endsWith('"')
}
