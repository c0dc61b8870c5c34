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
  /** True where only hacking minds it. */
  readonly isHackings?: boolean
}

/** In text order. An empty docstring has none: another rule is about that. */
export function layoutFaults(docstring: Node): readonly LayoutFault[] {
  const { text } = docstring
  const opening = /^([a-zA-Z]*)("""|'''|"|')/.exec(text)
  if (opening === null) return []
  const [head, prefix, quote] = opening as unknown as [string, string, string]
  const body = text.slice(head.length, -quote.length)
  if (body.trim() === '') return []
  const end = text.length - quote.length
  return [...quoteFaults(text, head, prefix, quote, body), ...summaryFaults(text, head, body, docstring, end), ...closingFaults(text, head, quote, body, docstring, end)]
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

function summaryFaults(text: string, head: string, body: string, docstring: Node, end: number): readonly LayoutFault[] {
  const faults: LayoutFault[] = []
  const lead = /^\s*/.exec(body)![0]
  const from = head.length + lead.length
  if (/^[ \t]+$/.test(lead)) faults.push({ message: 'The docstring begins with a blank', twins: ['ruff:D210', 'hacking:H401'], start: head.length, end: from, title: 'Delete the blank', edit: { start: head.length, end: from, text: '' }, isSafe: true })
  if (/[\r\n]/.test(lead)) {
    const twins = ['hacking:H404', ...(/^[ \t]*(?:\r\n|\n|\r)[ \t]*[\r\n]/.test(lead) ? [] : ['hacking:H405'])]
    faults.push({ message: 'The docstring begins with a line break', twins, start: 0, end: head.length, title: '', edit: undefined, isSafe: false, isHackings: true })
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
  } else if (!/[.!?…:]["'`)\]]*$/.test(first) && /\w$/.test(first)) {
    faults.push({ message: 'The summary of the docstring has no full stop', twins: ['ruff:D400', 'ruff:D415'], ...place, title: 'End the summary with a full stop', edit: { start: place.end, end: place.end, text: '.' }, isSafe: false })
  }
  const word = /^[a-z]+(?=[\s.,;])/.exec(first)?.[0]
  if (word !== undefined) faults.push({ message: `The docstring does not begin with a capital`, twins: ['ruff:D403'], start: from, end: from + word.length, title: `Begin with '${word[0]!.toUpperCase()}${word.slice(1)}'`, edit: { start: from, end: from + 1, text: word[0]!.toUpperCase() }, isSafe: false })
  if (/^This\b/i.test(first)) faults.push({ message: "The docstring begins with 'This'", twins: ['ruff:D404'], start: from, end: from + 4, title: '', edit: undefined, isSafe: false })
  return faults
}

function closingFaults(text: string, head: string, quote: string, body: string, docstring: Node, end: number): readonly LayoutFault[] {
  const isManyLines = /[\r\n]/.test(body)
  const trail = /[ \t]*$/.exec(body)![0]
  const onOwnLine = /[\r\n][ \t]*$/.test(body)
  if (isManyLines && !onOwnLine && quote.length === 3) {
    const indent = indentAt(docstring.segment.text, docstring.start)
    return [{ message: 'The closing quotes are not on a line of their own', twins: ['ruff:D209', ...(quote === '"""' || quote === "'''" ? ['hacking:H403'] : [])], start: end, end: text.length, title: 'Put the quotes on a line of their own', edit: { start: end - trail.length, end, text: `${lineEndOf(docstring.segment)}${indent}` }, isSafe: true }]
  }
  if (isManyLines && body.trim() !== '' && !/[\r\n]/.test(body.trim())) {
    return [{ message: 'The docstring would fit on one line', twins: ['ruff:D200'], start: 0, end: head.length, title: 'Put the docstring on one line', edit: fits(docstring, head, body.trim(), quote) ? { start: head.length, end, text: body.trim() } : undefined, isSafe: false }]
  }
  if (!isManyLines && trail !== '') return [{ message: 'The docstring ends with a blank', twins: ['ruff:D210'], start: end - trail.length, end, title: 'Delete the blank', edit: body.trim().endsWith('"') ? undefined : { start: end - trail.length, end, text: '' }, isSafe: true }]
  return []
}

/** PEP 8's 79 columns. */
function fits(docstring: Node, head: string, line: string, quote: string): boolean {
  return indentAt(docstring.segment.text, docstring.start).length + head.length + line.length + quote.length <= 79 && !line.endsWith('"')
}
