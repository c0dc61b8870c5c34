// Test names that say nothing: test_1, test_basic, or nothing but a bug's number.

import { rule, type Context, type Located, type Refusal, type Repair, type TestUnit } from '../../kit/index.ts'
import { renameEdits } from '../../edits/index.ts'
import { nameFrame, nameFromOutcome, splitWords, testNameStyle } from '../../naming/index.ts'

type Kind = 'number' | 'words' | 'bug'

interface Facts extends Located {
  readonly test: TestUnit
  readonly kind: Kind
}

/** A name of these words alone does not say what is tested (naming study, TN-vague). */
const empty = new Set('basic basics simple simplest trivial works work working ok okay good general generally misc miscellaneous all everything it this that stuff thing things something anything foo bar baz qux spam eggs func function method test tests testing example sample normal normally usual generic main one two three four first second third my a the code'.split(' '))

const bug = /^(?:test)?_*(?:regression_?|for_?|fix_?|bug_?fix_?)*(?:issue|bug|bugs|gh|bpo|pr|sf|ticket|lp|rt|gitlab|github|jira|cve|case|defect|rhbz|bz)s?_*(?:issue|bug)?_*#?\d+(?:_\d+)*[a-z]?$/i

export default rule({
  id: 'vague-test-name',
  summary: 'A test is called test_1, test_basic, or after nothing but a bug\'s number.',
  why: 'When it fails, its name is the first and often the only thing that people see. `test_basic` says that something somewhere broke; a bug\'s number sends them to a tracker that may be gone. The unit, the condition and the expected outcome say it in one line.',
  section: 'test-names',
  severity: 'information',
  preset: 'recommended',
  fix: 'suggested',
  since: '0.1.0',
  twins: [],
  on: 'test',
  *check(test): Iterable<Facts> {
    const kind = kindOf(test)
    if (kind !== undefined) yield { at: test.nameNode, test, kind }
  },
  message({ test: { name }, kind }) {
    if (kind === 'number') return `'${name}' says which one it is, not what it tests`
    return kind === 'bug' ? `'${name}' names a bug, not what was wrong` : `'${name}' does not say what it tests`
  },
  repair({ test, kind }, context): Repair | Refusal | undefined {
    const summary = context.assertionsOf(test)
    const style = testNameStyle(context.source, test.name)
    const rest = test.name.replace(/^test_*/, '')
    const name = nameFromOutcome(test, summary, style, kind === 'bug' ? rest : undefined)
    if (name === undefined) return frameOf(test, kind, context)
    const answer = renameEdits(context.source, test.nameNode, name, { trustsTestNames: true })
    return 'refusal' in answer ? answer : { title: `Rename test to '${name}'`, edits: answer.edits }
  },
})

/** A name with stops for what only the author knows; not where the test is named elsewhere, since a stop stands in one place. */
function frameOf(test: TestUnit, kind: Kind, context: Context): Repair | undefined {
  const frame = nameFrame(test, context.assertionsOf(test), testNameStyle(context.source, test.name), kind === 'bug' ? { bug: test.name.replace(/^test_*/, '') } : undefined)
  const answer = renameEdits(context.source, test.nameNode, frame.name)
  if ('refusal' in answer || answer.edits.length !== 1) return undefined
  return { title: 'Rename test after its unit, condition and outcome', edits: [{ ...answer.edits[0]!, text: frame.snippet }], isSnippet: true }
}

function kindOf(test: TestUnit): Kind | undefined {
  // What a test of a runner runs.
  if (test.owner?.outer !== undefined && test.statements.every(({ kind }) => kind === 'pass_statement')) return undefined
  const rest = test.name.replace(/^test_*/i, '')
  if (rest === '' || isHttpStatus(rest)) return undefined
  // A docstring, or a comment of some length, tells the scenario.
  if (bug.test(rest) || /^\d{4,}$/.test(rest)) return isExplained(test, 4) ? undefined : 'bug'
  if (isExplained(test, 4) || isSaidByClass(test)) return undefined
  // `K5` is a graph that everybody calls so.
  if (/^(?:\d{1,3}[a-z]?|[a-z]_?\d{0,3})$/i.test(rest) && !/^[A-Z]\d+$/.test(rest)) return isTheUnit(rest, test) ? undefined : 'number'
  const words = splitWords(rest).map((word) => word.replace(/\d+$/, '')).filter((word) => word !== '')
  return words.length > 0 && words.every((word) => empty.has(word)) && !isTheUnit(rest, test) ? 'words' : undefined
}

function isHttpStatus(rest: string): boolean {
  return /^[1-5]\d\d$/.test(rest)
}

/** The test of a thing that is called so: `test_all` of `all()` or `__all__`, `test_main` of `get_main()`, `test_B` of `getargs_B()`. */
function isTheUnit(rest: string, test: TestUnit): boolean {
  const name = rest.replace(/^_+|_+$/g, '')
  return /__\w+__$/.test(test.name) || new RegExp(String.raw`(?:\b|_)${name}\s*\(|__${name}__|[._]${name}\b|['"]${name}['"]`).test(test.body.text)
}

/** A class whose own name has three words or more is the scenario: `TestResizeWithoutQuota.test_basic`. */
function isSaidByClass(test: TestUnit): boolean {
  const words = splitWords(test.owner?.name ?? '').filter((word) => !/^(?:tests?|case|testcase|base|mixin)$/.test(word))
  return words.length >= 4
}

/** True with a docstring of so many words, or a comment of so many in front of the first statement. */
function isExplained(test: TestUnit, words: number): boolean {
  if (test.docstring !== undefined && wordsIn(test.docstring.text) >= words) return true
  const { comments, text } = test.segment
  const until = test.statements[0]?.start ?? test.body.start
  const before = []
  for (let i = 0; i < comments.length; i += 2) if (comments[i]! < until) before.push(text.slice(comments[i]!, comments[i + 1]!))
  return wordsIn(before.join(' ')) >= words
}

function wordsIn(text: string): number {
  return text.replace(/https?:\S+/g, '').match(/[A-Za-z]{2,}/g)?.length ?? 0
}
