// unreachable-assertion: assertions behind a return, raise, skip, continue or break of the same block.

import { endingOf, rule, type Located } from '../../kit/index.ts'

interface Facts extends Located {
  readonly ending: string
  readonly name: string
}

export default rule({
  id: 'unreachable-assertion',
  summary: 'An assertion stands behind a statement that always leaves the block.',
  why: 'What stands behind `return`, `raise`, `fail()` or `skip()` of the same block is never run. It looks like a check and is none.',
  section: 'effectiveness',
  severity: 'error',
  preset: 'essential',
  fix: undefined,
  since: '0.1.0',
  twins: ['falsegreen:C20', 'vacuous:unreachable-assertion', 'pylint:W0101', 'sonar:S1763'],
  on: 'node',
  kinds: ['block'],
  *check(block, context): Iterable<Facts> {
    const at = block.children.findIndex((statement) => endingOf(statement) !== undefined)
    if (at < 0 || at === block.children.length - 1) return
    const unit = context.functionOf(block)
    if (unit === undefined) return
    const end = block.children[at]!
    const ending = endingOf(end)!
    // A skip in the first line switches the test off in plain sight.
    if (ending === 'skip' && unit.body === block && unit.statements[0] === end) return
    const first = context.assertionsOf(unit).assertions.find(({ node }) => node.segment === block.segment && node.start > end.end && block.contains(node) && node.kind !== 'identifier')
    if (first === undefined || /^(?:fail|skip)/.test(first.name) || context.functionOf(first.node) !== unit) return
    yield { at: first.node, ending, name: first.name, tag: 'unnecessary', related: [{ at: end, message: 'This always leaves the block' }] }
  },
  message: ({ ending, name }) => `\`${name}\` is never reached, the \`${ending}\` above leaves the block`,
})
