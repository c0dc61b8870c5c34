// Adds an import where the author would: in the group it belongs to, sorted as isort sorts. Takes nothing away.

import { outlineOf } from '../semantic/outline.ts'
import { standardLibrary } from '../semantic/stdlib.ts'
import type { Node, Source } from '../syntax/index.ts'
import { insertAfter, insertBefore } from './statements.ts'
import type { SpanEdit } from './span.ts'

export interface Imported {
  /** How the thing is written in this file from now on. */
  readonly name: string
  /** None where the file imports it already. */
  readonly edits: readonly SpanEdit[]
}

/**
 * `pytest` or `unittest.mock` (a dotted one becomes `from unittest import mock`) under the name that the file has for it, else by an import
 * at the top. Undefined where the name means something else here, or the file's imports can't be told from its code.
 */
export function withImport(source: Source, module: string): Imported | undefined {
  const outline = outlineOf(source)
  const known = [...outline.imports].find(([, dotted]) => dotted === module)
  if (known !== undefined) return { name: known[0], edits: [] }
  const dot = module.lastIndexOf('.')
  const name = module.slice(dot + 1)
  if (outline.names.has(name)) return undefined
  const line = dot < 0 ? `import ${module}` : `from ${module.slice(0, dot)} import ${name}`
  const edit = placed(source, line, module)
  return edit === undefined ? undefined : { name, edits: [edit] }
}

interface ImportLine {
  readonly node: Node
  readonly module: string
  readonly isFrom: boolean
  /** Future, standard library, others, relative: the order in which groups stand. */
  readonly rank: number
  /** A blank line stands before it. */
  readonly opensGroup: boolean
}

function placed(source: Source, line: string, module: string): SpanEdit | undefined {
  const statements = source.segments.filter(({ kind }) => kind !== 'trivia')
  const lines: ImportLine[] = []
  let docstring: Node | undefined
  let next: Node | undefined
  for (const segment of statements) {
    const node = segment.root.firstChild
    if (node === undefined) return undefined
    if (/^(?:import|import_from|future_import)_statement$/.test(node.kind)) {
      if (segment.isBroken) return undefined
      lines.push(lineOf(node))
      continue
    }
    if (lines.length === 0 && docstring === undefined && node.kind === 'expression_statement' && node.firstChild?.kind === 'string') docstring = node
    else {
      next = node
      break
    }
  }
  const rank = rankOf(module)
  const isFrom = line.startsWith('from')
  const group = lines.filter((each) => each.rank === rank)
  if (group.length > 0) {
    const own = contiguous(lines, group[0]!)
    const before = own.findLast((each) => comesBefore(each, module, isFrom))
    return before === undefined ? insertBefore(own[0]!.node, [line]) : insertAfter(before.node, [line])
  }
  const above = lines.findLast((each) => each.rank < rank)
  if (above !== undefined) return insertAfter(above.node, ['', line])
  if (lines.length > 0) return insertBefore(lines[0]!.node, [line, ''])
  if (docstring !== undefined) return insertAfter(docstring, ['', line])
  return next === undefined ? undefined : insertBefore(next, [line, '', ''])
}

function lineOf(node: Node): ImportLine {
  const isFrom = node.kind !== 'import_statement'
  const written = isFrom ? node.field('module_name')?.text : node.children[0]?.text
  const module = node.kind === 'future_import_statement' ? '__future__' : (written ?? '').replace(/\s+as\s.*$/s, '')
  return { node, module, isFrom, rank: rankOf(module), opensGroup: /(?:^|\n|\r)[ \t\f]*(?:\r\n|\n|\r)/.test(node.segment.text.slice(0, node.start)) }
}

function rankOf(module: string): number {
  if (module === '__future__') return 0
  if (module.startsWith('.')) return 3
  return standardLibrary.has(module.split('.')[0]!) ? 1 : 2
}

/** The lines around one up to the blank lines on both sides. */
function contiguous(lines: readonly ImportLine[], one: ImportLine): readonly ImportLine[] {
  const at = lines.indexOf(one)
  let end = at + 1
  while (end < lines.length && !lines[end]!.opensGroup && lines[end]!.rank === one.rank) end++
  return lines.slice(at, end)
}

/** Plain imports stand before `from` imports, each sorted without regard to case. */
function comesBefore(line: ImportLine, module: string, isFrom: boolean): boolean {
  if (line.isFrom !== isFrom) return isFrom
  const key = isFrom ? module.slice(0, module.lastIndexOf('.')) : module
  return line.module.toLowerCase() <= key.toLowerCase()
}
