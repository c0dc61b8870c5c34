// unraised-exception: `ValueError("x")` as a statement: the exception is made and not raised.

import { isBuiltinException, mayBeMeantToFail, rule, type Context, type Located, type Node, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
  readonly name: string
}

export default rule({
  id: 'unraised-exception',
  summary: 'An exception is made and not raised.',
  why: 'The line does nothing. `raise` is missing in front of it, so the fake never fails and the path that was to be tested is not taken.',
  section: 'error-handling',
  severity: 'error',
  preset: 'essential',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['ruff:PLW0133', 'pylint:W0133', 'sonar:S3984'],
  on: 'node',
  kinds: ['expression_statement'],
  holding: ['call'],
  *check(statement, context): Iterable<Facts> {
    const call = statement.firstChild
    if (call?.kind !== 'call' || statement.children.length !== 1) return
    const callee = call.field('function')
    const name = callee === undefined ? undefined : context.qualifiedName(callee)
    const isBuiltin = name !== undefined && isBuiltinException(name.replace(/^builtins\./, '')) && context.definitionsOf(name).length === 0
    if (!isBuiltin && !isOwnException(callee, context)) return
    // Making it may be what is tried, above all where the class is the file's own.
    yield { at: call, name: callee!.text, ...(mayBeMeantToFail(statement) ? { severity: 'hint', preset: 'named' } : isBuiltin ? {} : { severity: 'hint', preset: 'strict' }) }
  },
  message: ({ name }) => `\`${name}\` is made and not raised`,
  repair: ({ at: { segment, start } }): Repair => ({ title: 'Raise it', edits: [{ segment, start, end: start, text: 'raise ' }] }),
})

/** A class of this file whose base is one of Python's exceptions. */
function isOwnException(callee: Node | undefined, context: Context): boolean {
  if (callee?.kind !== 'identifier' || !/^[A-Z]/.test(callee.text)) return false
  const binding = context.bindingOf(callee)
  const isLocal = binding !== undefined && binding.scope.kind !== 'module'
  const [definition, ...others] = isLocal ? binding.definitions.map(({ kind, node }) => (kind === 'class' ? node.parent : undefined)) : context.definitionsOf(callee.text).map(headerOf)
  return others.length === 0 && (definition?.field('superclasses')?.children ?? []).some((base) => isBuiltinException(base.text))
}

/** The class that a module-level segment defines. */
function headerOf({ root }: { readonly root: Node }): Node | undefined {
  const first = root.firstChild
  const node = first?.kind === 'decorated_definition' ? first.field('definition') : first
  return node?.kind === 'class_definition' ? node : undefined
}
