// Docstrings that describe a parameter which the function no longer has, or promise a status that the test does not expect.

import { outcomeOf, rule, type Context, type FunctionUnit, type Located } from '../../kit/index.ts'

interface Facts extends Located {
  readonly owner: string
  readonly parameter: string
  /** The status that the test expects, where it is a status that is wrong. */
  readonly expected?: number
}

export default rule({
  id: 'stale-docstring',
  summary: 'A docstring describes a parameter that the function does not have, or a status that the test does not expect.',
  why: 'Whoever calls a helper by its docstring passes an argument that is refused, or looks for a fixture that was renamed long ago. A docstring that is wrong about the signature is not trusted in the rest either.',
  section: 'docstrings',
  severity: 'information',
  preset: 'recommended',
  fix: undefined,
  since: '0.1.0',
  twins: ['ruff:DOC102'],
  on: 'function',
  *check(unit, context): Iterable<Facts> {
    const { docstring } = unit
    const promised = docstring === undefined || unit.role !== 'test' ? null : promise.exec(docstring.text)
    const expected = promised === null ? undefined : statusOf(unit, context)
    if (expected !== undefined && promised![1] !== String(expected) && !unit.outer.text.replace(docstring!.text, '').includes(promised![1]!)) {
      const at = docstring!.start + promised!.index + promised![0].length - 3
      yield { at: { segment: docstring!.segment, start: at, end: at + 3 }, owner: unit.name, parameter: promised![1]!, expected, twins: [] }
    }
    // What `**options` takes is described by name as well.
    if (docstring === undefined || unit.node.field('parameters')?.children.some((parameter) => /splat/.test(parameter.kind)) === true) return
    const own = new Set(unit.parameters.map((parameter) => parameter.name))
    for (const { name, start } of describedIn(docstring.text)) {
      if (own.has(name)) continue
      const at = docstring.start + start
      yield { at: { segment: docstring.segment, start: at, end: at + name.length }, owner: unit.name, parameter: name }
    }
  },
  message: ({ owner, parameter, expected }) => expected !== undefined ? `The docstring of '${owner}' says ${parameter}, but the test expects ${expected}` : `The docstring of '${owner}' describes '${parameter}', which is no parameter of it`,
})

/** "returns a 404", "responds with status 403". */
const promise = /\b(?:returns?|gets?|gives?|responds? with|answers? with|results? in|fails? with|raises?|expects?)(?: an?)?(?: HTTP)?(?: (?:status|error|code))*:? ([2-5]\d\d)(?!\w|[.-]\d)/i

function statusOf(unit: FunctionUnit, context: Pick<Context, 'assertionsOf'>): number | undefined {
  const result = outcomeOf(unit, context.assertionsOf(unit))?.result
  return result?.is === 'status' ? result.code : undefined
}

interface Described {
  readonly name: string
  /** Offset in the docstring's text. */
  readonly start: number
}

/** Parameters that are described in the ways of Sphinx (`:param x:`), Google (`Args:`) and NumPy (`Parameters` underlined). */
function describedIn(text: string): readonly Described[] {
  const found: Described[] = []
  for (const match of text.matchAll(/^[ \t]*:(?:param|parameter|arg|argument|key|keyword)[ \t]+(?:[\w.\[\], |]+[ \t]+)?\*{0,2}([A-Za-z_]\w*)[ \t]*:/gm)) found.push({ name: match[1]!, start: match.index + match[0].lastIndexOf(match[1]!) })
  const google = /^([ \t]*)(?:Args|Arguments|Parameters):[ \t]*\r?\n/m.exec(text)
  if (google !== null) found.push(...entriesBelow(text, google.index + google[0].length, google[1]!.length, /^([A-Za-z_]\w*)[ \t]*(?:\([^)\n]*\))?:/))
  const numpy = /^([ \t]*)Parameters[ \t]*\r?\n[ \t]*-{3,}[ \t]*\r?\n/m.exec(text)
  if (numpy !== null) found.push(...entriesBelow(text, numpy.index + numpy[0].length, numpy[1]!.length - 1, /^([A-Za-z_]\w*)[ \t]*:[ \t]/))
  return found
}

/** The entries of a section: lines of its first line's indent, which is deeper than `outer`, up to a blank line or a shallower one. */
function entriesBelow(text: string, from: number, outer: number, entry: RegExp): readonly Described[] {
  const found: Described[] = []
  let [at, indent] = [from, -1]
  for (const line of text.slice(from).split('\n')) {
    const own = /^[ \t]*/.exec(line)![0].length
    if (line.trim() === '' || own <= outer) break
    if (indent < 0) indent = own
    const match = own === indent ? entry.exec(line.slice(own)) : null
    if (match !== null) found.push({ name: match[1]!, start: at + own })
    at += line.length + 1
  }
  return found
}

