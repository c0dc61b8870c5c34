// How docstrings are laid out: quotes, blanks, summary line, full stop, capital, backslashes. For projects that keep PEP 257 in tests as well.

import { docstringOf, layoutFaults, moduleDocstringOf, type LayoutFault } from '../../edits/index.ts'
import { rule, type Context, type Located, type Node, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly definition: Node
  readonly docstring: Node
  readonly fault: LayoutFault
}

export default rule({
  id: 'docstring-layout',
  summary: 'A docstring is laid out otherwise than PEP 257 says.',
  why: 'Tools that show docstrings take the first line for the summary; one form everywhere is read without noticing it. In tests it matters little, so this is for projects that check it everywhere.',
  section: 'docstrings',
  severity: 'hint',
  preset: 'strict',
  fix: 'safe',
  since: '0.1.0',
  twins: ['ruff:D200', 'ruff:D205', 'ruff:D209', 'ruff:D210', 'ruff:D300', 'ruff:D301', 'ruff:D400', 'ruff:D403', 'ruff:D404', 'ruff:D415', 'hacking:H401', 'hacking:H403', 'hacking:H404', 'hacking:H405'],
  on: 'node',
  kinds: ['function_definition', 'class_definition', 'expression_statement'],
  *check(definition, { source, asTwin }): Iterable<Facts> {
    const of = definition.kind === 'function_definition' ? 'function' : definition.kind === 'class_definition' ? 'class' : 'module'
    // The linters mind the modules' as well.
    if (of === 'module' && !(asTwin && definition.parent?.kind === 'module' && definition.segment.kind === 'statement')) return
    const docstring = of === 'module' ? moduleDocstringOf(definition.segment, source) : docstringOf(definition, source)
    // Strings in parentheses and concatenated ones are left alone.
    if (docstring?.kind !== 'string' || docstring.segment.isBroken) return
    for (const fault of layoutFaults(docstring, of)) {
      // hacking knows the docstring of a module by no line in front of it, and that of a coroutine neither.
      const isHackings = of !== 'module' && !definition.hasToken('async')
      const twins = isHackings ? fault.twins : fault.twins.filter((twin) => !twin.startsWith('hacking:'))
      if (twins.length > 0 || (of !== 'module' && fault.isTwins !== true)) yield { at: { segment: docstring.segment, start: docstring.start + fault.start, end: docstring.start + fault.end }, definition, docstring, fault, twins, ...(of === 'module' || fault.isTwins === true ? { preset: 'twin' } : {}) }
    }
  },
  message: ({ fault }) => fault.message,
  repair({ definition, docstring, fault }, context): Repair | undefined {
    if (fault.edit === undefined) return undefined
    const { start, end, text } = fault.edit
    return { title: fault.title, edits: [{ segment: docstring.segment, start: docstring.start + start, end: docstring.start + end, text }], safety: fault.isSafe && definition.kind !== 'expression_statement' && !isMaterial(definition, context) && !outgrows(docstring, text.length - (end - start)) ? 'safe' : 'suggested' }
  },
})

/** Made for a test to look at, perhaps at its very docstring: what is neither a test nor part of how it is run. */
function isMaterial(definition: Node, context: Context<unknown>): boolean {
  if (definition.ancestor('function_definition') !== undefined) return true
  if (definition.kind === 'class_definition') return !/test/i.test(definition.field('name')?.text ?? '')
  return !/^(?:test|fixture|hook)$/.test(context.functionOf(definition.field('body')!)?.role ?? '')
}

/** One of its lines is longer than Black's 88 columns then, and was not before. */
function outgrows({ segment, start, end }: Node, growth: number): boolean {
  const from = Math.max(segment.text.lastIndexOf('\n', start - 1), segment.text.lastIndexOf('\r', start - 1)) + 1
  const longest = Math.max(...segment.text.slice(from, end).split(/[\r\n]+/).map((line) => line.length))
  return longest <= 88 && longest + growth > 88
}
