// `@pytest.fixture` beside `@pytest.fixture()` in one file.

import { choice, fixtureNodeOf, rule, unwrapped, type Located, type Node } from '../../kit/index.ts'

interface Facts extends Located {
  readonly decorator: Node
  readonly change: 'add' | 'remove'
  readonly reason: 'majority' | 'option' | 'ruff'
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
  twins: ['ruff:PT001', 'flake8:PT001', 'sonar:S9083'],
  options: {
    'fixture-parentheses': choice(['consistent', 'always', 'never'], 'consistent', 'consistent: what most fixtures of the file do; always: `@pytest.fixture()`, Ruff\'s `true`; never: `@pytest.fixture`, Ruff\'s `false`.'),
  },
  on: 'module',
  gather: (segment) => segment.root.descendants('decorated_definition').filter((decorated) => decorated.children.some(hasNoArguments)),
  *check({ gathered }, context): Iterable<Facts> {
    const decorators = gathered
      .flatMap(({ facts }) => facts)
      .flatMap((decorated) => fixtureNodeOf(decorated, context)?.decorator.firstChild ?? [])
      .map(unwrapped)
      .filter((expression) => expression.kind !== 'call' || expression.field('arguments')?.children.length === 0)
    const called = decorators.filter((expression) => expression.kind === 'call').length
    const style = context.options['fixture-parentheses']
    // Half and half is no habit to follow.
    const wantsCall = style === 'always' || (style === 'consistent' && (called * 2 === decorators.length ? undefined : called * 2 > decorators.length))
    for (const decorator of decorators) {
      const isCalled = decorator.kind === 'call'
      if (wantsCall !== undefined && isCalled !== wantsCall) {
        const reason = style === 'consistent' ? 'majority' : 'option'
        // Ruff knows no habit, and by default wants none of them called.
        yield { at: decorator, decorator, change: wantsCall ? 'add' : 'remove', reason, ...(reason === 'majority' && wantsCall ? { twins: ['sonar:S9083'] } : {}) }
      } else if (isCalled && style === 'consistent') yield { at: decorator, decorator, change: 'remove', reason: 'ruff', preset: 'twin', twins: ['ruff:PT001', 'flake8:PT001'] }
    }
  },
  message({ decorator, change, reason }) {
    const norm = reason !== 'majority' ? '' : change === 'add' ? '; most fixtures of this file have them' : '; most fixtures of this file have none'
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

function hasNoArguments(decorator: Node): boolean {
  const expression = decorator.kind === 'decorator' && decorator.firstChild !== undefined ? unwrapped(decorator.firstChild) : undefined
  return expression !== undefined && (expression.kind !== 'call' || expression.field('arguments')?.children.length === 0)
}

function nameOf(expression: Node): Node {
  return expression.kind === 'call' ? (expression.field('function') ?? expression) : expression
}

function hasComment({ segment, start, end }: Node): boolean {
  return segment.comments.some((offset, i) => i % 2 === 0 && start <= offset && offset < end)
}
