// excinfo-stringified: `str(excinfo)` is the text of pytest's wrapper, not of the exception that it holds.

import { argumentsOf, calledName, raisesBlockOf, rule, type Context, type Located, type Node, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
  readonly attribute: 'value' | 'exception'
}

export default rule({
  id: 'excinfo-stringified',
  summary: 'The object that holds an expected exception is turned into text instead of the exception.',
  why: 'The text is `<ExceptionInfo ValueError(\'boom\') tblen=2>` or the address of a context. It never equals a message, and a search in it finds the class, file names and numbers that the message does not have.',
  section: 'effectiveness',
  severity: 'warning',
  preset: 'recommended',
  fix: 'suggested',
  since: '0.1.0',
  twins: [],
  whenNotToUse: 'In tests of `ExceptionInfo` itself.',
  on: 'node',
  kinds: ['with_statement', 'assignment'],
  *check(node, context): Iterable<Facts> {
    const held = holderOf(node, context)
    // Who imports the wrapper's class tests the wrapper.
    if (held === undefined || context.definitionsOf('ExceptionInfo').length > 0) return
    for (const use of context.bindingOf(held.target)?.occurrences ?? []) {
      if (use !== held.target && isMadeText(use)) yield { at: use, attribute: held.attribute }
    }
  },
  message: ({ at, attribute }) => `\`${at.text}\` is not the exception, \`${at.text}.${attribute}\` is`,
  repair: ({ at, attribute }): Repair => ({
    title: `Use ${at.text}.${attribute}`,
    edits: [{ segment: at.segment, start: at.end, end: at.end, text: `.${attribute}` }],
  }),
})

/** The name that holds the wrapper, where nothing else is ever bound to it but wrappers of its kind. */
function holderOf(node: Node, context: Context): { readonly target: Node; readonly attribute: Facts['attribute'] } | undefined {
  const block = node.kind === 'with_statement' ? raisesBlockOf(node) : undefined
  const call = block?.call ?? node.field('right')
  const target = block?.target ?? (node.kind === 'assignment' ? node.field('left') : undefined)
  if (call?.kind !== 'call' || target?.kind !== 'identifier') return undefined
  const isPytest = /^_?pytest(?:\.\w+)*\.raises$/.test(context.qualifiedName(call) ?? '')
  // `e = self.assertRaises(E, f)` gives nothing, or with testtools the exception.
  if (!isPytest && (block === undefined || !/^(?:self|cls)\.assertRaises/.test(call.text))) return undefined
  if (isPytest && block === undefined && argumentsOf(call).positional.length < 2) return undefined
  const first = context.bindingOf(target)?.definitions.find(({ kind }) => kind === 'with' || kind === 'assignment')
  // Each name is looked at once, however many blocks bind it.
  if (first?.node !== target) return undefined
  const isAlone = context.bindingOf(target)!.definitions.every(({ kind, value }) => (kind === 'with' || kind === 'assignment') && value?.kind === 'call' && calledName(value) === calledName(call))
  return isAlone ? { target, attribute: isPytest ? 'value' : 'exception' } : undefined
}

/** `str(x)`, `repr(x)`, `f"{x}"`, `"%s" % x`, `"…".format(x)`; not what only serves a person who reads. */
function isMadeText(use: Node): boolean {
  const { parent } = use
  if (parent?.kind === 'interpolation') return parent.firstChild === use && isCompared(parent.parent!)
  if (parent?.kind !== 'argument_list') return false
  const call = parent.parent!
  return /^(?:str|repr)$/.test(call.field('function')?.text ?? '') && parent.children.length === 1 && isCompared(call)
}

/** The text is no argument of `print` or a logger and no message of an assertion. */
function isCompared(text: Node): boolean {
  for (let [inner, outer] = [text, text.parent]; outer !== undefined; [inner, outer] = [outer, outer.parent]) {
    if (outer.kind === 'assert_statement') return outer.firstChild === inner
    if (outer.kind === 'call' && /^(?:print|debug|info|warning|error|exception|log|write|fail|skip)$/.test(calledName(outer) ?? '')) return false
    if (/_statement$/.test(outer.kind)) return outer.kind !== 'expression_statement' || outer.firstChild !== inner || inner !== text
  }
  return true
}
