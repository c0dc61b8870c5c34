// Comments that say another number, exception or answer than the line that they stand over or beside.

import { lineAbove, lineEndAt, lineStartAt, nextLineAt, startsLine } from '../../edits/index.ts'
import { isBuiltinException, rule, type Located, type Segment } from '../../kit/index.ts'
import { singularOf, splitWords } from '../../naming/index.ts'

interface Facts extends Located {
  readonly said: string
  readonly done: string
}

export default rule({
  id: 'contradicting-comment',
  summary: 'A comment says another time, status, exception or count than the line that it is about.',
  why: 'One of the two was changed and the other was not. Whoever reads the test has to find out which of them is meant, and mostly believes the comment, which nobody runs.',
  section: 'comments',
  severity: 'information',
  preset: 'recommended',
  fix: undefined,
  since: '0.1.0',
  twins: [],
  on: 'module',
  gather: (segment): readonly { readonly start: number; readonly end: number; readonly said: string; readonly done: string }[] => (segment.comments.length === 0 ? [] : contradictionsIn(segment)),
  *check({ gathered }): Iterable<Facts> {
    for (const { segment, facts } of gathered) for (const { start, end, said, done } of facts) yield { at: { segment, start, end }, said, done }
  },
  message: ({ said, done }) => `The comment says ${said}, the code ${done}`,
})

interface Contradiction {
  readonly said: string
  readonly done: string
}

function contradictionsIn(segment: Segment): readonly (Contradiction & { readonly start: number; readonly end: number })[] {
  const { comments, text } = segment
  const found: (Contradiction & { start: number; end: number })[] = []
  for (let i = 0; i < comments.length; i += 2) {
    const [start, end] = [comments[i]!, comments[i + 1]!]
    const comment = text.slice(start, end)
    const isOwnLine = startsLine(text, start)
    const from = isOwnLine ? nextLineAt(text, end) : lineStartAt(text, start)
    const line = text.slice(from, isOwnLine ? lineEndAt(text, from) : start)
    // A comment of several lines, or over several statements of a block, is about more than one line.
    const above = isOwnLine ? lineAbove(text, start).trim() : ''
    if (line.trim() === '' || line.trim().startsWith('#') || above.startsWith('#')) continue
    const contradiction = time(comment, line, isOwnLine) ?? exception(comment, line) ?? status(comment, line) ?? count(comment, line) ?? truth(comment, line)
    if (contradiction !== undefined) found.push({ start, end, ...contradiction })
  }
  return found
}

const units: readonly (readonly [pattern: RegExp, seconds: number])[] = [[/^(?:ms|msecs?|millis(?:econds?)?|milliseconds?)$/i, 0.001], [/^(?:s|secs?|seconds?)$/i, 1], [/^(?:m|mins?|minutes?)$/i, 60], [/^(?:h|hours?)$/i, 3600]]

