// The places that say what a variable is, for whoever is shown nothing else of the file: the header of its function and the statements
// that name it. It does not judge them.

import type { Node, Span } from '../syntax/index.ts'
import { localAt } from './named-at.ts'

/**
 * For an identifier that naming knows something of; in text order, each span once, all of its segment. Of a compound statement it is
 * the header alone. An attribute is followed as far as the method goes in which it was asked about.
 */
export function spansAbout(node: Node): readonly Span[] {
  const binding = localAt(node)
  const method = node.segment.root.children.map((child) => child.field('definition') ?? child).find((child) => child.kind === 'function_definition')
  const definition = binding === undefined ? method : binding.scope.node
  const occurrences = binding?.occurrences ?? node.segment.root.descendants('identifier').filter((each) => each.text === node.text && each.fieldName === node.fieldName)
  const statements = [...(definition === undefined ? [] : [definition]), ...occurrences.map(statementOf)]
  const byStart = new Map(statements.map((statement) => [statement.start, headerOf(statement)]))
  return [...byStart.values()].sort((a, b) => a.start - b.start)
}

/** The innermost statement, or clause (`else`, `except`) of one. */
function statementOf(node: Node): Node {
  let at = node
  while (at.parent !== undefined && !isStatement(at)) at = at.parent
  return at
}

function isStatement(node: Node): boolean {
  return node.parent?.kind === 'block' || node.parent?.kind === 'module' || /^(?:elif|else|except|except_group|finally|case)_clause$/.test(node.kind)
}

/** Up to where its block begins; the whole where it has none. */
function headerOf(statement: Node): Span {
  const { segment, start, end } = statement
  const block = statement.children.find((child) => child.kind === 'block')
  return { segment, start, end: block === undefined ? end : start + segment.text.slice(start, block.start).trimEnd().length }
}
