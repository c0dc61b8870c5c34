// `@pytest.fixture` beside `@pytest.fixture()` in one file.

import { choice, rule, type Located, type Node } from '../../kit/index.ts'

interface Facts extends Located {
  readonly decorator: Node
  readonly change: 'add' | 'remove'
  readonly reason: 'majority' | 'option'
}

export default rule({
  id: 'fixture-decorator-parentheses',
  summary: 'A fixture decorator without arguments treats its parentheses otherwise than the rest of the file.',
  why: 'Both ways mean the same, so a mix of them makes a reader look for a difference that is not there.',
  section: 'style',
  severity: 'hint',
  preset: 'recommended',
  fix: 'safe',
  since: '0.1.0',
  twins: ['ruff:PT001', 'sonar:S9083'],
  options: {
    style: choice(['consistent', 'always', 'never'], 'consistent', 'consistent: what most fixtures of the file do; always: `@pytest.fixture()`; never: `@pytest.fixture`.'),
  },
  on: 'module',
  gather: (segment) => (segment.text.includes('fixture') ? segment.root.descendants('decorator').filter((decorator) => isBare(decorator.firstChild)) : []),
  *check({ gathered }, context): Iterable<Facts> {
    const decorators = gathered
      .flatMap(({ facts }) => facts)
      .map((decorator) => decorator.firstChild!)
      .filter((expression) => context.qualifiedName(nameOf(expression)) === 'pytest.fixture')
    const called = decorators.filter((expression) => expression.kind === 'call').length
    const { style } = context.options
    // Half and half is no habit to follow.
    if (style === 'consistent' && called * 2 === decorators.length) return
    const wantsCall = style === 'consistent' ? called * 2 > decorators.length : style === 'always'
    for (const decorator of decorators) {
      if ((decorator.kind === 'call') === wantsCall) continue
      yield { at: decorator, decorator, change: wantsCall ? 'add' : 'remove', reason: style === 'consistent' ? 'majority' : 'option' }
    }
  },
  message({ decorator, change, reason }) {
    const norm = reason === 'option' ? '' : change === 'add' ? '; most fixtures of this file have them' : '; most fixtures of this file have none'
    return `'@${nameOf(decorator).text}' has ${change === 'add' ? 'no' : 'empty'} parentheses${norm}`
  },
  repair({ decorator, change }) {
    const { segment, end } = decorator
    const name = nameOf(decorator)
    return change === 'add'
      ? { title: 'Add parentheses', edits: [{ segment, start: end, end, text: '()' }] }
      : { title: 'Remove parentheses', edits: [{ segment, start: name.end, end, text: '' }], safety: hasComment(decorator) ? 'suggested' : 'safe' }
  },
})

/** True for a name or a call of one without arguments. */
function isBare(expression: Node | undefined): boolean {
  if (expression === undefined) return false
  return expression.kind === 'call' ? expression.field('arguments')?.children.length === 0 : ['identifier', 'attribute'].includes(expression.kind)
}

function nameOf(expression: Node): Node {
  return expression.kind === 'call' ? (expression.field('function') ?? expression) : expression
}

function hasComment({ segment, start, end }: Node): boolean {
  return segment.comments.some((offset) => start <= offset && offset < end)
}
