// Tests of one class or module that differ by a number only: test_parse_1, test_parse_2.

import { renameEdits } from '../../edits/index.ts'
import { rule, type FunctionUnit, type Located, type Node, type Repair, type Segment } from '../../kit/index.ts'
import { nameWithOutcome, splitWords, testNameStyle } from '../../naming/index.ts'

interface Facts extends Located {
  /** In the order of the text. */
  readonly tests: readonly FunctionUnit[]
}

interface Numbered {
  readonly name: string
  readonly base: string
  readonly number: number
  /** The first of its body. */
  readonly statement: Node
  /** The class around it in the same segment. */
  readonly within: Node | undefined
}

interface Gathered {
  readonly kind: Segment['kind']
  readonly named: readonly Numbered[]
}

/** Numbers that mean something: versions, widths, codes, dates, amounts. */
const meant = /(?:v|py|python|http|ipv|ip|utf|sha|md|base|int|uint|float|x|rfc|pep|issue|bug|gh|bpo|ticket|case|latin|iso|cp|win|h|s|level|size|n|p|q|k|d|i|f|t|code|status|error|version|protocol|api|bits?|bytes?|of|by|to|is|at|from|than|and|mod|port|day|hours?|minutes?|seconds?|ms|days|verbosity|order|degree|rank|dim|proj|project|host|user|tier)_?\d+$/i

export default rule({
  id: 'numbered-test-names',
  summary: 'Tests of one class differ by the number at the end of their names.',
  why: 'When `test_parse_3` fails, somebody opens the file to see which case that is. What differs between them belongs into the names, or the cases into one parametrized test whose ids say it.',
  section: 'test-names',
  severity: 'hint',
  preset: 'recommended',
  fix: 'suggested',
  since: '0.1.0',
  twins: [],
  on: 'module',
  gather(segment): Gathered | undefined {
    if (segment.kind === 'class') return { kind: 'class', named: [] }
    const named = segment.kind !== 'trivia' && /\bdef\s+test\w*\d\b/.test(segment.text) ? segment.root.descendants('function_definition').flatMap(numberedIn) : []
    return named.length === 0 ? undefined : { kind: segment.kind, named }
  },
  keysOf: ({ kind, named }) => (kind === 'class' ? undefined : named.map(({ base }) => base)),
  *check({ gathered }, context): Iterable<Facts> {
    for (const numbered of seriesIn(gathered.map(({ facts }) => facts))) {
      const numbers = numbered.map(({ number }) => number).sort((a, b) => a - b)
      // A series counts from 0, 1 or 2 (its first has no number then) without holes; other numbers mean something.
      if (numbered.length < 2 || numbers[0]! > 2 || numbers.some((number, i) => i > 0 && number !== numbers[i - 1]! + 1)) continue
      const tests = numbered.map(({ statement }) => context.functionOf(statement))
      // Docstrings say what the numbers don't.
      if (tests.some((test) => test?.role !== 'test' || test.docstring !== undefined)) continue
      const [first, ...others] = tests as readonly FunctionUnit[]
      yield { at: first!.nameNode, related: others.map((test) => ({ at: test.nameNode, message: `'${test.name}' is another one` })), tests: tests as readonly FunctionUnit[] }
    }
  },
  message: ({ tests }) => `'${tests[0]!.name}' ${tests.length === 2 ? `and '${tests[1]!.name}' differ` : `to '${tests[tests.length - 1]!.name}' differ`} by number only: their names don't say what each tests`,
  // What comes of one of them is often what sets it apart; the number goes where it does.
  repair({ tests }, context): readonly Repair[] {
    const style = testNameStyle(context.source, tests[0]!.name)
    const better = tests.map((test) => nameWithOutcome(test, context.assertionsOf(test), style, test.name.replace(/_?\d+$/, '')))
    return tests.flatMap((test, i) => {
      const name = better[i]
      if (name === undefined || better.filter((each) => each === name).length > 1) return []
      const answer = renameEdits(context.source, test.nameNode, name, { trustsTestNames: true })
      return 'refusal' in answer ? [] : { title: `Rename '${test.name}' to '${name}'`, edits: answer.edits }
    })
  },
})

function numberedIn(definition: Node): readonly Numbered[] {
  const nameNode = definition.field('name')
  const statement = definition.field('body')?.firstChild
  const match = nameNode === undefined ? null : /^(test_?\w*?[A-Za-z])_?(\d{1,2})$/.exec(nameNode.text)
  if (match === null || statement === undefined || meant.test(nameNode!.text) || splitWords(match[1]!).length < 2) return []
  // `test_invalid_tau1` is about the parameter tau1.
  const thing = /[A-Za-z]+_?\d+$/.exec(nameNode!.text)![0]
  if (new RegExp(`\\b${thing}\\b`).test(definition.field('body')!.text)) return []
  return [{ name: nameNode!.text, base: match[1]!, number: Number(match[2]), statement, within: definition.ancestor('class_definition') }]
}

/** Those of one class, or of the module, that have one base. */
function seriesIn(gathered: readonly Gathered[]): Iterable<readonly Numbered[]> {
  const module = {}
  let owner: object = module
  const series = new Map<object, Map<string, Numbered[]>>()
  for (const facts of gathered) {
    if (facts.kind === 'class') owner = facts
    for (const one of facts.named) {
      const scope = one.within ?? (facts.kind === 'member' ? owner : module)
      let byBase = series.get(scope)
      if (byBase === undefined) series.set(scope, (byBase = new Map()))
      const known = byBase.get(one.base)
      if (known === undefined) byBase.set(one.base, [one])
      else known.push(one)
    }
  }
  return [...series.values()].flatMap((byBase) => [...byBase.values()])
}
