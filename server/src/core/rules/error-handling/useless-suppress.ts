// useless-suppress: `with contextlib.suppress():` suppresses nothing.

import { unwrappedBlock } from '../../edits/index.ts'
import { argumentsOf, contextsOf, rule, type Located, type Node, type Refusal, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly statement: Node
  readonly isAlone: boolean
}

export default rule({
  id: 'useless-suppress',
  summary: '`contextlib.suppress()` is given no exception.',
  why: 'Without arguments it suppresses nothing: the block behaves as if it stood alone.',
  section: 'error-handling',
  severity: 'warning',
  preset: 'recommended',
  fix: 'safe',
  since: '0.1.0',
  twins: ['ruff:B022', 'flake8:B022'],
  on: 'node',
  kinds: ['with_statement'],
  *check(statement, context): Iterable<Facts> {
    const held = contextsOf(statement)
    for (const { value } of held) {
      if (value.kind !== 'call' || context.qualifiedName(value) !== 'contextlib.suppress') continue
      const { positional, keywords, isOpen } = argumentsOf(value)
      if (positional.length === 0 && keywords.size === 0 && !isOpen) yield { at: value, statement, isAlone: held.length === 1 && held[0]!.target === undefined }
    }
  },
  message: () => '`suppress()` without an exception suppresses nothing',
  repair({ statement, isAlone }): Repair | Refusal {
    const edits = isAlone ? unwrappedBlock(statement) : undefined
    return edits === undefined ? { refusal: 'The block shares its header or lines with others' } : { title: 'Take the block out', edits }
  },
})
