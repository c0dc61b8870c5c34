// fixtureNamed(): the fixture of this file that a test's parameter or `usefixtures` asks for.

import { peek, type Node, type Source } from '../syntax/index.ts'
import { ancestryOf, identify, ownerDraft } from './classes.ts'
import { draftsOf, type ClassDraft, type FunctionDraft } from './drafts.ts'
import { fixtureDecorator, isFixtureDecorator, readFixture } from './fixtures.ts'
import { perSurface } from './surface.ts'

/** The fixture that `name` means for a function of `owner` (undefined: at module level): the class's own before a base's before the module's, the last of that name. */
export function fixtureNamed(source: Source, name: string, owner: ClassDraft | undefined): FunctionDraft | undefined {
  return peek(source, `fixture ${name} ${owner === undefined ? '' : identify(owner)}`, (version) => {
    const candidates = tableOf(version).get(name)
    if (candidates === undefined) return undefined
    for (const place of owner === undefined ? [] : [owner, ...ancestryOf(version, owner).inFile]) {
      const own = candidates.findLast((each) => ownerDraft(version, each) === place)
      if (own !== undefined) return own
    }
    return candidates.findLast((each) => ownerDraft(version, each) === undefined)
  }, 'surface')
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
