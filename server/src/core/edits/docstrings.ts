// Where a docstring stands or would stand, how this file writes its own, and the edit that puts one in.
// What it says is docstring-text.ts's business.

import { identify } from '../semantic/outline.ts'
import { peek, type Node, type Segment, type Source } from '../syntax/index.ts'
import { indentAt, indentUnitOf, lineEndOf, nextLineAt, sameLine, startsLine } from './layout.ts'
import type { SpanEdit } from './span.ts'

/** Text of a docstring, without quotes: a summary of one sentence, then lines of its own. */
export interface DocstringText {
  readonly summary: string
  readonly details: readonly string[]
  /** Whole lines behind the details, kept as they are, each with its indent within the docstring; {@link stop} marks what the author fills in. */
  readonly section?: readonly string[]
  /** True where the summary is more than a question to the author; a snippet then has no stop for it. */
  readonly isDerived?: boolean
}

/** How most docstrings of a file are written. */
export interface DocstringHabit {
  readonly quote: '"""' | "'''"
  /** `own`: the text begins on the line below the quotes. */
  readonly firstLine: 'same' | 'own'
  /** A blank line between a class's docstring and what follows it. */
  readonly blankAfterClass: boolean
  readonly endsWithPeriod: boolean
}

/** Longest line that PEP 8 allows. */
const lineLength = 79

/**
 * The expression that Python takes as the docstring of a `function_definition` or `class_definition`: a plain, raw or concatenated
 * string, in parentheses or not. For a class at module level it belongs to another segment.
 */
export function docstringOf(definition: Node, source: Source): Node | undefined {
  return stringOf(firstStatement(definition, source))
}

/** The docstring of the module, where this segment is the one that holds it. */
export function moduleDocstringOf(segment: Segment, source: Source): Node | undefined {
  const statement = segment.root.children.find(isStatement)
  if (stringOf(statement) === undefined) return undefined
  return peek(source, 'first segment', (version) => version.segments[0]) === segment ? stringOf(statement) : undefined
}

/** True where a comment of some words stands directly over the definition or opens its body: it says what a docstring would. */
export function isCommented(definition: Node, source: Source): boolean {
  const { segment } = definition
  const outer = definition.parent?.kind === 'decorated_definition' ? definition.parent : definition
  const colon = headerColon(definition)
  const body = definition.field('body') ?? firstStatement(definition, source)
  const over = /(?:^|[\r\n])[ \t]*#([^\r\n]*)(?:\r\n|\n|\r)[ \t]*$/.exec(segment.text.slice(0, outer.start))?.[1]
  const within = body === undefined || colon === undefined ? '' : body.segment === segment ? segment.text.slice(colon.end, body.start) : body.segment.text.slice(0, body.start)
  const opening = /^\s*#([^\r\n]*)/.exec(within)?.[1]
  return [over, opening].some((comment) => comment !== undefined && /[a-z]{2,}\s+\S*[a-z]{2,}/i.test(comment) && !/^\s*(?:noqa|type:|pragma|pylint|mypy|fmt:|flake8|-{3}|={3})/.test(comment))
}

/** Scans the whole file: call it only when an edit is asked for. */
export function docstringHabit(source: Source): DocstringHabit {
  let [documented, singles, own, periods, classes, blanks] = [0, 0, 0, 0, 0, 0]
  for (const definition of definitionsIn(source)) {
    const node = docstringOf(definition, source)
    if (node === undefined) continue
    documented++
    const text = node.text.replace(/^[a-zA-Z]*/, '')
    if (text.startsWith("'''")) singles++
    if (/^(?:"""|''')[ \t]*[\r\n]/.test(text)) own++
    if (/^(?:"""|''')\s*[^\r\n]*\.[ \t]*(?:[\r\n]|"""|'''|$)/.test(text)) periods++
    if (definition.kind !== 'class_definition') continue
    classes++
    if (/^[^\r\n]*(?:\r\n|\n|\r)[ \t\f]*(?:[\r\n]|$)/.test(textBehind(node, source))) blanks++
  }
  return {
    quote: singles * 2 > documented ? "'''" : '"""',
    firstLine: own * 2 > documented ? 'own' : 'same',
    blankAfterClass: blanks * 2 >= classes,
    endsWithPeriod: periods * 2 >= documented,
  }
}

/**
 * The edit that gives the definition this docstring, directly below its header. `asSnippet`: the summary becomes a stop
 * (`${1:…}`) and everything is escaped for a snippet. Undefined where it has a docstring or its body can't be told.
 */
export function docstringEdit(definition: Node, source: Source, text: DocstringText, asSnippet: boolean): SpanEdit | undefined {
  const { segment } = definition
  const colon = headerColon(definition)
  if (colon === undefined || docstringOf(definition, source) !== undefined) return undefined
  const habit = docstringHabit(source)
  const lineEnd = lineEndOf(segment)
  const body = definition.field('body')
  const outerIndent = indentAt(segment.text, definition.start)
  const write = (indent: string): string => written(text, indent, habit, lineEnd, asSnippet)

  if (body !== undefined && sameLine(segment.text, colon.end, body.start)) {
    const indent = outerIndent + indentUnitOf(source)
    return { segment, start: colon.end, end: body.start, text: `${lineEnd}${indent}${write(indent)}${lineEnd}${indent}` }
  }
  const first = firstStatement(definition, source)
  const indent = first !== undefined && startsLine(first.segment.text, first.start) ? indentAt(first.segment.text, first.start) : outerIndent + indentUnitOf(source)
  const at = nextLineAt(segment.text, colon.end)
  // A header that ends the file has no line end of its own.
  const lead = at > 0 && /[\r\n]/.test(segment.text[at - 1]!) ? '' : lineEnd
  const blank = definition.kind === 'class_definition' && wantsBlank(first, segment, at, habit) ? lineEnd : ''
  return { segment, start: at, end: at, text: `${lead}${indent}${write(indent)}${lineEnd}${blank}` }
}

