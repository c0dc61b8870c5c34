// Tests of one file that share a docstring: copied, and not adapted.

import { rule, type Located, type Node } from '../../kit/index.ts'

interface Facts extends Located {
  readonly name: string
  readonly other: string
}

interface Documented {
  readonly definition: Node
  /** Equal for docstrings that say the same. */
  readonly text: string
}

export default rule({
  id: 'duplicate-docstring',
  summary: 'Two tests of a file have the same docstring.',
  why: 'A docstring that was copied with its test and not adapted describes the other one. Where it is shown instead of the name, as unittest does with -v, two different failures look alike.',
  section: 'docstrings',
  severity: 'information',
  preset: 'strict',
  fix: undefined,
  since: '0.1.0',
  twins: [],
  on: 'module',
  gather: (segment): readonly Documented[] => (segment.kind === 'trivia' ? [] : segment.root.descendants('function_definition').flatMap(documented)),
  keysOf: (facts) => facts.map(({ text }) => text),
  *check({ gathered }, context): Iterable<Facts> {
    const byText = new Map<string, Node[]>()
    for (const { facts } of gathered) {
      for (const { definition, text } of facts) {
        const same = byText.get(text)
        if (same === undefined) byText.set(text, [definition])
        else same.push(definition)
      }
    }
    for (const definitions of byText.values()) {
      if (definitions.length < 2) continue
      const all = definitions.flatMap((definition) => {
        const unit = context.functionOf(definition)
        return unit?.role === 'test' && unit.docstring !== undefined ? [{ name: unit.name, docstring: unit.docstring }] : []
      })
      // The same test in two classes may well be described in the same words.
      const distinct = all.filter((each, i) => all.findIndex((other) => other.name === each.name) === i)
      // A sentence over a whole group of tests is a heading, not a copy.
      if (distinct.length > 3) continue
      const [first, ...copies] = distinct
      for (const { docstring, name } of copies) yield { at: docstring, related: [{ at: first!.docstring, message: `It is the docstring of '${first!.name}' too` }], name, other: first!.name }
    }
  },
  message: ({ name, other }) => `'${name}' has the docstring of '${other}'`,
})

/** A function whose body begins with a string; whether it is a test and the string a docstring is asked where another has the same. */
function documented(definition: Node): readonly Documented[] {
  const first = definition.field('body')?.firstChild
  const string = first?.kind === 'expression_statement' && first.children.length === 1 ? first.firstChild : undefined
  const text = string !== undefined && /string$/.test(string.kind) ? textOf(string) : undefined
  return text === undefined ? [] : [{ definition, text }]
}

/** Undefined for what names a specification or a bug, which several tests may be about, and for a word or two. */
function textOf(docstring: Node): string | undefined {
  const text = docstring.text.replace(/^[a-zA-Z]*("""|'''|"|')|("""|'''|"|')$/g, '').replace(/\s+/g, ' ').trim()
  if (/https?:|RFC|\bPEP\b|#\d|\b(?:bug|issue|ticket|regression|section)\b/i.test(text)) return undefined
  return text.split(' ').length < 3 ? undefined : text.toLowerCase().replace(/[.!]$/, '')
}
