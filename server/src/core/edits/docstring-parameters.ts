// The part of a docstring that describes parameters, in the convention that the file's other docstrings keep: Google's, NumPy's, Sphinx'
// fields, or none at all. Says of a parameter only what the code says; the rest is a stop for the author.

import { argumentsOf } from '../syntax/expressions.ts'
import type { Node, Source } from '../syntax/index.ts'
import { fillingsOf } from '../suite/fillings.ts'
import type { FunctionUnit, Parameter } from '../suite/model.ts'
import { dottedName, enumerate, quoted, stringContent } from './code-phrases.ts'
import { docstringOf, stop } from './docstrings.ts'

export type Convention = 'google' | 'numpy' | 'fields' | 'plain'

/** A section of whole lines, each with its indent within the docstring; a stop for every parameter of which the code says nothing. */
export interface ParameterSection {
  readonly lines: readonly string[]
  readonly hasStops: boolean
}

const google = /^[ \t]*(?:Args|Arguments):[ \t]*$/m
const numpy = /^[ \t]*Parameters[ \t]*(?:\r\n|\n|\r)[ \t]*-{3,}[ \t]*$/m
const fields = /^[ \t]*:param[ \t]/m

/**
 * What most of the docstrings that describe parameters do; `plain` where those with parameters mostly say nothing of them. Those of
 * tests and those of everything else are looked at apart: a file that describes its helpers' parameters rarely does so for fixtures of
 * tests. Scans the whole file.
 */
export function parameterConvention(source: Source, isTest: boolean): Convention {
  const counts = { google: 0, numpy: 0, fields: 0, plain: 0 }
  for (const segment of source.segments) {
    if (segment.kind === 'trivia' || segment.isBroken) continue
    for (const definition of segment.root.descendants('function_definition')) {
      const docstring = /^test/.test(definition.field('name')?.text ?? '') === isTest && hasParameters(definition) ? docstringOf(definition, source) : undefined
      if (docstring === undefined) continue
      const { text } = docstring
      counts[fields.test(text) ? 'fields' : google.test(text) ? 'google' : numpy.test(text) ? 'numpy' : 'plain']++
    }
  }
  const [best] = (['fields', 'google', 'numpy'] as const).toSorted((a, b) => counts[b] - counts[a])
  return counts[best!] * 2 > counts.plain ? best! : 'plain'
}

/** Undefined without parameters, or where the file describes none. */
export function parameterSection(unit: FunctionUnit, source: Source): ParameterSection | undefined {
  const described = unit.parameters.filter(({ name }, i) => !(i === 0 && unit.owner !== undefined && /^(?:self|cls)$/.test(name)))
  const convention = described.length === 0 ? 'plain' : parameterConvention(source, unit.role === 'test')
  if (convention === 'plain') return undefined
  let hasStops = false
  const entries = described.map((parameter) => {
    const known = meaningOf(parameter, unit, source)
    if (known === undefined) hasStops = true
    return { name: `${parameter.kind === 'var-positional' ? '*' : parameter.kind === 'var-keyword' ? '**' : ''}${parameter.name}`, type: typeOf(parameter), meaning: known ?? stop('what it is') }
  })
  return { lines: written(entries, convention), hasStops }
}

interface Entry {
  readonly name: string
  readonly type: string | undefined
  readonly meaning: string
}

function written(entries: readonly Entry[], convention: Exclude<Convention, 'plain'>): readonly string[] {
  if (convention === 'fields') return entries.map(({ name, meaning }) => `:param ${name}: ${meaning}`)
  if (convention === 'google') return ['Args:', ...entries.map(({ name, type, meaning }) => `    ${name}${type === undefined ? '' : ` (${type})`}: ${meaning}`)]
  return ['Parameters', '----------', ...entries.flatMap(({ name, type, meaning }) => [`${name}${type === undefined ? '' : ` : ${type}`}`, `    ${meaning}`])]
}

function hasParameters(definition: Node): boolean {
  return definition.field('parameters')?.children.some((each) => !/^(?:self|cls)\b/.test(each.text)) ?? false
}

