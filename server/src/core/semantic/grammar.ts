// The grammar's symbols and fields as the numbers that the walk over a compact tree switches on.

import type { Field, Kind } from '../syntax/index.ts'
import type { Grammar } from '../syntax/tree.ts'

/** What the walk treats in its own way; every other kind is walked child by child. */
export const shape = {
  plain: 0,
  identifier: 1,
  functionDefinition: 2,
  classDefinition: 3,
  lambda: 4,
  comprehension: 5,
  assignment: 6,
  augmented: 7,
  for: 8,
  asPattern: 9,
  import: 10,
  importFrom: 11,
  delete: 12,
  global: 13,
  nonlocal: 14,
  walrus: 15,
  keywordArgument: 16,
  attribute: 17,
  call: 18,
  caseClause: 19,
  typeAlias: 20,
  memberType: 21,
  dottedName: 22,
} as const

/** What the walk treats as a target of an assignment, `for`, `with`, `del` or as part of a pattern. */
export const part = {
  other: 0,
  identifier: 1,
  group: 2,
  splat: 3,
  dottedName: 4,
  classPattern: 5,
  keywordPattern: 6,
  asPattern: 7,
  list: 8,
} as const

const shapes: Partial<Record<Kind, number>> = {
  identifier: shape.identifier,
  function_definition: shape.functionDefinition,
  class_definition: shape.classDefinition,
  lambda: shape.lambda,
  list_comprehension: shape.comprehension,
  set_comprehension: shape.comprehension,
  dictionary_comprehension: shape.comprehension,
  generator_expression: shape.comprehension,
  assignment: shape.assignment,
  augmented_assignment: shape.augmented,
  for_statement: shape.for,
  as_pattern: shape.asPattern,
  import_statement: shape.import,
  import_from_statement: shape.importFrom,
  future_import_statement: shape.importFrom,
  delete_statement: shape.delete,
  global_statement: shape.global,
  nonlocal_statement: shape.nonlocal,
  named_expression: shape.walrus,
  keyword_argument: shape.keywordArgument,
  attribute: shape.attribute,
  call: shape.call,
  case_clause: shape.caseClause,
  type_alias_statement: shape.typeAlias,
  member_type: shape.memberType,
  dotted_name: shape.dottedName,
}

const parts: Partial<Record<Kind, number>> = {
  identifier: part.identifier,
  pattern_list: part.group,
  tuple_pattern: part.group,
  list_pattern: part.group,
  parenthesized_expression: part.group,
  as_pattern_target: part.group,
  list_splat_pattern: part.splat,
  dictionary_splat_pattern: part.splat,
  list_splat: part.splat,
  splat_pattern: part.splat,
  dotted_name: part.dottedName,
  class_pattern: part.classPattern,
  keyword_pattern: part.keywordPattern,
  as_pattern: part.asPattern,
  expression_list: part.list,
  tuple: part.list,
  list: part.list,
}

export interface GrammarNumbers {
  /** Symbol → {@link shape}. */
  readonly shapes: Uint8Array
  /** Symbol → {@link part}. */
  readonly parts: Uint8Array
  /** Number of a field. */
  readonly field: (name: Field) => number
  /** True where the symbol is of this kind. */
  readonly is: (symbol: number, kind: Kind) => boolean
}

const known = new WeakMap<Grammar, GrammarNumbers>()

export function numbersOf(grammar: Grammar): GrammarNumbers {
  let numbers = known.get(grammar)
  if (numbers === undefined) known.set(grammar, (numbers = read(grammar)))
  return numbers
}

function read(grammar: Grammar): GrammarNumbers {
  const table = (entries: Partial<Record<Kind, number>>): Uint8Array => {
    // One longer than a symbol can be, for the symbol of ERROR nodes.
    const bySymbol = new Uint8Array(0x10000)
    for (const [kind, code] of Object.entries(entries)) for (const symbol of grammar.symbolsOf(kind)) bySymbol[symbol] = code
    return bySymbol
  }
  const fields = new Map(grammar.fields.map((name, number) => [name, number]))
  return {
    shapes: table(shapes),
    parts: table(parts),
    field: (name) => fields.get(name) ?? -1,
    is: (symbol, kind) => grammar.kinds[symbol] === kind,
  }
}
