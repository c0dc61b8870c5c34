// jump-in-finally: `return` in a `finally` throws away the exception that was on its way, a failed assertion's too.

import { rule, type Located, type Node } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
  readonly word: string
}

export default rule({
  id: 'jump-in-finally',
  summary: 'A finally clause leaves by return, break or continue.',
  why: 'An exception that is on its way, a failed assertion among them, is forgotten there, and the test passes.',
  section: 'error-handling',
  severity: 'error',
  preset: 'essential',
  fix: undefined,
  since: '0.1.0',
  twins: ['ruff:B012', 'flake8:B012', 'sonar:S1143', 'pylint:W0150'],
  on: 'node',
  kinds: ['finally_clause'],
  *check(clause): Iterable<Facts> {
    for (const jump of clause.descendants('return_statement', 'break_statement', 'continue_statement')) {
      const inner = jump.ancestor('function_definition', 'class_definition', 'finally_clause', ...(jump.kind === 'return_statement' ? [] : ['for_statement', 'while_statement']))
      if (inner === clause) yield { at: jump, word: jump.kind.slice(0, jump.kind.indexOf('_')) }
    }
  },
  message: ({ word }) => `\`${word}\` in \`finally\` throws away an exception, a failed assertion's too`,
})