/** A placeholder for the author within a {@link DocstringText.section}. */
export function stop(text: string): string {
  return `\u0001${text}\u0002`
}

/** Escapes a text for use in a snippet, inside a stop or outside. */
export function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&')
}

function written(text: DocstringText, indent: string, habit: DocstringHabit, lineEnd: string, asSnippet: boolean): string {
  const { quote } = habit
  const plain = (line: string): string => line.replace(/\\/g, '\\\\').replaceAll(quote, quote === '"""' ? "'''" : '"""').replace(/\s+/g, ' ').trim()
  let summary = plain(text.summary)
  summary = habit.endsWithPeriod ? (/[.!?…]$/.test(summary) ? summary : `${summary}.`) : summary.replace(/\.$/, '')
  // A quote before the closing quotes would end the string too early.
  if (summary.endsWith(quote[0]!)) summary += '.'
  const escape = asSnippet ? escapeSnippet : (line: string): string => line
  const opening = habit.firstLine === 'own' ? `${quote}${lineEnd}${indent}` : quote
  const [first = '', ...rest] = wrap(summary, lineLength - indent.length - quote.length)
  const joined = [first, ...rest].map(escape).join(`${lineEnd}${indent}`)
  const head = asSnippet && text.isDerived !== true ? `\${1:${joined}}` : joined
  const details = text.details.flatMap((line) => wrap(plain(line), lineLength - indent.length))
  const section = sectionLines(text.section ?? [], plain, escape, asSnippet)
  const isOneLine = details.length === 0 && section.length === 0 && rest.length === 0 && habit.firstLine === 'same' && indent.length + first.length + 6 <= lineLength
  if (isOneLine) return `${quote}${head}${quote}`
  const paragraphs = [head, ...(details.length === 0 ? [] : ['', ...details.map(escape)]), ...(section.length === 0 ? [] : ['', ...section])]
  return `${opening}${paragraphs.map((line, i) => (i === 0 || line === '' ? line : `${indent}${line}`)).join(lineEnd)}${lineEnd}${indent}${quote}`
}

/** With stops numbered behind the summary's; a client without snippets gets their texts. */
function sectionLines(lines: readonly string[], plain: (line: string) => string, escape: (line: string) => string, asSnippet: boolean): readonly string[] {
  let stops = 1
  return lines.map((line) => {
    const indent = /^ */.exec(line)![0]
    const marked = escape(plain(line))
    return indent + marked.replace(/\u0001([^\u0002]*)\u0002/g, (_, words: string) => (asSnippet ? `\${${++stops}:${words}}` : words))
  })
}

/** Lines of at most `width` units, broken at spaces; a longer word stays whole, and so does code in backquotes. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  for (const word of text.match(/(?:``[^`]*``|[^ ])+/g) ?? []) {
    const last = lines[lines.length - 1]
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}

/** The colon that ends the header. */
function headerColon(definition: Node): Node | undefined {
  const body = definition.field('body')
  return definition.tokens.findLast((token) => token.kind === ':' && (body === undefined || token.start < body.start))
}

/** The first statement of the body; for a class at module level the first statement of its first member. */
function firstStatement(definition: Node, source: Source): Node | undefined {
  const body = definition.field('body')
  if (body !== undefined) return body.children.find(isStatement)
  const { segment } = definition
  if (segment.kind !== 'class') return undefined
  // About anything: a docstring is no part of what the rest of a file builds upon.
  return peek(source, `first statement of ${identify(segment)}`, (version) => {
    const next = version.has(segment) ? version.segments[version.indexOf(segment) + 1] : undefined
    return next?.kind === 'member' && next.before?.indent === undefined ? next.root.children.find(isStatement) : undefined
  })
}

function isStatement(node: Node): boolean {
  return node.kind !== 'comment' && node.kind !== 'line_continuation'
}

function stringOf(statement: Node | undefined): Node | undefined {
  if (statement?.kind !== 'expression_statement' || statement.children.length !== 1) return undefined
  let value = statement.firstChild!
  while (value.kind === 'parenthesized_expression' && value.children.length === 1) value = value.firstChild!
  const parts = value.kind === 'concatenated_string' ? value.children : [value]
  return parts.every((part) => part.kind === 'string' && /^[rRuU]?["']/.test(part.text)) && parts.length > 0 ? value : undefined
}

function* definitionsIn(source: Source): Iterable<Node> {
  for (const segment of source.segments) {
    if (segment.kind !== 'trivia' && !segment.isBroken) yield* segment.root.descendants('function_definition', 'class_definition')
  }
}

/** A blank line is due before a definition that follows at once; what is blank already, or no definition, needs none. */
function wantsBlank(first: Node | undefined, header: Segment, at: number, habit: DocstringHabit): boolean {
  if (!habit.blankAfterClass || first === undefined) return false
  const between = first.segment === header ? header.text.slice(at, first.start) : first.segment.text.slice(0, first.start)
  if (/^[ \t\f]*[\r\n]/.test(between)) return false
  return ['function_definition', 'decorated_definition', 'class_definition'].includes(first.kind)
}

/** What follows the node in its segment and, where that is its end, the next one. */
function textBehind(node: Node, source: Source): string {
  const rest = node.segment.text.slice(node.end)
  return /[\r\n][^]*[\r\n]/.test(rest) ? rest : rest + (source.segments[source.indexOf(node.segment) + 1]?.text ?? '')
}
