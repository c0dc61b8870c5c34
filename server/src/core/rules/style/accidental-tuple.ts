// A comma left at the end of a statement, which makes its value a tuple of one.

import { rule, type Located, type Node } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
  readonly comma: Node
  /** What becomes a tuple; undefined for a statement whose value nobody takes. */
  readonly target: string | undefined
  /** Of a `return` or `del`. */
  readonly isHandedOn?: boolean
}

export default rule({
  id: 'accidental-tuple',
  summary: 'A comma at the end of a statement makes its value a tuple of one.',
  why: 'A comma that stayed behind when an argument became a statement turns the value into a tuple. An assertion that only asks whether the value is true then always passes, and a call looks as if more should follow.',
  section: 'style',
  severity: 'hint',
  preset: 'recommended',
  fix: 'safe',
  since: '0.1.0',
  twins: ['ruff:COM818', 'flake8-commas:C818', 'pylint:R1707'],
  on: 'node',
  kinds: ['expression_statement', 'return_statement', 'delete_statement'],
  *check(statement): Iterable<Facts> {
    const [value] = statement.children
    const last = statement.tokens[statement.tokens.length - 1]
    if (value === undefined || last === undefined) return
    if (statement.kind !== 'expression_statement') {
      // Linters mind it there too, where it is mostly meant.
      const comma = statement.children.length === 1 ? value.tokens[value.tokens.length - 1] : undefined
      if (value.kind === 'expression_list' && comma?.kind === ',') yield { at: comma, comma, target: undefined, isHandedOn: true, preset: 'twin', twins: ['ruff:COM818', 'flake8-commas:C818'] }
      return
    }
    // `*values,` needs its comma.
    if (value.kind === 'list_splat') return
    if (last.kind === ',' && statement.children.length === 1) {
      yield { at: last, comma: last, target: undefined }
      return
    }
    const assignment = innermost(value)
    const right = assignment?.kind === 'assignment' ? assignment.field('right') : undefined
    const comma = right?.tokens[right.tokens.length - 1]
    if (right?.kind !== 'expression_list' || comma?.kind !== ',') return
    const target = assignment!.field('left')
    // In the body of a class or module such tuples are mostly meant: `__slots__ = 'a',`, a row of a table, an enumeration's value.
    const isLocal = statement.ancestor('function_definition', 'class_definition')?.kind === 'function_definition'
    // Without parentheses the tuple may still be meant where the target is unpacked or is itself called a tuple of something.
    const isSlip = isLocal && right.children.length === 1 && target !== undefined && ['identifier', 'attribute'].includes(target.kind) && !/args|tuple|s$/i.test(target.text)
    if (target !== undefined) yield { at: comma, comma, target: target.text, ...(isSlip ? {} : { preset: 'twin' }) }
  },
  message: ({ target, isHandedOn }) => (isHandedOn === true ? 'The comma at the end makes this a tuple' : target === undefined ? 'The comma at the end of this statement does nothing' : `The comma at the end makes '${target}' a tuple of one`),
  repair: ({ comma, target, isHandedOn }) => ({
    title: 'Remove the comma',
    edits: [{ segment: comma.segment, start: comma.start, end: comma.end, text: '' }],
    safety: target === undefined && isHandedOn !== true ? 'safe' : 'suggested',
  }),
})

/** The last of a chain `a = b = value`. */
function innermost(node: Node): Node | undefined {
  let current: Node | undefined = node
  while (current?.kind === 'assignment' && current.field('right')?.kind === 'assignment') current = current.field('right')
  return current
}
