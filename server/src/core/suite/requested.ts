// fixturesNamed(): the fixtures of this file that a name means for a test; requestsOf(): the names that a test or fixture asks for.
// What other files give is leads.ts; the whole closure over all files, for tests as they are collected, is fixture-closure.ts.

import { argumentsOf, literalText } from '../syntax/expressions.ts'
import { peek, type Node, type Source } from '../syntax/index.ts'
import { ancestryOf, identify, ownerDraft } from './classes.ts'
import { draftsOf, type ClassDraft, type FunctionDraft } from './drafts.ts'
import { fillingsOf } from './fillings.ts'
import { fixtureDecorator, isFixtureDecorator, readFixture } from './fixtures.ts'
import { marksOf } from './marks.ts'
import type { FunctionUnit } from './model.ts'
import { perSurface } from './surface.ts'

/**
 * The fixtures of this file that `name` means for a function of `owner` (undefined: at module level), nearest first: the class's own or a base's, those of the
 * classes around it, the module's, the last of that name each. Each overrides those behind it, and gets the next where it asks for its own name.
 */
export function fixturesNamed(source: Source, name: string, owner: ClassDraft | undefined): readonly FunctionDraft[] {
  return peek(source, `fixtures ${name} ${owner === undefined ? '' : identify(owner)}`, (version) => {
    const candidates = tableOf(version).get(name)
    if (candidates === undefined) return none
    const found: FunctionDraft[] = []
    for (let outer = owner; outer !== undefined; outer = ownerDraft(version, outer)) {
      const ownLast = [outer, ...ancestryOf(version, outer).inFile].map((place) => candidates.findLast((each) => ownerDraft(version, each) === place)).find((each) => each !== undefined)
      if (ownLast !== undefined) found.push(ownLast)
    }
    const ofModule = candidates.findLast((each) => ownerDraft(version, each) === undefined)
    return ofModule === undefined ? found : [...found, ofModule]
  }, 'surface')
}

/** The fixtures of this file that run unasked for the tests of `owner` (undefined: for those at module level), nearest first. */
export function unaskedFixtures(source: Source, owner: ClassDraft | undefined): readonly FunctionDraft[] {
  return peek(source, `unasked ${owner === undefined ? '' : identify(owner)}`, (version) => {
    const places: (ClassDraft | undefined)[] = []
    for (let outer = owner; outer !== undefined; outer = ownerDraft(version, outer)) places.push(outer, ...ancestryOf(version, outer).inFile)
    const unasked = [...tableOf(version).values()].flat().filter((draft) => {
      const decorator = fixtureDecorator(version, draft)
      return decorator !== undefined && readFixture(draft, decorator).isAutouse
    })
    return unasked.length === 0 ? none : [...places, undefined].flatMap((place) => unasked.filter((each) => ownerDraft(version, each) === place))
  }, 'surface')
}

const none: readonly FunctionDraft[] = []

/** A name by which a function asks for a fixture. */
export interface Request {
  readonly name: string
  /** The parameter's identifier, or the string of `usefixtures`; of another segment where that stands on a class or the module. */
  readonly node: Node
  readonly by: 'parameter' | 'usefixtures'
  /** Where it is written. */
  readonly on: 'function' | 'class' | 'module'
}

/**
 * What a test or fixture asks for: parameters without a default but for `self` and those that a patch or hypothesis fills, and for a
 * test `usefixtures` on it, on its classes, in `pytestmark`. Parameters that `parametrize` fills are among them. Tracked.
 */
export function requestsOf(source: Source, unit: FunctionUnit): readonly Request[] {
  const isMethod = unit.owner !== undefined && !unit.decorators.some(({ name }) => name === 'staticmethod')
  const filled = new Set(fillingsOf(unit).filled.map(({ parameter }) => parameter))
  const parameters = unit.parameters
    .slice(isMethod ? 1 : 0)
    .filter((each) => each.default === undefined && (each.kind === 'positional' || each.kind === 'keyword-only') && !filled.has(each))
    .map(({ name, node }): Request => ({ name, node, by: 'parameter', on: 'function' }))
  if (unit.role !== 'test') return parameters
  const used = marksOf(source, unit).flatMap(({ name, call, on }) =>
    name !== 'usefixtures' || call === undefined
      ? []
      : argumentsOf(call).positional.flatMap((node): readonly Request[] => {
          const text = literalText(node)
          return text === undefined ? [] : [{ name: text, node, by: 'usefixtures', on }]
        }),
  )
  return [...parameters, ...used]
}

const tableOf = perSurface('decorated', (source): ReadonlyMap<string, readonly FunctionDraft[]> => {
  const table = new Map<string, FunctionDraft[]>()
  // Few decorators are written in many ways, so each way is looked up once in a version.
  const makesFixture = new Map<string, boolean>()
  for (const segment of source.segments) {
    for (const draft of draftsOf(segment).functions) {
      if (draft.within === 'function' || draft.decorators.length === 0) continue
      const mayBe = draft.decorators.some((decorator) => {
        const written = calleeText(decorator)
        let answer = makesFixture.get(written)
        if (answer === undefined) makesFixture.set(written, (answer = isFixtureDecorator(source, decorator)))
        return answer
      })
      const decorator = mayBe ? fixtureDecorator(source, draft) : undefined
      if (decorator === undefined) continue
      const { fixtureName } = readFixture(draft, decorator)
      const others = table.get(fixtureName)
      if (others === undefined) table.set(fixtureName, [draft])
      else others.push(draft)
    }
  }
  return table
})

const texts = new WeakMap<Node, string>()

/** A decorator without its arguments. */
function calleeText(decorator: Node): string {
  let text = texts.get(decorator)
  if (text === undefined) {
    const expression = decorator.firstChild
    text = (expression?.kind === 'call' ? expression.field('function') : expression)?.text ?? ''
    texts.set(decorator, text)
  }
  return text
}