function typeOf({ annotation }: Parameter): string | undefined {
  const text = annotation?.text
  return text === undefined || text.length > 30 || /[\r\n"'`\\]/.test(text) ? undefined : text
}

/** What the code says of a parameter: the fixture's own words, what a patch replaces, the cases, its default, where it goes. */
function meaningOf(parameter: Parameter, unit: FunctionUnit, source: Source): string | undefined {
  const filling = fillingsOf(unit).filled.find((each) => each.parameter === parameter)
  const target = filling?.by === 'patch' && fillingsOf(unit).isCertain ? targetOf(filling.decorator.call) : undefined
  if (target !== undefined) return `stands in for ${quoted(target)}`
  const cases = casesOf(parameter.name, unit)
  if (cases !== undefined) return `one of ${enumerate(cases.map(quoted))}`
  const fixture = parameter.default === undefined && (unit.role === 'test' || unit.role === 'fixture') ? fixtureSummary(parameter.name, source) : undefined
  if (fixture !== undefined) return fixture
  const passed = passedAs(parameter.name, unit)
  const fallback = parameter.default === undefined || parameter.default.text.length > 24 || /[\r\n`\\]/.test(parameter.default.text) ? undefined : `${quoted(parameter.default.text)} by default`
  return passed === undefined ? fallback : `${passed}${fallback === undefined ? '' : `; ${fallback}`}`
}

function targetOf(call: Node | undefined): string | undefined {
  const [first, second] = call === undefined ? [] : argumentsOf(call).positional
  const text = stringContent(first)
  if (text !== undefined) return text
  const [object, attribute] = [dottedName(first), stringContent(second)]
  return object === undefined || attribute === undefined ? undefined : `${object}.${attribute}`
}

/** The values of `parametrize('name', ['a', 'b'])`, up to four constants. */
function casesOf(name: string, unit: FunctionUnit): readonly string[] | undefined {
  for (const { name: decorator, call } of unit.decorators) {
    if (decorator !== 'pytest.mark.parametrize' || call === undefined) continue
    const [names, values] = argumentsOf(call).positional
    if (stringContent(names) !== name || (values?.kind !== 'list' && values?.kind !== 'tuple')) continue
    const texts = values.children.map((value) => (/^(?:string|integer|float|true|false|none)$/.test(value.kind) && value.text.length <= 24 && !/[\r\n`\\]/.test(value.text) ? value.text : undefined))
    return texts.length > 4 || texts.length < 2 || texts.some((text) => text === undefined) ? undefined : (texts as readonly string[])
  }
  return undefined
}

/** The first sentence of the docstring of this module's fixture of that name. */
function fixtureSummary(name: string, source: Source): string | undefined {
  for (const segment of source.segments) {
    if (segment.kind !== 'statement' || segment.isBroken || !segment.text.includes(name)) continue
    const [decorated] = segment.root.children
    const definition = decorated?.kind === 'decorated_definition' ? decorated.field('definition') : undefined
    if (definition?.kind !== 'function_definition' || definition.field('name')?.text !== name || !decorated!.children.some((each) => each.kind === 'decorator' && /\bfixture\b/.test(each.text))) continue
    const text = docstringOf(definition, source)?.text.replace(/^[a-zA-Z]*("""|'''|"|')|("""|'''|"|')$/g, '').trim()
    const sentence = text === undefined ? undefined : /^[^\r\n]*?(?=\.(?:\s|$)|[\r\n]|$)/.exec(text)?.[0].trim()
    return sentence === undefined || sentence === '' || sentence.length > 80 || /[\\"']/.test(sentence) ? undefined : sentence
  }
  return undefined
}

/** The one keyword of another name under which the parameter is handed on: ``host`` of ``connect``. */
function passedAs(name: string, unit: FunctionUnit): string | undefined {
  const uses = unit.body.descendants('identifier').filter((node) => node.text === name && !(node.parent?.kind === 'keyword_argument' && node.fieldName === 'name') && !(node.parent?.kind === 'attribute' && node.fieldName === 'attribute'))
  const [use] = uses
  const keyword = uses.length === 1 && use!.parent?.kind === 'keyword_argument' ? use!.parent : undefined
  const callee = dottedName(keyword?.parent?.parent?.field('function'))
  const written = keyword?.field('name')?.text
  if (callee === undefined || written === undefined || callee.length > 40) return undefined
  return written === name ? `handed on to ${quoted(callee)}` : `${quoted(written)} of ${quoted(callee)}`
}
