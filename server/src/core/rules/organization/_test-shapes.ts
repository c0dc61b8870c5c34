// Tests as what they have in common but for their literals: a cheap outline first, the masked text where outlines are the same.

import type { Node } from '../../kit/index.ts'

export interface Shape {
  readonly nameNode: Node
  /** What tests that differ in literals only have in common, and some others too. */
  readonly outline: string
  /** Decorators, parameters and statements without docstring. */
  readonly parts: readonly string[]
  readonly statements: readonly Node[]
}

/** A shape with its literals taken out. */
export interface Masked {
  readonly nameNode: Node
  readonly first: Node
  /** The text with each literal replaced by a sign. */
  readonly key: string
  readonly literals: readonly string[]
}

const literalKinds = ['string', 'concatenated_string', 'integer', 'float', 'true', 'false', 'none'] as const

/** Of a test of two statements or more; none for other statements. */
export function shapeOf(statement: Node): readonly Shape[] {
  const definition = statement.kind === 'decorated_definition' ? statement.field('definition') : statement
  const nameNode = definition?.kind === 'function_definition' ? definition.field('name') : undefined
  const block = definition?.field('body')
  if (definition === undefined || nameNode === undefined || block === undefined || !/^test/.test(nameNode.text)) return []
  const statements = block.children.filter((child) => !(child.kind === 'expression_statement' && /string$/.test(child.firstChild?.kind ?? '')))
  // Tests of one line are a table already.
  if (statements.length < 2) return []
  const decorators = statement.kind === 'decorated_definition' ? statement.children.filter(({ kind }) => kind === 'decorator').map(({ text }) => text) : []
  const parts = [...decorators, definition.field('parameters')?.text ?? '']
  return [{ nameNode, outline: [...parts, ...statements.map(beginningOf)].join('\n'), parts, statements }]
}

/** The kind of a statement and the word that it begins with, where that is no literal or part of one. */
function beginningOf(statement: Node): string {
  const { text } = statement.segment
  let end = statement.start
  while (end < statement.end && /\w/.test(text[end]!)) end++
  const word = text.slice(statement.start, end)
  return `${statement.kind} ${/['"]/.test(text[end] ?? '') || /^(?:\d.*|True|False|None)$/.test(word) ? '' : word}`
}

const masks = new WeakMap<Shape, Masked>()

/** Worked out when there is something to compare it with. */
export function maskedOf(shape: Shape): Masked {
  let masked = masks.get(shape)
  if (masked === undefined) {
    const literals: string[] = []
    const key = [...shape.parts, ...shape.statements.map((each) => maskedText(each, literals))].join('\n')
    masks.set(shape, (masked = { nameNode: shape.nameNode, first: shape.statements[0]!, key, literals }))
  }
  return masked
}

/** The text with a sign for each literal, whose texts are added to `literals`; comments left out, blanks made one. */
function maskedText(node: Node, literals: string[]): string {
  if ((literalKinds as readonly string[]).includes(node.kind)) {
    literals.push(node.text)
    return '?'
  }
  if (node.tokens.length === 0) return node.text
  return node.tokens.map((token) => maskedText(token, literals)).join(' ')
}
