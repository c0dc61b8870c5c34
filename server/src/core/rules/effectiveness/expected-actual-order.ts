// expected-actual-order: a file that mixes `assertEqual(3, add(1, 2))` and `assertEqual(add(1, 2), 3)`: the minority is reported.

import { lineEndAt, lineStartAt, sameLine } from '../../edits/index.ts'
import { choice, claimOf, hasOwnAssertMethods, isConstant, isRepeatable, rule, type Located, type Node, type Refusal, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
  readonly first: Node
  readonly second: Node
  readonly wanted: 'expected' | 'actual'
}

interface Pair {
  readonly first: Node
  readonly second: Node
  readonly leads: 'expected' | 'actual'
}

/** Fewer assertions, or a smaller majority, make no habit. */
const [fewest, majority] = [5, 0.8]

/** Black's and Ruff's. */
const longestLine = 88

export default rule({
  id: 'expected-actual-order',
  summary: 'An assertion has the expected value on the other side than the rest of the file.',
  why: 'A failure says "first != second". Who knows the file by its habit reads it the wrong way round.',
  section: 'effectiveness',
  severity: 'hint',
  preset: 'recommended',
  fix: 'safe',
  since: '0.1.0',
  twins: ['sonar:S3415'],
  options: { order: choice(['consistent', 'expected-first', 'actual-first'], 'consistent', 'consistent: what most assertions of the file do, where there are at least five and four in five agree; or which of the two comes first.') },
  on: 'module',
  gather: (segment): readonly Pair[] => (segment.text.includes('assert') && segment.text.includes('Equal(') ? segment.root.descendants('call').flatMap(pairOf) : []),
  *check({ gathered }, { options }): Iterable<Facts> {
    const pairs = gathered.flatMap(({ facts }) => facts)
    const expectedFirst = pairs.filter(({ leads }) => leads === 'expected').length
    const share = expectedFirst / pairs.length
    const habit = pairs.length < fewest ? undefined : share >= majority ? 'expected' : 1 - share >= majority ? 'actual' : undefined
    const wanted = options.order === 'consistent' ? habit : options.order === 'expected-first' ? 'expected' : 'actual'
    if (wanted === undefined) return
    for (const { first, second, leads } of pairs) if (leads !== wanted) yield { at: first, first, second, wanted }
  },
  message: ({ wanted }) => (wanted === 'expected' ? 'The expected value comes first elsewhere in this file' : 'The expected value comes second elsewhere in this file'),
  repair({ first, second }, context): Repair | Refusal {
    const { segment } = first
    if (segment.comments.some((offset, i) => i % 2 === 0 && offset >= first.start && offset < second.end)) return { refusal: 'A comment stands between the values' }
    const edits = [{ segment, start: first.start, end: first.end, text: second.text }, { segment, start: second.start, end: second.end, text: first.text }]
    // One of them is a constant, so what is evaluated stays alone; `==` may ask the other side first.
    const call = first.ancestor('call')
    // Values of several lines, or lines that grow too long, have to be laid out anew, which is for a person or a formatter to do.
    const isPlain = sameLine(segment.text, first.start, second.end) || (staysShort(first, second) && staysShort(second, first))
    const isSame = isPlain && isRepeatable(first) && isRepeatable(second) && call !== undefined && hasOwnAssertMethods(call, '', context)
    return { title: 'Swap the values', safety: isSame ? 'safe' : 'suggested', edits }
  },
})

function staysShort(old: Node, fresh: Node): boolean {
  const { text } = old.segment
  return !/[\r\n]/.test(fresh.text) && lineEndAt(text, old.end) - lineStartAt(text, old.start) + fresh.text.length - old.text.length <= longestLine
}

/** assertEqual with a constant on one side only. */
function pairOf(call: Node): readonly Pair[] {
  const name = call.field('function')?.field('attribute')?.text ?? ''
  if (!/^assert(?:Not)?(?:Equals?|ListEqual|DictEqual|TupleEqual|SetEqual|SequenceEqual|MultiLineEqual)$/.test(name)) return []
  const claim = claimOf(call)
  // As they are written, with parentheses.
  const list = call.field('arguments')?.children ?? []
  const [first, second] = list
  if (claim === undefined || claim.operands.length < 2 || first === undefined || second === undefined || first.kind === 'keyword_argument' || second.kind === 'keyword_argument') return []
  const [one, other] = [isConstant(first), isConstant(second)]
  return one === other ? [] : [{ first, second, leads: one ? 'expected' : 'actual' }]
}
