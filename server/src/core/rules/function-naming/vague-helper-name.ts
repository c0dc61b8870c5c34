// Helpers and fixtures that are named after nothing: helper, do_it, my_fixture, func1.

import { calledName, names, renamedTo, rule, type FunctionUnit, type Located, type Refusal, type Repair } from '../../kit/index.ts'
import { fixtureNameFromBody, helperNameFromBody, singularOf, splitWords, type BodyName } from '../../naming/index.ts'

interface Facts extends Located {
  readonly unit: FunctionUnit
  readonly better: BodyName | undefined
}

/** Words of which a name says nothing when it has no others. */
const empty = new Set('helper helpers util utils do it this that stuff something thing things func function method fn fun foo bar baz my the a fixture fixtures common misc generic general impl work job test tests code'.split(' '))
/** Alone they say what kind of thing is done or given, not what. */
const emptyAlone = new Set('check verify process handle perform execute data obj object value values result results item items setup'.split(' '))

export default rule({
  id: 'vague-helper-name',
  summary: 'A helper or fixture is named after nothing: helper, do_it, my_fixture.',
  why: 'A helper is read where it is called, a fixture where it is requested, both far from their code. `helper(client)` or a parameter `my_fixture` sends the reader there each time; a name that says what is done or given does not.',
  section: 'function-naming',
  severity: 'information',
  preset: 'recommended',
  fix: 'suggested',
  since: '0.1.0',
  twins: [],
  options: {
    accepted: names([], 'Names that are never reported'),
  },
  on: 'function',
  *check(unit, context): Iterable<Facts> {
    const { options } = context
    if (unit.role !== 'helper' && unit.role !== 'fixture') return
    if (options.accepted.includes(unit.name) || unit.name.startsWith('__') || !isVague(unit)) return
    // `item` that gives an `Item` is a word of what is tested.
    if (unit.role === 'fixture' && isDomainWord(unit)) return
    // A base has chosen it.
    if (new RegExp(`\\bsuper\\(.*?\\)\\.${unit.name}\\b`).test(unit.body.text)) return
    // Which method, function or job of several the tests run with is a parameter of theirs.
    if (unit.role === 'fixture' && /^(?:method|func|function|job|impl)$/.test(unit.name) && /\bparams\s*=/.test(unit.decorators.map(({ node }) => node.text).join())) return
    yield { at: unit.nameNode, unit, better: unit.role === 'fixture' ? fixtureNameFromBody(unit) : helperNameFromBody(unit, context.assertionsOf(unit)) }
  },
  message({ unit: { name, role }, better }) {
    const what = role === 'fixture' ? `'${name}' does not say what the fixture gives` : `'${name}' does not say what the helper does`
    return better === undefined ? what : `${what}: '${better.name}' would (it ${better.evidence})`
  },
  // A fixture is requested from other files too: 'Rename fixture across the workspace…' reads them.
  repair: ({ unit, better }, context): readonly (Repair | Refusal)[] => (better === undefined ? [] : renamedTo(unit.nameNode, [better.name], unit.role, context)),
})

function isVague(unit: FunctionUnit): boolean {
  // What it does or gives is said elsewhere: by a docstring, by a name for requests, by running for every test.
  if (unit.docstring !== undefined) return false
  const words = splitWords(unit.name).map((word) => word.replace(/\d+$/, '')).filter((word) => word !== '')
  const isBare = words.length > 0 && words.every((word) => empty.has(word)) && words.some((word) => word.length > 1)
  if (unit.role === 'fixture') return !isAutouse(unit) && (isBare || (words.length === 1 && emptyAlone.has(words[0]!) && (words[0] !== 'setup' || givesValue(unit)))) && fixtureNameOf(unit) === unit.name
  // A short function without self that asserts nothing is what is tested, not a helper.
  return isHelper(unit) && (isBare || (words.length === 1 && /^(?:check|verify|process|handle|perform|execute)$/.test(words[0]!) && unit.owner === undefined))
}

/** Methods of test classes and their bases, and functions of some size; small ones are often the thing under test. */
function isHelper(unit: FunctionUnit): boolean {
  if (unit.owner !== undefined) return unit.owner.role !== 'plain'
  return unit.statements.length >= 3 || unit.body.descendants('assert_statement').length > 0
}

/** The word is in the name of something that the fixture calls or reads: `Item(…)`, `album.items()`, `context.impl`. */
function isDomainWord(unit: FunctionUnit): boolean {
  const words = splitWords(unit.name).filter((word) => !/^(?:my|the|a|some|fixtures?)$/.test(word)).map((word) => singularOf(word) ?? word)
  const said = [...unit.body.descendants('call').map((call) => calledName(call) ?? ''), ...unit.body.descendants('attribute').map((each) => each.field('attribute')!.text)].flatMap(splitWords)
  return words.length > 0 && words.every((word) => said.some((each) => each === word || singularOf(each) === word))
}

/** A `setup` that gives nothing is asked for what it does, whatever that is. */
function givesValue(unit: FunctionUnit): boolean {
  return fixtureNameFromBody(unit) !== undefined
}

function isAutouse(unit: FunctionUnit): boolean {
  return 'isAutouse' in unit && unit.isAutouse === true
}

function fixtureNameOf(unit: FunctionUnit): unknown {
  return 'fixtureName' in unit ? unit.fixtureName : unit.name
}
