// unchecked-subprocess: `subprocess.run(…)` without `check`: a command that fails goes unnoticed.

import { appendArgument } from '../../edits/index.ts'
import { argumentsOf, mayBeMeantToFail, rule, type Context, type Located, type Node, type Refusal, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly call: Node
  readonly isUsed: boolean
}

export default rule({
  id: 'unchecked-subprocess',
  summary: 'A command is run and nobody looks whether it succeeded.',
  why: '`subprocess.run` says nothing where a command fails. With `check=True` the failure fails the test.',
  section: 'effectiveness',
  severity: 'warning',
  preset: 'recommended',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['ruff:PLW1510', 'pylint:W1510'],
  whenNotToUse: 'By default only calls are reported whose result is thrown away; the preset strict asks for `check` in every call.',
  on: 'node',
  kinds: ['call'],
  *check(call, context): Iterable<Facts> {
    if (context.qualifiedName(call) !== 'subprocess.run') return
    const { keywords } = argumentsOf(call)
    if (keywords.has('check')) return
    const isOpen = call.field('arguments')?.children.some(({ kind }) => kind === 'dictionary_splat') === true
    const isUsed = call.parent?.kind !== 'expression_statement' && !(call.parent?.kind === 'await' && call.parent.parent?.kind === 'expression_statement')
    yield { at: call.field('function')!, call, isUsed, ...(isOpen ? { severity: 'hint', preset: 'named' } : isUsed || mayBeMeantToFail(call) || isMissedLater(call, context) || /subprocess/.test(context.source.path) ? { severity: 'hint', preset: 'strict' } : {}) }
  },
  message: ({ isUsed }) => (isUsed ? '`subprocess.run` does not say what comes of a failure' : 'A failure of the command goes unnoticed'),
  repair({ call, isUsed }): Repair | Refusal {
    if (isUsed) return { refusal: 'The result is used' }
    const edit = appendArgument(call, 'check=True')
    return edit === undefined ? { refusal: 'The call has no list of arguments' } : { title: 'Add check=True', edits: [edit] }
  },
})

/** A file that the command gets by name and the test opens afterwards: where the command failed, it isn't there. */
function isMissedLater(call: Node, context: Context): boolean {
  const names = call.field('arguments')?.descendants('identifier').filter(({ parent }) => parent?.kind !== 'attribute' && parent?.kind !== 'keyword_argument') ?? []
  return names.some((name) => (context.bindingOf(name)?.occurrences ?? []).some((use) => use.segment === call.segment && use.start > call.end && /^\w+(?:\.(?:read_|open\(|exists\(|stat\(|is_file\()|\))/.test(call.segment.text.slice(use.start))))
}