/** "sleep 5 seconds" beside `time.sleep(2)`. */
function time(comment: string, line: string, isOwnLine: boolean): Contradiction | undefined {
  const slept = /(?:^|[\s.])sleep\(\s*(\d+(?:\.\d+)?)\s*\)\s*(?:#|$)/.exec(line)?.[1]
  const said = [...comment.matchAll(/(?<![\d.-])(\d+(?:\.\d+)?)\s*(ms|msecs?|millis(?:econds?)?|s|secs?|seconds?|mins?|minutes?|hours?)\b/gi)]
  const [only] = said
  if (slept === undefined || only === undefined || said.length !== 1 || (isOwnLine && !/\b(?:sleep|wait|pause|delay|give)/i.test(comment)) || /\b(?:every|than|least|most|about|approx|around|up to|after|expire|timeout|ttl|interval|~|<|>)/i.test(comment)) return undefined
  const seconds = Number(only[1]) * (units.find(([pattern]) => pattern.test(only[2]!))?.[1] ?? NaN)
  return Number.isNaN(seconds) || Math.abs(seconds - Number(slept)) < 1e-9 ? undefined : { said: `'${only[0]}'`, done: `sleeps for ${slept} s` }
}

/** "raises ValueError" over `with pytest.raises(TypeError):`. */
function exception(comment: string, line: string): Contradiction | undefined {
  const expected = /\b(?:raises|assertRaises|assertRaisesRegex)\(\s*(?:\w+\.)*([A-Z]\w*(?:Error|Exception))\s*[,)]/.exec(line)?.[1]
  const said = [...comment.matchAll(/\b(?:\w+\.)*([A-Z]\w*(?:Error|Exception))\b/g)].map((match) => match[1]!)
  if (expected === undefined || said.length !== 1 || said[0] === expected || !isBuiltinException(said[0]!) || !/\b(?:raise[sd]?|throws?|raising)\b/i.test(comment) || /n't\b|\b(?:not|no|instead|never|wrap|convert|translat|from|catch|subclass|used to|previously|rather|was|becomes?|caus)/i.test(comment)) return undefined
  return { said: `'${said[0]!}'`, done: `expects '${expected}'` }
}

/** "should be 404" beside `assert response.status_code == 403`. */
function status(comment: string, line: string): Contradiction | undefined {
  const codes = [...line.matchAll(/(?<![\w.])[1-5]\d\d(?![\w.])/g)].map((match) => match[0])
  if (codes.length !== 1 || !/status(?:_code|_int)?\b|assert\w*Status/.test(line) || !/\bassert/.test(line)) return undefined
  const said = [...comment.matchAll(/(?<![\w.#/-])([1-5]\d\d)(?!\w|[.-]\d)/g)].map((match) => match[1]!)
  if (said.length !== 1 || said[0] === codes[0] || !/\b(?:return|get|expect|should|must|status|code|respon|http|answer|be)/i.test(comment) || /n't\b|\b(?:not|instead|rather|was|were|previously|used to|before|than|bytes|lines?|rows?|items?|chars?)\b/i.test(comment)) return undefined
  return { said: `'${said[0]!}'`, done: `expects ${codes[0]!}` }
}

const numbers = ['', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']

/** "there should be two servers" over `self.assertEqual(3, len(servers))`. */
function count(comment: string, line: string): Contradiction | undefined {
  const pair = /assertEqual\(\s*(\d+),\s*len\(([\w.]+)\)\s*[,)]/.exec(line) ?? /assertEqual\(\s*len\((?<what>[\w.]+)\),\s*(?<number>\d+)\s*[,)]/.exec(line) ?? /^\s*assert\s+len\((?<what>[\w.]+)\)\s*==\s*(?<number>\d+)\s*(?:,|#|$)/.exec(line)
  const [number, what] = pair === null ? [] : [pair.groups?.['number'] ?? pair[1]!, pair.groups?.['what'] ?? pair[2]!]
  if (number === undefined || !/\b(?:should|must|expect|only|exactly|there (?:is|are)|we (?:have|get))\b/i.test(comment) || /n't\b|\b(?:not|and|plus|minus|but|except|per|each|more|than|least|of|or|instead|another|additional|new|other|still)\b|[+*/]/i.test(comment)) return undefined
  const said = [...comment.matchAll(/(?<![\w.#-])(\d+|one|two|three|four|five|six|seven|eight|nine|ten)(?![\w.-])((?:\s+[a-z]+){1,3})/gi)]
  const [only] = said
  if (only === undefined || said.length !== 1) return undefined
  const amount = numbers.indexOf(only[1]!.toLowerCase()) >= 0 ? numbers.indexOf(only[1]!.toLowerCase()) : Number(only[1])
  const nouns = new Set(splitWords(what!).map((word) => singularOf(word) ?? word))
  if (amount === Number(number) || !splitWords(only[2]!).some((word) => nouns.has(singularOf(word) ?? word))) return undefined
  return { said: `'${only[0].trim()}'`, done: `expects ${number}` }
}

const claims: readonly (readonly [said: RegExp, done: RegExp, words: string])[] = [
  [/\b(?:should|must) (?:be|return) None\b/, /\bassertIsNotNone\(|^\s*assert\s+[\w.()]+\s+is not None\s*(?:#|$)/, 'not None'],
  [/\b(?:should not|shouldn't|must not) (?:be|return) None\b/, /\bassertIsNone\(|^\s*assert\s+[\w.()]+\s+is None\s*(?:#|$)/, 'None'],
  [/\b(?:should|must) (?:be|return) (?:True|true)\b/, /\bassertFalse\(|^\s*assert\s+(?:not\s+[\w.()]+|[\w.()]+\s+is False)\s*(?:#|$)/, 'False'],
  [/\b(?:should|must) (?:be|return) (?:False|false)\b/, /\bassertTrue\((?!not\b)|^\s*assert\s+(?:(?!not\b)[\w.()]+|[\w.()]+\s+is True)\s*(?:#|$)/, 'True'],
]

/** "should be None" over `self.assertIsNotNone(found)`. */
function truth(comment: string, line: string): Contradiction | undefined {
  const claim = claims.find(([said, done]) => said.test(comment) && done.test(line))
  return claim === undefined || /\b(?:unless|but|except|before|after|until|and|or|if|when)\b/i.test(comment) ? undefined : { said: `'${claim[0].exec(comment)![0]}'`, done: `expects ${claim[2]}` }
}
