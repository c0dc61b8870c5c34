// Skips and expected failures that say nothing, or only that somebody meant to do something.

import { flag, rule, type Located, type NamedExpression, type Node, type PlaceEdit, type Repair, type TestUnit } from '../../kit/index.ts'

interface Facts extends Located {
  readonly what: string
  readonly name: string
  readonly reason: string | undefined
  /** The decorator's expression or the call. */
  readonly skip: Node
}

/** Decorators that switch a test off whatever the machine; those with a condition say when, and unittest asks for their reason. */
const marks: Readonly<Record<string, string>> = {
  'unittest.skip': 'skip',
  'testtools.skip': 'skip',
  'pytest.mark.skip': 'skip',
  'pytest.mark.xfail': 'expected failure',
}

export default rule({
  id: 'stale-todo-skip',
  summary: 'A test is skipped or expected to fail without a reason, or the reason is only a TODO.',
  why: 'A skip is meant to end. Without what has to happen first nobody can tell whether it still holds, so it stays, and what the test checked is checked no more.',
  section: 'comments',
  severity: 'hint',
  preset: 'recommended',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['sonar:S1607', 'sonar:S9001'],
  options: {
    'expected-failures': flag(true, 'Look at expected failures too, not only at skips.'),
  },
  on: 'test',
  *check(test, context): Iterable<Facts> {
    for (const mark of test.decorators) {
      const what = marks[mark.name ?? '']
      if (what === undefined || (what === 'expected failure' && !context.options['expected-failures'])) continue
      const reason = reasonOf(mark, what)
      if (reason === undefined || !isEmptyReason(reason) || context.commentsNear(mark.node, 1).some(explains)) continue
      yield { at: mark.node, skip: mark.node, what, name: test.name, reason: reason.trim() === '' ? undefined : reason }
    }
    for (const call of skipsOf(test)) {
      const content = stringOf(call.field('arguments')?.firstChild)
      if (content === undefined || !isEmptyReason(content) || context.commentsNear(call, 1).some(explains)) continue
      yield { at: call, skip: call, what: 'skip', name: test.name, reason: content.trim() === '' ? undefined : content }
    }
  },
  message: ({ what, name, reason }) => `The ${what} of '${name}' gives ${reason === undefined ? 'no reason' : `only '${shortened(reason)}' as its reason`}`,
  repair({ skip }): Repair | undefined {
    const edit = reasonEdit(skip)
    return edit && { title: 'Give the reason', edits: [edit], isSnippet: true }
  },
})

/** A stop in the place of the reason, in the quotes that the segment mostly has. */
function reasonEdit(skip: Node): PlaceEdit | undefined {
  const { segment } = skip
  const count = (quote: string): number => segment.text.split(quote).length
  const quote = count('"') > count("'") ? '"' : "'"
  const stop = '${1:why, and until when}'
  const call = skip.kind === 'call' ? skip : skip.descendants('call')[0]
  const list = call?.field('arguments')
  const isPytest = /mark\.(?:skip|xfail)\b/.test(skip.text)
  if (call === undefined) return { segment, start: skip.end, end: skip.end, text: `(${isPytest ? 'reason=' : ''}${quote}${stop}${quote})` }
  if (list?.kind !== 'argument_list') return undefined
  const given = list.children.find((argument) => argument.kind === 'string') ?? list.children.find((argument) => argument.kind === 'keyword_argument' && argument.field('name')?.text === 'reason')?.field('value')
  if (given !== undefined) return given.kind === 'string' ? { segment, start: given.start, end: given.end, text: `${quote}${stop}${quote}` } : undefined
  const [first] = list.children
  const name = isPytest || first !== undefined ? 'reason=' : ''
  return { segment, start: list.start + 1, end: list.start + 1, text: `${name}${quote}${stop}${quote}${first === undefined ? '' : ', '}` }
}

/** The reason's text, '' where there is none, undefined where it can't be told or a condition stands for it. */
function reasonOf(mark: NamedExpression, what: string): string | undefined {
  if (mark.call === undefined) return ''
  const given = mark.call.field('arguments')?.children ?? []
  const keyword = given.find((argument) => argument.kind === 'keyword_argument' && argument.field('name')?.text === 'reason')
  if (keyword !== undefined) return stringOf(keyword.field('value'))
  // What it is expected to raise, or when, is a reason of its own.
  if (given.some((argument) => argument.kind === 'keyword_argument' && /^(?:raises|condition)$/.test(argument.field('name')?.text ?? ''))) return undefined
  const first = given.find((argument) => argument.kind !== 'keyword_argument')
  if (first === undefined) return given.some((argument) => argument.kind === 'dictionary_splat') ? undefined : ''
  return what === 'skip' ? stringOf(first) : undefined
}

/** `self.skipTest('…')` and `pytest.skip('…')` as the test's first statement: the whole test is skipped. */
function skipsOf(test: TestUnit): readonly Node[] {
  const call = test.statements[0]?.kind === 'expression_statement' ? test.statements[0].firstChild : undefined
  return call?.kind === 'call' && /^(?:self\.skipTest|pytest\.skip)$/.test(call.field('function')?.text ?? '') ? [call] : []
}

function stringOf(node: Node | undefined): string | undefined {
  if (node?.kind !== 'string' || node.children.some((child) => child.kind === 'interpolation')) return undefined
  return node.children.filter((child) => child.kind === 'string_content').map((child) => child.text).join('')
}

const fillers = /\b(?:todos?|fixmes?|xxx|hack|wip|tbd|skip(?:ped|ping)?|disabled?|ignored?|broken|fix(?:ed)?|me|this|it|the|a|an|test|tests|is|for|now|later|temporar(?:y|ily)|needs?|to|be|not|yet|working|does|doesn't|work|fail(?:s|ing|ed)?|until|please|has|been|re-?enable|enable)\b/gi

/** Nothing is left of it without names in brackets, dates and words that any skipped test could bear. A number or link is a trace. */
function isEmptyReason(reason: string): boolean {
  if (/\d{2,}|https?:|#\d/.test(reason)) return false
  return reason.replace(/(?<=\b(?:TODO|FIXME|XXX))\s*\([^)]*\)/gi, '').replace(fillers, '').replace(/[\W_]+/g, '') === ''
}

function explains(comment: string): boolean {
  return !/^(?:noqa|type:|pragma|pylint|mypy|pyright|fmt|flake8|isort|proctor)\b/i.test(comment) && !isEmptyReason(comment)
}

function shortened(reason: string): string {
  const line = reason.replace(/\s+/g, ' ').trim()
  return line.length > 40 ? `${line.slice(0, 37)}…` : line
}
