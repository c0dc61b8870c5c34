// `@pytest.mark.slow` beside `@pytest.mark.slow()` in one file.

import { choice, markOf, rule, unwrapped, type Located, type Node } from '../../kit/index.ts'

interface Facts extends Located {
  readonly decorator: Node
  readonly change: 'add' | 'remove'
  readonly reason: 'majority' | 'option' | 'ruff'
}

export default rule({
  id: 'mark-decorator-parentheses',
  summary: 'A mark without arguments treats its parentheses otherwise than the rest of the file.',
  why: 'Both ways mean the same, so a mix of them makes a reader look for a difference that is not there.',
  section: 'style',
  severity: 'hint',
  preset: 'strict',
  fix: 'safe',
  since: '0.1.0',
  twins: ['ruff:PT023', 'flake8:PT023', 'sonar:S9083'],
  options: {
    'mark-parentheses': choice(['consistent', 'always', 'never'], 'consistent', 'consistent: what most marks of the file do; always: `@pytest.mark.slow()`, Ruff\'s `true`; never: `@pytest.mark.slow`, Ruff\'s `false`.'),
  },
  on: 'module',
  gather: (segment) => (/\bmark\b/.test(segment.text) ? segment.root.descendants('decorator') : []),
  *check({ gathered }, context): Iterable<Facts> {
    const decorators = gathered
      .flatMap(({ facts }) => facts)
      .filter((decorator) => decorator.firstChild !== undefined && isBare(unwrapped(decorator.firstChild)) && markOf(decorator, context) !== undefined)
      .map((decorator) => unwrapped(decorator.firstChild!))
    const called = decorators.filter((expression) => expression.kind === 'call').length
    const style = context.options['mark-parentheses']
    // Half and half is no habit to follow.
    const wantsCall = style === 'always' || (style === 'consistent' && (called * 2 === decorators.length ? undefined : called * 2 > decorators.length))
    for (const decorator of decorators) {
      const isCalled = decorator.kind === 'call'
      if (wantsCall !== undefined && isCalled !== wantsCall) {
        const reason = style === 'consistent' ? 'majority' : 'option'
        // Ruff knows no habit, and by default wants none of them called.
        yield { at: decorator, decorator, change: wantsCall ? 'add' : 'remove', reason, ...(reason === 'majority' && wantsCall ? { twins: ['sonar:S9083'] } : {}) }
      } else if (isCalled && style === 'consistent') yield { at: decorator, decorator, change: 'remove', reason: 'ruff', preset: 'twin', twins: ['ruff:PT023', 'flake8:PT023'] }
    }
  },
  message({ decorator, change, reason }) {
    const norm = reason !== 'majority' ? '' : change === 'add' ? '; most marks of this file have them' : '; most marks of this file have none'
    return `'@${nameOf(decorator).text}' has ${change === 'add' ? 'no' : 'empty'} parentheses${norm}`
  },
  repair({ decorator, change }) {
    const { segment, end } = decorator
    const name = nameOf(decorator)
    const hasComment = segment.comments.some((offset, i) => i % 2 === 0 && decorator.start <= offset && offset < end)
    return change === 'add'
      ? { title: 'Add parentheses', edits: [{ segment, start: end, end, text: '()' }] }
      : { title: 'Remove parentheses', edits: [{ segment, start: name.end, end, text: '' }], safety: hasComment ? 'suggested' : 'safe' }
  },
})

function isBare(expression: Node): boolean {
  return expression.kind === 'call' ? expression.field('arguments')?.children.length === 0 : expression.kind === 'attribute'
}

function nameOf(expression: Node): Node {
  return expression.kind === 'call' ? (expression.field('function') ?? expression) : expression
}
