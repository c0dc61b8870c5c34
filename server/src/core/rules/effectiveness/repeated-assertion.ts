// repeated-assertion: the same assertion twice in a row, with nothing between them that could change its answer.

import { removeStatement } from '../../edits/index.ts'
import { briefly, claimOf, isAboutComparing, isRepeatable, rule, type Located, type Node, type Refusal, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly statement: Node
}

export default rule({
  id: 'repeated-assertion',
  summary: 'The same assertion stands twice in a row.',
  why: 'The second says what the first has said. Mostly the line was copied to be changed, and what it was to check goes unchecked.',
  section: 'effectiveness',
  severity: 'information',
  preset: 'recommended',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['pynose:DuplicateAssert', 'pytest-smell:DuplicateAssert', 'falsegreen:D3', 'tsdetect:DuplicateAssert'],
  on: 'node',
  kinds: ['block'],
  *check(block, context): Iterable<Facts> {
    let earlier: Node | undefined
    for (const statement of block.children) {
      const node = statement.kind === 'expression_statement' ? statement.firstChild : statement
      const claim = node === undefined ? undefined : claimOf(node)
      // Calls may answer differently the second time, which may be the point.
      if (claim === undefined || !claim.operands.every(isRepeatable)) earlier = undefined
      else {
        if (earlier !== undefined && earlier.text === statement.text) {
          const unit = context.functionOf(statement)
          // Reading a value again without a second query or computation is what such tests are about.
          if (unit !== undefined && !/cach|NumQueries|lazy|memo|propert/i.test(unit.name + (unit.owner?.name ?? '') + unit.body.text) && !isAboutComparing([unit.name])) yield { at: statement, statement, ...(isMeant(earlier, statement) || claim.operands.some(mayCompute) ? { severity: 'hint' as const, preset: 'strict' as const } : {}), related: [{ at: earlier, message: 'The same assertion' }] }
        }
        earlier = statement
      }
    }
  },
  message: ({ statement }) => `\`${briefly(statement, 60)}\` is asserted twice in a row`,
  repair({ statement }): Repair | Refusal {
    const edit = removeStatement(statement)
    return edit === undefined ? { refusal: 'Other code or a comment stands on its line' } : { title: 'Remove the second', edits: [edit] }
  },
})

/** A comment between the two, or behind the second, says why. */
function isMeant(earlier: Node, { segment, end }: Node): boolean {
  const lineEnd = segment.text.indexOf('\n', end)
  return segment.comments.some((offset, i) => i % 2 === 0 && offset >= earlier.end && offset < (lineEnd < 0 ? segment.text.length : lineEnd))
}

/** An attribute of another object than `self` may be a property; those of mocks are none. */
function mayCompute(operand: Node): boolean {
  return [operand, ...operand.descendants('attribute')].some((each) => each.kind === 'attribute' && !isPlainAttribute(each))
}

function isPlainAttribute(attribute: Node): boolean {
  const owner = attribute.field('object')
  return owner?.text === 'self' || /^(?:called|call_count|call_args|call_args_list|mock_calls|method_calls|await_count|awaited|return_value|side_effect)$/.test(attribute.field('attribute')?.text ?? '') || /^(?:mock|_?fake)|_mock$|_fake$/.test(owner?.text ?? '') || isInMockChain(attribute)
}

/** `x.y` of `x.y.call_count`. */
function isInMockChain(attribute: Node): boolean {
  const { parent } = attribute
  return parent?.kind === 'attribute' && isPlainAttribute(parent)
}
