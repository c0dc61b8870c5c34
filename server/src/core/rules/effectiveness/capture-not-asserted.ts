// capture-not-asserted: the output of the test is captured into a name that nobody reads.

import { rule, type Located, type Node } from '../../kit/index.ts'

interface Facts extends Located {
  readonly name: string
}

export default rule({
  id: 'capture-not-asserted',
  summary: 'What a test captured is never looked at.',
  why: 'Output that is read into a name was to be checked. Nobody does.',
  section: 'effectiveness',
  severity: 'information',
  preset: 'recommended',
  fix: undefined,
  since: '0.1.0',
  twins: ['falsegreen:C31', 'falsegreen:C33', 'falsegreen:C50'],
  on: 'node',
  kinds: ['assignment'],
  *check(assignment, context): Iterable<Facts> {
    const value = assignment.field('right')
    if (value === undefined || !/^(?:capsys|capfd|capsysbinary|capfdbinary|capteesys)\.readouterr\(\)(?:\.(?:out|err))?$/.test(value.text)) return
    const left = assignment.field('left')
    const targets = left?.kind === 'identifier' ? [left] : left?.kind === 'pattern_list' || left?.kind === 'tuple_pattern' ? left.children.filter(({ kind }) => kind === 'identifier') : []
    if (targets.length === 0 || !targets.every((each) => isUnread(each))) return
    yield { at: left!, name: left!.text }

    function isUnread(target: Node): boolean {
      const binding = context.bindingOf(target)
      if (binding === undefined || binding.scope.kind !== 'function' || binding.scope.isDynamic || /^_/.test(target.text)) return false
      // A read in front of it is of what was captured before; in a loop it may be of this.
      if (assignment.ancestor('for_statement', 'while_statement') !== undefined) return binding.occurrences.length === binding.definitions.length
      const next = binding.definitions.find(({ node }) => node.start > target.start)
      return !binding.occurrences.some((each) => each.start > target.end && (next === undefined || each.start < next.node.start))
    }
  },
  message: ({ name }) => `What is captured as \`${name}\` is never looked at`,
})
