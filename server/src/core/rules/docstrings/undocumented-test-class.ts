// Test classes that a reader can't place without help and that have no docstring.

import { classDocstring, docstringEdit, docstringOf, isCommented } from '../../edits/index.ts'
import { choice, methodNames, rule, twinsWithoutDocstring, type Context, type ClassUnit, type Located } from '../../kit/index.ts'

interface Facts extends Located {
  readonly unit: ClassUnit
  readonly reason: string | undefined
}

/** Statements of set-up from which on the environment of a class is not seen at a glance. */
const longSetUp = 8

export default rule({
  id: 'undocumented-test-class',
  summary: 'A test class with an environment of its own, or one that others build upon, has no docstring.',
  why: 'Test names say what is checked; what the tests of a class have in common, and what its set-up stands for, is said nowhere else. A base class is read by everybody who derives from it.',
  section: 'docstrings',
  severity: 'hint',
  preset: 'recommended',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['ruff:D101', 'pylint:C0115'],
  options: {
    scope: choice(['environment', 'all'], 'environment', 'environment: classes that others derive from or with a long set-up of their own; all: every test class.'),
  },
  on: 'class',
  *check(unit, context): Iterable<Facts> {
    const { options, source, asTwin } = context
    if ((unit.role === 'plain' && !asTwin) || docstringOf(unit.node, source) !== undefined) return
    const reason = unit.role === 'plain' || isCommented(unit.node, source) ? undefined : reasonFor(unit, context)
    const twins = twinsWithoutDocstring(unit, context)
    if (reason !== undefined || (options.scope === 'all' && unit.role !== 'plain')) yield { at: unit.nameNode, unit, reason, twins }
    else if (twins.length > 0) yield { at: unit.nameNode, unit, reason, preset: 'twin', twins }
  },
  message: ({ unit, reason }) => `${unit.role === 'base' ? 'Base class' : unit.role === 'test' ? 'Test class' : 'Class'} '${unit.name}' ${reason === undefined ? 'has' : `${reason} but has`} no docstring`,
  repair({ unit }, { source }) {
    const text = classDocstring(unit.node, source)
    const edit = docstringEdit(unit.node, source, text, text.isSnippet)
    if (edit === undefined) return { refusal: 'the body of the class could not be told from its header' }
    return { title: 'Add docstring', edits: [edit], isSnippet: text.isSnippet }
  },
})

function reasonFor(unit: ClassUnit, context: Pick<Context, 'methodNamed' | 'source'>): string | undefined {
  if (unit.role === 'base') return isMeantForHeirs(unit, context) && methodNames(context.source, unit).length > 2 ? 'is there for others to build upon' : undefined
  const isLong = (name: string): boolean => (context.methodNamed(unit, name)?.statements.length ?? 0) >= longSetUp
  return ['setUp', 'asyncSetUp', 'setUpClass', 'setUpTestData', 'setup_method', 'setup_class'].some(isLong) ? 'has a long set-up' : undefined
}

/** It holds tests that only its heirs run, or its name says so; `test_Registry` is collected where the project says so. */
function isMeantForHeirs(unit: ClassUnit, { source }: Pick<Context, 'source'>): boolean {
  return /Base|Mixin|Abstract|Common/.test(unit.name) || (!unit.name.startsWith('test_') && methodNames(source, unit).some((name) => /^test/.test(name)))
}
