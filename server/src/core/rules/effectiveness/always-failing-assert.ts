// always-failing-assert: `assert False, "not reached"`: goes with `python -O`, and `pytest.fail` says what is meant.

import { argumentsOf, literalText, rule, truthOf, unwrapped, type Context, type Located, type Node, type Refusal, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly statement: Node
  readonly condition: Node
}

export default rule({
  id: 'always-failing-assert',
  summary: 'An assert of a constant that is false is used to fail.',
  why: '`assert False` is left out where Python runs with `-O`, and its failure shows nothing but the constant. `pytest.fail()` and `self.fail()` say what went wrong.',
  section: 'effectiveness',
  severity: 'hint',
  preset: 'strict',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['ruff:PT015', 'flake8:PT015', 'ruff:B011', 'flake8:B011', 'flake8:ULA002', 'flake8:ULA003', 'sonar:S9077'],
  on: 'node',
  kinds: ['assert_statement'],
  *check(statement, context): Iterable<Facts> {
    const condition = statement.firstChild
    // `assert ()` and `assert ""` are mistakes rather than a way to fail, and fail all the same.
    if (condition === undefined || unwrapped(condition).kind === 'boolean_operator' || unwrapped(condition).kind === 'not_operator') return
    if (!isFalse(unwrapped(condition), context)) return
    yield { at: condition, statement, condition, twins: ['ruff:PT015', 'flake8:PT015', 'sonar:S9077', ...(narrower[condition.text] ?? [])] }
  },
  message: ({ condition }) => `\`assert ${condition.text}\` always fails; \`fail()\` says why`,
  repair({ statement }, context): Repair | Refusal {
    const message = statement.children[1]
    if (message === undefined || (literalText(message) === undefined && unwrapped(message).kind !== 'string')) return { refusal: 'There is no text to fail with' }
    const isMethod = context.functionOf(statement)?.owner?.isTestCase === 'yes'
    if (!isMethod && context.definitionsOf('pytest').length === 0) return { refusal: 'pytest is not imported here' }
    const { segment, start, end } = statement
    if (segment.comments.some((offset, i) => i % 2 === 0 && offset >= start && offset < end)) return { refusal: 'A comment stands inside the assert' }
    return { title: 'Fail with the text', edits: [{ segment, start, end, text: `${isMethod ? 'self' : 'pytest'}.fail(${unwrapped(message).text})` }] }
  },
})

/** Twins that know one way to fail alone. */
const narrower: Readonly<Record<string, readonly string[]>> = { False: ['ruff:B011', 'flake8:B011'], '0': ['flake8:ULA002'], None: ['flake8:ULA003'] }

/** True too for `list()` and `set(())`: collections made of nothing. */
function isFalse(condition: Node, context: Context): boolean {
  if (condition.kind !== 'call') return truthOf(condition) === false
  const name = condition.field('function')?.text ?? ''
  if (!/^(?:list|tuple|set|frozenset|dict)$/.test(name) || context.qualifiedName(condition) !== name || context.definitionsOf(name).length > 0) return false
  const { positional, keywords, isOpen } = argumentsOf(condition)
  return !isOpen && keywords.size === 0 && (positional.length === 0 || (positional.length === 1 && isFalse(unwrapped(positional[0]!), context)))
}
