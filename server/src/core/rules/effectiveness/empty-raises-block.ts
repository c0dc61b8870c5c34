// empty-raises-block: `with pytest.raises(E): pass`. Nothing in the block can raise, so the test fails or its author gave up.

import { isRaisesName, isWarnsName, raisesBlockOf, rule, type Located } from '../../kit/index.ts'

interface Facts extends Located {
  readonly name: string
}

export default rule({
  id: 'empty-raises-block',
  summary: 'A block that expects an exception or a warning has nothing in it.',
  why: 'Nothing can raise there. The test can only fail, or it was never finished.',
  section: 'effectiveness',
  severity: 'error',
  preset: 'recommended',
  fix: undefined,
  since: '0.1.0',
  twins: ['falsegreen:C51'],
  on: 'node',
  kinds: ['with_statement'],
  *check(node): Iterable<Facts> {
    const block = raisesBlockOf(node, (name) => isRaisesName(name) || isWarnsName(name))
    if (block === undefined || node.isBroken) return
    if (!block.body.children.every(({ kind, text }) => kind === 'pass_statement' || text === '...')) return
    // Who tests that an empty block is reported expects that around it.
    for (let outer = node.parent; outer !== undefined; outer = outer.parent) if (outer.kind === 'with_statement' || outer.kind === 'try_statement') return
    yield { at: block.call, name: block.name }
  },
  message: ({ name }) => `Nothing in the block of \`${name}\` can raise what it expects`,
})
