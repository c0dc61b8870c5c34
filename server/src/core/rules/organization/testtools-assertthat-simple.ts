// testtools-assertthat-simple: `self.assertThat(x, Equals(y))` for what a plain assertion says.

import { argumentsOf, hasOwnAssertMethods, isRepeatable, rule, type Context, type Located, type Node, type Refusal, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
  readonly plain: Plain
  readonly written: string
}

interface Plain {
  readonly method: string
  /** In the order of its parameters; `subject` is what assertThat was given first. */
  readonly operands: readonly ('subject' | 'subject size' | 'matcher')[]
}

/** testtools has the expected value first. */
const matchers: ReadonlyMap<string, Plain> = new Map([
  ['Equals', { method: 'assertEqual', operands: ['matcher', 'subject'] }], ['NotEquals', { method: 'assertNotEqual', operands: ['matcher', 'subject'] }],
  ['Is', { method: 'assertIs', operands: ['matcher', 'subject'] }], ['IsInstance', { method: 'assertIsInstance', operands: ['subject', 'matcher'] }],
  ['Contains', { method: 'assertIn', operands: ['matcher', 'subject'] }], ['HasLength', { method: 'assertEqual', operands: ['matcher', 'subject size'] }],
  ['LessThan', { method: 'assertLess', operands: ['subject', 'matcher'] }], ['GreaterThan', { method: 'assertGreater', operands: ['subject', 'matcher'] }],
] as const)
const negated: Readonly<Record<string, string>> = { assertEqual: 'assertNotEqual', assertIs: 'assertIsNot', assertIsInstance: 'assertNotIsInstance', assertIn: 'assertNotIn', assertLess: 'assertGreaterEqual', assertGreater: 'assertLessEqual' }

export default rule({
  id: 'testtools-assertthat-simple',
  summary: 'assertThat with a matcher says what a plain assertion says.',
  why: 'The plain assertion is read without knowing the matcher, and fails with a message of its own.',
  section: 'organization',
  severity: 'hint',
  preset: 'recommended',
  fix: 'safe',
  since: '0.1.0',
  twins: [],
  on: 'assertion',
  *check({ node, name, within }, context): Iterable<Facts> {
    if (name !== 'assertThat' || node.field('function')?.text !== 'self.assertThat' || within.owner?.isTestCase === 'no') return
    const { positional } = argumentsOf(node)
    const plain = positional[1] === undefined ? undefined : plainOf(positional[1], context)
    // HasLength shows the elements where it fails, and the plain comparison of sizes does not.
    if (plain !== undefined) yield { at: node, plain, written: positional[1]!.field('function')!.text, ...(plain.operands.includes('subject size') ? { preset: 'strict' as const } : {}) }
  },
  message: ({ plain, written }) => `\`assertThat\` with \`${written}\` says what \`${plain.method}\` says`,
  repair({ at, plain }, context): Repair | Refusal {
    const { positional, keywords, isOpen } = argumentsOf(at)
    const list = at.field('arguments')!
    const message = positional[2] ?? keywords.get('message')
    if (isOpen || positional.length > 3 || keywords.size > (keywords.has('message') ? 1 : 0)) return { refusal: 'It has arguments that the plain assertion does not take' }
    if (at.segment.comments.some((offset) => offset > at.start && offset < at.end)) return { refusal: 'A comment stands inside it' }
    if (/[\r\n]/.test(list.text)) return { refusal: 'It stands on several lines' }
    const [subject, matcher] = [positional[0]!, matchedBy(positional[1]!)]
    const texts = plain.operands.map((operand) => (operand === 'matcher' ? matcher.text : operand === 'subject' ? subject.text : `len(${subject.text})`))
    const isTurned = plain.operands[0] === 'matcher' && !isRepeatable(subject) && !isRepeatable(matcher)
    // `Not(Equals(1))` asks `==`, assertNotEqual `!=`, which a class may define alone.
    const isDenied = plain.method === 'assertNotEqual' && /Not$/.test(positional[1]!.field('function')!.text)
    const operands = matcher.kind === 'none' && /^assertIs(?:Not)?$/.test(plain.method) ? [subject.text] : texts
    const method = operands.length === 1 ? `${plain.method}None` : plain.method
    return {
      title: `Change to ${method}()`,
      safety: isTurned || isDenied || !hasOwnAssertMethods(at, method, context) || plain.operands.includes('subject size') || /Less|Greater|NotIs/.test(plain.method) ? 'suggested' : 'safe',
      edits: [{ segment: at.segment, start: at.start, end: at.end, text: `self.${method}(${[...operands, ...(message === undefined ? [] : [message.text])].join(', ')})` }],
    }
  },
})

function plainOf(matcher: Node, context: Context): Plain | undefined {
  if (matcher.kind !== 'call') return undefined
  const name = /^testtools\.matchers\.(\w+)$/.exec(context.qualifiedName(matcher) ?? '')?.[1]
  const { positional, keywords, isOpen } = argumentsOf(matcher)
  if (name === undefined || isOpen || positional.length !== 1 || keywords.size > 0) return undefined
  if (name !== 'Not') return matchers.get(name)
  const inner = plainOf(positional[0]!, context)
  const method = inner === undefined ? undefined : negated[inner.method]
  return inner === undefined || method === undefined ? undefined : { ...inner, method }
}

/** What the innermost matcher is made with. */
function matchedBy(matcher: Node): Node {
  const [value] = argumentsOf(matcher).positional
  return value?.kind === 'call' && /Not$/.test(matcher.field('function')!.text) ? argumentsOf(value).positional[0]! : value!
}
