// Empty parentheses behind a decorator: which of a file's decorators stray from its habit, and the edit. Knows neither fixtures nor marks.

import { unwrapped, type Located, type Node, type Repair } from '../../kit/index.ts'

/** `decorator`: the expression behind the `@`, with an empty pair of parentheses or none. */
export interface Stray extends Located {
  readonly decorator: Node
  readonly change: 'add' | 'remove'
  readonly reason: 'majority' | 'option' | 'ruff'
}

export type Style = 'consistent' | 'always' | 'never'

/** `decorators`: all of the file that have no arguments. `code`: Ruff's and flake8's, which know no habit and by default want none called. */
export function* strays(decorators: readonly Node[], style: Style, code: string): Iterable<Stray> {
  const called = decorators.filter((expression) => expression.kind === 'call').length
  // Half and half is no habit to follow.
  const wantsCall = style === 'always' || (style === 'consistent' && (called * 2 === decorators.length ? undefined : called * 2 > decorators.length))
  for (const decorator of decorators) {
    const isCalled = decorator.kind === 'call'
    if (wantsCall !== undefined && isCalled !== wantsCall) {
      const reason = style === 'consistent' ? 'majority' : 'option'
      yield { at: decorator, decorator, change: wantsCall ? 'add' : 'remove', reason, ...(reason === 'majority' && wantsCall ? { twins: ['sonar:S9083'] } : {}) }
    } else if (isCalled && style === 'consistent') yield { at: decorator, decorator, change: 'remove', reason: 'ruff', preset: 'twin', twins: [`ruff:${code}`, `flake8:${code}`] }
  }
}

/** `plural`: what the file has many of, `fixtures`. */
export function messageOf({ decorator, change, reason }: Stray, plural: string): string {
  const norm = reason !== 'majority' ? '' : `; most ${plural} of this file have ${change === 'add' ? 'them' : 'none'}`
  return `'@${nameOf(decorator).text}' has ${change === 'add' ? 'no' : 'empty'} parentheses${norm}`
}

export function repairOf({ decorator, change }: Stray): Repair {
  const { segment, end } = decorator
  if (change === 'add') return { title: 'Add parentheses', edits: [{ segment, start: end, end, text: '()' }] }
  const hasComment = segment.comments.some((offset, i) => i % 2 === 0 && decorator.start <= offset && offset < end)
  return { title: 'Remove parentheses', edits: [{ segment, start: nameOf(decorator).end, end, text: '' }], safety: hasComment ? 'suggested' : 'safe' }
}

/** For nodes of any kind: whether it is a decorator that has none. */
export function isBare(decorator: Node): boolean {
  return decorator.kind === 'decorator' && decorator.firstChild !== undefined && hasNoArguments(unwrapped(decorator.firstChild))
}

export function hasNoArguments(expression: Node): boolean {
  return expression.kind !== 'call' || expression.field('arguments')?.children.length === 0
}

function nameOf(expression: Node): Node {
  return expression.kind === 'call' ? (expression.field('function') ?? expression) : expression
}
