// f-strings in the place of a docstring: Python takes none of them as one.

import { rule, type Located, type Node, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly name: string
  readonly text: Node
}

export default rule({
  id: 'f-string-docstring',
  summary: 'A function begins with an f-string, which Python does not take as its docstring.',
  why: 'It looks like a docstring and is an expression that is evaluated at each call and thrown away: help(), the editor and the test report show nothing of it.',
  section: 'docstrings',
  severity: 'information',
  preset: 'recommended',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['ruff:B021', 'flake8:B021'],
  on: 'function',
  *check(unit): Iterable<Facts> {
    const [first] = unit.statements
    const text = unit.docstring === undefined && first?.kind === 'expression_statement' ? first.firstChild : undefined
    if (text?.kind !== 'string' || first!.children.length !== 1) return
    if (/f/i.test(text.children.find((child) => child.kind === 'string_start')?.text.replace(/['"]/g, '') ?? '')) yield { at: text, name: unit.name, text }
  },
  message: ({ name }) => `'${name}' begins with an f-string, which is no docstring`,
  repair({ text }): Repair | undefined {
    const prefix = /^[a-zA-Z]*/.exec(text.text)![0]
    if (text.children.some((child) => child.kind === 'interpolation') || text.text.includes('{{') || text.text.includes('}}')) return undefined
    return { title: 'Make it a docstring', edits: [{ segment: text.segment, start: text.start, end: text.start + prefix.length, text: prefix.replace(/f/i, '') }] }
  },
})
