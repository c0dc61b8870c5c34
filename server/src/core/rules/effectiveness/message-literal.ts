// message-literal: `assert total, 3`: the comma was to be a comparison, and the number is only what a failure would say.

import { briefly, rule, type Located, type Node, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly condition: Node
  readonly message: Node
}

export default rule({
  id: 'message-literal',
  summary: 'The message of an assert is a number, a constant or a display instead of a text.',
  why: 'What stands behind the comma of `assert` is shown where it fails and compared with nothing. A value there was mostly the expected one.',
  section: 'effectiveness',
  severity: 'error',
  preset: 'essential',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['ruff:RUF040'],
  on: 'node',
  kinds: ['assert_statement'],
  *check(node): Iterable<Facts> {
    const [condition, message] = node.children
    if (condition === undefined || message === undefined) return
    const isBytes = message.kind === 'string' && /^[rR]?[bB]/.test(message.text)
    if (!isBytes && !/^(?:integer|float|true|false|none|ellipsis|list|dictionary|set)$/.test(message.kind)) return
    // Elements that are computed may be what a reader wants to see of a failure.
    if (/^(?:list|dictionary|set)$/.test(message.kind) && message.descendants('identifier', 'call').length > 0) return
    // Ruff leaves lists and their like alone.
    yield { at: message, condition, message, ...(/^(?:list|dictionary|set)$/.test(message.kind) ? { twins: [] } : {}) }
  },
  message: ({ message }) => `\`${briefly(message)}\` is the message of this assert and is compared with nothing`,
  repair({ condition, message }): Repair | undefined {
    // A condition that compares already has its expected value.
    if (!/^(?:identifier|attribute|call|subscript|await)$/.test(condition.kind)) return undefined
    const operator = /^(?:none|true|false|ellipsis)$/.test(message.kind) ? 'is' : '=='
    return { title: `Compare with ${briefly(message, 30)}`, edits: [{ segment: condition.segment, start: condition.end, end: message.start, text: ` ${operator} ` }] }
  },
})
