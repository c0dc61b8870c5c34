// unused-raises-target: `with pytest.raises(E) as caught:` and nobody reads `caught`.

import { calledName, contextsOf, expectationOf, isRaisesName, isWarnsName, rule, type Located, type Node, type Refusal, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly whole: Node
  readonly value: Node
  readonly name: string
}

export default rule({
  id: 'unused-raises-target',
  summary: 'The name that holds an expected exception is never read.',
  why: 'It was kept to be looked at, and the check was forgotten or is gone. Without the name the block says what it asks for.',
  section: 'error-handling',
  severity: 'hint',
  preset: 'recommended',
  fix: 'safe',
  since: '0.1.0',
  twins: ['falsegreen:C28'],
  on: 'node',
  kinds: ['with_statement'],
  *check(statement, context): Iterable<Facts> {
    for (const { value, target, whole } of contextsOf(statement)) {
      if (target?.kind !== 'identifier' || value.kind !== 'call' || /^_/.test(target.text)) continue
      const name = calledName(value)
      if (expectationOf(value, context) === undefined && !(value.field('function')?.kind === 'attribute' && (isRaisesName(name) || isWarnsName(name)))) continue
      const binding = context.bindingOf(target)
      if (binding === undefined || binding.scope.kind !== 'function' || binding.scope.isDynamic) continue
      // One name serves several blocks; then it is read for one of them. What is deleted has to be bound.
      if (binding.occurrences.length > binding.definitions.length || binding.definitions.some(({ kind }) => kind !== 'with')) continue
      yield { at: target, whole, value, name: target.text, tag: 'unnecessary' }
    }
  },
  message: ({ name }) => `\`${name}\` is never read`,
  repair({ whole, value, name }): Repair | Refusal {
    const { segment } = whole
    if (segment.comments.some((offset, i) => i % 2 === 0 && offset >= value.end && offset < whole.end)) return { refusal: 'A comment stands beside the name' }
    return { title: `Drop ${name}`, edits: [{ segment, start: whole.firstChild!.end, end: whole.end, text: '' }] }
  },
})
