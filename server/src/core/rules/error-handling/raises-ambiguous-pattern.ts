// raises-ambiguous-pattern: `match="f(x) failed"`: a pattern that is written like a text, and `match=""`, which every message has.

import { argumentsOf, expectationOf, isEmptyText, literalText, rule, type Context, type Located, type Node, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
  readonly call: Node
  readonly isEmpty: boolean
  readonly sign: string
}

export default rule({
  id: 'raises-ambiguous-pattern',
  summary: 'What `match` gets is a pattern by accident, or matches every message.',
  why: '`match` is a regular expression. In a text that was meant as it stands, brackets, `+`, `*` and `|` mean something else, so the test fails for the right message or passes for others; an empty one is found everywhere.',
  section: 'error-handling',
  severity: 'warning',
  preset: 'recommended',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['ruff:RUF043', 'pytest:PytestWarning'],
  whenNotToUse: 'By default only texts are reported whose signs change what is matched; the preset strict also asks for raw strings around every other pattern.',
  on: 'node',
  kinds: ['call'],
  *check(call, context): Iterable<Facts> {
    const name = expectationOf(call, context)
    const match = name === undefined ? undefined : argumentsOf(call).keywords.get('match')
    if (match === undefined || name === undefined) return
    const only = name === 'raises' ? ['ruff:RUF043'] : []
    if (match.kind !== 'none' && isEmptyText(match)) {
      yield { at: match, call, isEmpty: true, sign: '', twins: ['pytest:PytestWarning'] }
      return
    }
    const strings = match.kind === 'concatenated_string' ? match.children : [match]
    if (match.kind !== 'string' && match.kind !== 'concatenated_string') return
    if (strings.some(({ text }) => /^\w*[rRfFbB]/.test(text.slice(0, text.search(/['"]/))))) return
    const sign = signIn(literalText(match) ?? '')
    if (sign === undefined) return
    yield { at: match, call, isEmpty: false, sign, twins: only, ...(changesMeaning(literalText(match) ?? '') ? {} : { severity: 'hint', preset: 'strict' }) }
  },
  message: ({ isEmpty, sign }) => (isEmpty ? 'An empty `match` fits every message' : `\`${sign}\` has a meaning of its own in a pattern; the text is neither raw nor escaped`),
  repair({ at, isEmpty }, context): readonly Repair[] | undefined {
    if (isEmpty) return undefined
    const { segment, start, end } = at
    if (at.kind !== 'string') return undefined
    // It matches as before, but whether a pattern was meant is for a person to say.
    const raw: readonly Repair[] = at.text.includes('\\') ? [] : [{ title: 'Say that it is a pattern', edits: [{ segment, start, end: start, text: 'r' }] }]
    const escaped: readonly Repair[] = importsRe(context) ? [{ title: 'Match the text as it stands', edits: [{ segment, start, end, text: `re.escape(${at.text})` }] }] : []
    return [...escaped, ...raw]
  },
})

function importsRe(context: Context): boolean {
  return context.definitionsOf('re').length === 1
}

/** The first sign that a pattern reads as more than itself, as Python hands it over: an escaped one is none. */
function signIn(written: string): string | undefined {
  const text = written.replace(/\\(?:\r\n|[\r\n])/g, '').replace(/\\\\/g, '\u0000').replace(/\\['"ntrfva]|\\x..|\\u....|\\U.{8}|\\N\{[^}]*\}|\\[0-7]{1,3}/g, '_')
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '\u0000' || text[at] === '\\') {
      at++
      if (/[AbBdDsSwWzZ]/.test(text[at] ?? '')) return `\\${text[at]}`
    } else if (/[.^$*+?{[|()]/.test(text[at]!)) return text[at]
  }
  return undefined
}

/** `f(x)`, `a | b`, `[1]`, `x + y`: written as messages are, where the sign makes it fit something else. Patterns use them otherwise: `.*`, `^…$`, `(a|b)`. */
function changesMeaning(text: string): boolean {
  if (/\.[*+?]|\\|^\^|\$$|\[[^\]]*\][+*?]|\)[+*?]|\(\?|[^ ]\|[^ ]|\w[*+](?!\w| )/.test(text)) return false
  return /\w\(\)|\w\(\w*[,=]|(?:^| )[+*?](?: |$)|\w\?(?: |$)|\[\w+(?:[:,][^\]]*)?\](?: |$|\.|:)| \| /.test(text)
}
