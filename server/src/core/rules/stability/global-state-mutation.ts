// global-state-mutation: a test writes a module's own variable, or changes a list or dict at module level.

import { rule, segmentsMentioning, escaped, type Context, type FunctionUnit, type Located, type Node } from '../../kit/index.ts'

interface Facts extends Located {
  readonly name: string
}

const mutators = /^(?:append|extend|insert|remove|pop|popitem|clear|update|setdefault|add|discard|sort|reverse)$/

export default rule({
  id: 'global-state-mutation',
  summary: 'A test changes a variable of its module.',
  why: 'The tests behind it meet the changed value, so what they show depends on which ran before.',
  section: 'stability',
  severity: 'information',
  preset: 'recommended',
  fix: undefined,
  since: '0.1.0',
  twins: ['ruff:PLW0603', 'pytestee:PTVL004', 'falsegreen:C24'],
  on: 'test',
  *check(test, context): Iterable<Facts> {
    // With a default it is called by somebody, not collected; for pickle a class has to be the module's.
    if ((test.owner === undefined && test.parameters.some((parameter) => parameter.default !== undefined)) || /pickle/i.test(test.body.text) || /pickle/i.test(test.name)) return
    const seen = new Set<string>()
    for (const { at, name, isDeclared } of changes(test, context)) {
      if (seen.has(name)) continue
      seen.add(name)
      // A name that nothing else reads was made global for pickle, or to look at it in a debugger.
      // Where every test that looks at it sets it first, none meets what another left.
      const isRead = isDeclared && (changesInPlace(name, test) || segmentsMentioning(context.source, new RegExp(`^(?=[\\s\\S]*def test)(?![\\s\\S]*global [^\\n]*\\b${escaped(name)}\\b)[\\s\\S]*\\b${escaped(name)}\\b`)) > 0)
      if (isDeclared ? !isRead || segmentsMentioning(context.source, new RegExp(`\\b${escaped(name)}\\b`), 3) < 3 : isReset(name, context)) continue
      yield { at, name }
    }
  },
  message: ({ name }) => `\`${name}\` is the module's, and this changes it for the tests behind`,
})

interface GlobalChange {
  readonly at: Node
  readonly name: string
  /** By a `global` statement. */
  readonly isDeclared: boolean
}

function* changes(test: FunctionUnit, context: Context): Iterable<GlobalChange> {
  for (const statement of test.body.descendants('global_statement')) {
    for (const name of statement.children) {
      const isWritten = test.body.descendants('assignment', 'augmented_assignment', 'delete_statement').some((each) => (each.field('left') ?? each.firstChild)?.text === name.text && each.ancestor('function_definition') === statement.ancestor('function_definition'))
      // A function that the test defines writes what the test then looks at; what is deleted or put back in a `finally` is gone.
      const isTakenBack = new RegExp(`\\bdel ${name.text}\\b|finally:[\\s\\S]*\\b${name.text}\\b`).test(test.body.text)
      if (isWritten && !isTakenBack && !name.text.startsWith('__') && statement.ancestor('function_definition') === test.node) yield { at: name, name: name.text, isDeclared: true }
    }
  }
  for (const node of test.body.descendants('call', 'subscript')) {
    const root = node.kind === 'call' ? (mutators.test(node.field('function')?.field('attribute')?.text ?? '') ? node.field('function')!.field('object') : undefined) : isStored(node) ? node.field('value') : undefined
    if (root?.kind !== 'identifier' || context.functionOf(node) !== test || context.bindingOf(root) !== undefined) continue
    const segments = context.definitionsOf(root.text)
    const value = segments.length === 1 ? segments[0]!.root.firstChild?.firstChild : undefined
    if (value?.kind === 'assignment' && value.field('left')?.text === root.text && isContainer(value.field('right'))) yield { at: node, name: root.text, isDeclared: false }
  }
}

/** `count += 1`: what it was before goes on. */
function changesInPlace(name: string, test: FunctionUnit): boolean {
  return test.body.descendants('augmented_assignment').some((each) => each.field('left')?.text === name)
}

function isStored(subscript: Node): boolean {
  const { parent } = subscript
  return ((parent?.kind === 'assignment' || parent?.kind === 'augmented_assignment') && subscript.fieldName === 'left') || parent?.kind === 'delete_statement'
}

function isContainer(node: Node | undefined): boolean {
  return node !== undefined && (/^(?:list|dictionary|set)$/.test(node.kind) || (node.kind === 'call' && /^(?:list|dict|set|(?:collections\.)?(?:OrderedDict|defaultdict|deque|Counter))$/.test(node.field('function')!.text)))
}

/** Emptied or filled anew somewhere, patched, or deleted from: somebody takes care of it. */
function isReset(name: string, context: Context): boolean {
  const word = escaped(name)
  return segmentsMentioning(context.source, new RegExp(`(?<![\\w.])${word}\\.(?:clear|pop|remove|discard)\\b|del ${word}\\b|${word}\\[:\\] ?=|["'][\\w.]*${word}["']|dict\\(${word}\\b|global [^\\n]*${word}`)) > 0
}
