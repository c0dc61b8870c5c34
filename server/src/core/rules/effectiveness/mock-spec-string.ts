// mock-spec-string: `Mock(spec="app.Client")` specifies a string, not the class that it names.

import { argumentsOf, calledName, isPatch, literalText, makesMock, rule, type Context, type Located, type Node, type Refusal, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
  readonly what: string
  readonly dotted: string
}

export default rule({
  id: 'mock-spec-string',
  summary: 'A mock is specified by the name of a class in a string instead of the class.',
  why: 'The specification is then the string itself: the mock has the methods of `str`, refuses those of the class, and passes `isinstance(mock, str)`.',
  section: 'effectiveness',
  severity: 'error',
  preset: 'essential',
  fix: 'suggested',
  since: '0.1.0',
  twins: [],
  on: 'node',
  kinds: ['call'],
  *check(call, context): Iterable<Facts> {
    const last = calledName(call)
    if (last === undefined || (!makesMock(call, context) && !isPatch(context.qualifiedName(call)))) return
    const { positional, keywords } = argumentsOf(call)
    const candidates: [string, Node | undefined][] = [
      ['spec', keywords.get('spec') ?? (/^(?:Mock|MagicMock|AsyncMock|NonCallableMock|NonCallableMagicMock|create_autospec)$/.test(last) ? positional[0] : undefined)],
      ['spec_set', keywords.get('spec_set')],
      ['autospec', keywords.get('autospec')],
    ]
    for (const [what, value] of candidates) {
      const dotted = value === undefined ? undefined : literalText(value)
      if (value === undefined || dotted === undefined || !/^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+$/.test(dotted)) continue
      yield { at: value, what, dotted }
    }
  },
  message: ({ what, dotted }) => `\`${what}\` gets a string, so the mock is one of \`str\` and not of \`${dotted}\``,
  repair({ at, dotted }, context): Repair | Refusal {
    const written = importedAs(dotted, context)
    if (written === undefined) return { refusal: `Nothing of \`${dotted}\` is imported by this file` }
    return { title: `Use ${written}`, edits: [{ segment: at.segment, start: at.start, end: at.end, text: written }] }
  },
})

/** The expression that means `a.b.C` here, by an import of one of its beginnings. */
function importedAs(dotted: string, context: Context): string | undefined {
  const parts = dotted.split('.')
  for (let i = parts.length - 1; i >= 0; i--) {
    const [segment] = context.definitionsOf(parts[i]!)
    if (segment === undefined || context.definitionsOf(parts[i]!).length !== 1) continue
    const text = segment.text.slice(segment.code)
    const isIt = i === 0 ? /^import\s/.test(text) && new RegExp(`\\b${dotted.slice(0, dotted.lastIndexOf('.')).replaceAll('.', '\\.')}\\b`).test(text) : text.startsWith(`from ${parts.slice(0, i).join('.')} import`) && !new RegExp(`\\b\\w+\\s+as\\s+${parts[i]}\\b`).test(text)
    if (isIt) return parts.slice(i).join('.')
  }
  return undefined
}
