// exception-used-inside-block: `cm.exception` is read inside of the block that raises it, on a line that is never reached.

import { raisesBlockOf, rule, type Context, type Located, type Node, type RaisesBlock, type Refusal, type Repair } from '../../kit/index.ts'
import { movedBehind } from '../../edits/index.ts'

interface Facts extends Located {
  readonly at: Node
  readonly block: RaisesBlock
  /** The first statement of the block that never runs, as far as is certain. */
  readonly from: Node
}

const attributes = /^(?:exception|value|type|tb|traceback|typename|match|group_contains|exconly|getrepr|expected|msg|error)$/

export default rule({
  id: 'exception-used-inside-block',
  summary: 'The caught exception is looked at inside of the block that it ends.',
  why: 'The exception leaves the block at once, so the lines behind the call that raises it are never run, and what they assert is never checked.',
  section: 'effectiveness',
  severity: 'error',
  preset: 'essential',
  fix: 'suggested',
  since: '0.1.0',
  twins: [],
  on: 'node',
  kinds: ['with_statement'],
  *check(node, context): Iterable<Facts> {
    const block = raisesBlockOf(node)
    if (block?.target === undefined || node.isBroken) return
    const statements = block.body.children
    const at = useIn(statements.slice(1), block.target, context)
    const from = at === undefined ? undefined : statements.find((statement) => statement.contains(at))
    if (at !== undefined && from !== undefined) yield { at, block, from, related: [{ at: block.call, message: 'The block that is left by the exception' }] }
  },
  message: ({ at, block }) => `\`${at.text}\` is read in the block of \`${block.name}\`, which the exception has left`,
  repair: ({ block, from }): Repair | Refusal => {
    const edits = movedBehind(block.statement, block.body.children.slice(block.body.children.indexOf(from)))
    return edits === undefined ? { refusal: 'The lines share their place with others' } : { title: 'Move behind the block', edits }
  },
})

/** The first reading of the exception through the name, in these statements themselves and not in a block or function in them. */
function useIn(statements: readonly Node[], target: Node, context: Context): Node | undefined {
  const binding = context.bindingOf(target)
  for (const statement of statements) {
    const use = binding?.occurrences.find((occurrence) => statement.contains(occurrence) && occurrence.parent?.kind === 'attribute' && occurrence.fieldName === 'object')
    if (use === undefined || !attributes.test(use.parent!.field('attribute')?.text ?? '')) continue
    if (use.ancestor('lambda', 'function_definition', 'with_statement') === target.ancestor('with_statement')) return use.parent
  }
  return undefined
}
