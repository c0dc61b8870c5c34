// fixture-decorator-order: `@classmethod` over `@pytest.fixture` hides the fixture from pytest.

import { fixtureNodeOf, rule, type Context, type Located, type Node, type Refusal, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly decorator: Node
  readonly fixtureDecorator: Node
  readonly name: string
  readonly isHidden: boolean
}

export default rule({
  id: 'fixture-decorator-order',
  summary: 'A decorator over the one that makes the fixture hides it.',
  why: '`pytest.fixture` gives an object that pytest looks for by its type. What wraps that object in another one leaves nothing to be found, and tests that request it fail.',
  section: 'effectiveness',
  severity: 'error',
  preset: 'essential',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['pytest:fixture-decorator-order'],
  on: 'node',
  kinds: ['decorated_definition'],
  *check(decorated, context): Iterable<Facts> {
    const fixture = fixtureNodeOf(decorated, context)
    if (fixture === undefined) return
    const above = fixture.decorators.slice(0, fixture.decorators.indexOf(fixture.decorator))
    for (const decorator of above) {
      if (!wraps(decorator, context)) continue
      // pytest sees through a static method, and warns.
      const isHidden = context.qualifiedName(decorator) !== 'staticmethod'
      yield { at: decorator.firstChild!, decorator, fixtureDecorator: fixture.decorator, name: fixture.name, isHidden, ...(isHidden ? {} : { severity: 'warning' as const }) }
    }
  },
  message: ({ decorator, name, isHidden }) => `\`${decorator.firstChild!.text.replace(/\(.*/s, '')}\` ${isHidden ? 'hides' : 'stands over'} the fixture \`${name}\`${isHidden ? ' from pytest' : ''}; it belongs below \`fixture\``,
  repair({ decorator, fixtureDecorator }): Repair | Refusal {
    const { segment } = decorator
    const [one, other] = [decorator.firstChild!, fixtureDecorator.firstChild!]
    if (decorator.nextSibling !== fixtureDecorator) return { refusal: 'Other decorators stand between the two' }
    if (segment.comments.some((offset) => offset >= decorator.start && offset < other.end)) return { refusal: 'A comment stands between the two' }
    return { title: 'Swap the decorators', edits: [{ segment, start: one.start, end: one.end, text: other.text }, { segment, start: other.start, end: other.end, text: one.text }] }
  },
})

/** True for decorators of which it is known that they give another object than they get. */
function wraps(decorator: Node, context: Context): boolean {
  return /^(?:classmethod|staticmethod|property|contextlib\.(?:async)?contextmanager|functools\.(?:wraps|cache|lru_cache|cached_property)|(?:unittest\.)?mock\.patch(?:\.object|\.multiple|\.dict)?)$/.test(context.qualifiedName(decorator) ?? '')
}
