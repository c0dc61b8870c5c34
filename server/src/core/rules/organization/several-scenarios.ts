// Tests that act and assert again and again: several tests in one, of which the first failure hides the rest.

import { codePhrase } from '../../edits/index.ts'
import { integer, rule, type Located, type Node, type Round, type TestUnit } from '../../kit/index.ts'

interface Facts extends Located {
  readonly test: TestUnit
  readonly count: number
  readonly split: Node
}

export default rule({
  id: 'several-scenarios',
  summary: 'A test runs several scenarios, each with acts and assertions of its own.',
  why: 'The first failure hides whatever comes after it, and the name of the test can say what one scenario is about but not what four are. A scenario of its own fails and is named by itself.',
  section: 'organization',
  severity: 'information',
  preset: 'recommended',
  fix: undefined,
  since: '0.1.0',
  twins: [],
  options: {
    rounds: integer(5, 2, 'From how many rounds of acts and assertions on a test is several.'),
    statements: integer(20, 2, 'Tests with fewer statements than this are left alone: a short walk through states reads well in one piece.'),
  },
  on: 'test',
  *check(test, context): Iterable<Facts> {
    if (test.statements.length < context.options.statements) return
    const rounds = context.roundsOf(test).filter((round) => round.acts.length > 0 && round.assertions.length > 0)
    if (rounds.length < context.options.rounds) return
    const split = splitOf(rounds, test)
    yield {
      at: test.nameNode,
      test,
      count: rounds.length,
      split,
      related: rounds.slice(1).map((round, i) => ({ at: firstLineOf(round.first), message: `round ${i + 2} begins here` })),
    }
  },
  message: ({ test, count, split }) => `'${test.name}' has ${count} rounds of acts and assertions; a second test could begin at ${phraseOf(split)}`,
})

/** The round nearest to the middle, best one that the author sets off with a comment or a blank line. */
function splitOf(rounds: readonly Round[], test: TestUnit): Node {
  const middle = (test.body.start + test.body.end) / 2
  const scored = rounds.slice(1).map((round) => ({ round, score: Math.abs(round.first.start - middle) * (isSetOff(round.first) ? 0.5 : 1) }))
  return scored.reduce((best, one) => (one.score < best.score ? one : best)).round.first
}

function isSetOff(statement: Node): boolean {
  return /(?:^|[\r\n])[ \t]*(?:#[^\r\n]*)?(?:\r\n|\n|\r)[ \t]*$/.test(statement.segment.text.slice(0, statement.start))
}

function firstLineOf(node: Node): { readonly segment: Node['segment']; readonly start: number; readonly end: number } {
  const line = /^[^\r\n]*/.exec(node.text)![0]
  return { segment: node.segment, start: node.start, end: node.start + line.trimEnd().length }
}

/** How a reader finds the statement: by the first line of the comment over it, by its first call, or by its first line. */
function phraseOf(statement: Node): string {
  const { segment, start } = statement
  const comment = /(#[^\r\n]*)(?:(?:\r\n|\n|\r)[ \t]*#[^\r\n]*)*(?:\r\n|\n|\r)[ \t]*$/.exec(segment.text.slice(Math.max(0, start - 600), start))?.[1]
  const calls = statement.kind === 'call' ? [statement] : statement.descendants('call')
  const call = calls.map((one) => codePhrase(one)?.slice(2, -2)).find((code) => code !== undefined && !/\bassert\w*\(/i.test(code))
  const line = comment ?? call ?? /^[^\r\n]*/.exec(statement.text)![0].trim()
  return `'${line.length > 50 ? `${line.slice(0, 47)}…` : line}'`
}
