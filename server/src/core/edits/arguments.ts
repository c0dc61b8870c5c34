// Takes an argument, a parameter or a decorator away, or adds a parameter, and leaves commas and lines as a person would.

import type { Node } from '../syntax/index.ts'
import { indentAt, lineEndOf, lineStartAt, nextLineAt, startsLine } from './layout.ts'
import type { SpanEdit } from './span.ts'

/**
 * Takes a child of an argument list, a list or a list of parameters away with its comma.
 * Undefined where a comment would be lost or a `/` or `*` would stand alone.
 */
export function removeArgument(argument: Node): SpanEdit | undefined {
  const { segment, parent, nextSibling: next, previousSibling: previous } = argument
  if (parent === undefined) return undefined
  if (next?.kind === 'positional_separator' && previous === undefined) return undefined
  if (previous?.kind === 'keyword_separator' && next === undefined) return undefined
  const [start, end] = next !== undefined ? [argument.start, next.start] : previous !== undefined ? [previous.end, argument.end] : [parent.start + 1, parent.end - 1]
  return holdsComment(argument, start, end) ? undefined : { segment, start, end, text: '' }
}

/** Takes a decorator away with its line. Undefined where a comment would be lost. */
export function removeDecorator(decorator: Node): SpanEdit | undefined {
  const { segment } = decorator
  const { text } = segment
  const end = decorator.firstChild?.end ?? decorator.end
  const next = nextLineAt(text, end)
  if (!startsLine(text, decorator.start) || text.slice(end, next).trim() !== '' || holdsComment(decorator, decorator.start, next)) return undefined
  // A byte order mark stays where it is.
  const start = Math.max(lineStartAt(text, decorator.start), decorator.start - indentAt(text, decorator.start).length)
  return { segment, start, end: next, text: '' }
}

/** Adds a parameter behind those without a default. Undefined for a function without a list of parameters. */
export function addParameter(definition: Node, name: string): SpanEdit | undefined {
  const list = definition.field('parameters')
  if (list === undefined) return undefined
  const { segment } = list
  const behind = list.children.find(({ kind }) => /default_parameter$|splat_pattern$|^keyword_separator$/.test(kind)) ?? list.children.find((child) => child.kind === 'typed_parameter' && child.firstChild?.kind.endsWith('splat_pattern'))
  if (behind !== undefined) {
    const gap = startsLine(segment.text, behind.start) ? `${lineEndOf(segment)}${indentAt(segment.text, behind.start)}` : ' '
    return { segment, start: behind.start, end: behind.start, text: `${name},${gap}` }
  }
  const last = list.lastChild
  if (last === undefined) return { segment, start: list.start + 1, end: list.start + 1, text: name }
  const comma = list.tokens[list.tokens.length - 2]
  const hasComma = comma?.kind === ','
  const at = hasComma ? comma.end : last.end
  const gap = startsLine(segment.text, last.start) ? `${lineEndOf(segment)}${indentAt(segment.text, last.start)}` : ' '
  return { segment, start: at, end: at, text: `${hasComma ? '' : ','}${gap}${name}${hasComma ? ',' : ''}` }
}

/** True where a comment begins in this part of the node's segment. */
function holdsComment({ segment: { comments } }: Node, start: number, end: number): boolean {
  return comments.some((offset, i) => i % 2 === 0 && offset >= start && offset < end)
}

/**
 * Asks for a fixture by `@pytest.mark.usefixtures`: one more name in a mark that is there, else a decorator of its own over the others.
 * `decorated` is the `decorated_definition` or the bare definition. Undefined where it does not begin its line.
 */
export function addsToUsefixtures(decorated: Node, name: string): SpanEdit | undefined {
  const { segment } = decorated
  const quoted = `"${name}"`
  for (const decorator of decorated.kind === 'decorated_definition' ? decorated.children : []) {
    const call = decorator.kind === 'decorator' ? decorator.firstChild : undefined
    const list = call?.kind === 'call' && /^(?:pytest\.)?mark\.usefixtures$/.test(call.field('function')?.text ?? '') ? call.field('arguments') : undefined
    const last = list?.lastChild
    if (last !== undefined) return { segment, start: last.end, end: last.end, text: `, ${quoted}` }
  }
  if (!startsLine(segment.text, decorated.start)) return undefined
  return { segment, start: decorated.start, end: decorated.start, text: `@pytest.mark.usefixtures(${quoted})${lineEndOf(segment)}${indentAt(segment.text, decorated.start)}` }
}
