// similar-tests-parametrize: three tests or more whose lines differ in a few literals only.

import { partedByName, rule, type Located, type Segment, type TestUnit } from '../../kit/index.ts'
import { maskedOf, shapeOf, type Masked, type Shape } from './_test-shapes.ts'

interface Facts extends Located {
  readonly name: string
  readonly others: number
  readonly differing: number
  readonly isMethod: boolean
}

interface Gathered {
  readonly kind: Segment['kind']
  readonly shapes: readonly Shape[]
}

/** Sonar's S5976: three tests, and at most three values that differ. */
const fewest = 3
const most = 3

export default rule({
  id: 'similar-tests-parametrize',
  summary: 'Several tests are alike but for a few literals.',
  why: 'One parametrized test shows at a glance what differs, and the next case is one line.',
  section: 'organization',
  severity: 'information',
  preset: 'recommended',
  fix: undefined,
  since: '0.1.0',
  twins: ['sonar:S5976'],
  on: 'module',
  gather(segment): Gathered | undefined {
    if (segment.kind === 'class') return { kind: 'class', shapes: [] }
    const shapes = segment.kind !== 'trivia' && /\bdef test/.test(segment.text) ? segment.root.children.flatMap(shapeOf) : []
    return shapes.length === 0 ? undefined : { kind: segment.kind, shapes }
  },
  keysOf: ({ kind, shapes }) => (kind === 'class' ? undefined : shapes.map(({ outline }) => outline)),
  *check({ gathered }, context): Iterable<Facts> {
    const outlined: Shape[][] = []
    const module = new Map<string, Shape[]>()
    let members = new Map<string, Shape[]>()
    for (const { facts } of gathered) {
      if (facts.kind === 'class') members = new Map()
      for (const shape of facts.shapes) add(shape, shape.outline, facts.kind === 'member' ? members : module, outlined)
    }
    const groups: Masked[][] = []
    for (const shapes of outlined) {
      const byKey = new Map<string, Masked[]>()
      if (shapes.length >= fewest) for (const masked of shapes.map(maskedOf)) add(masked, masked.key, byKey, groups)
    }
    for (const group of groups.flatMap((each) => (each.length < fewest ? [] : partedByName(each, ({ nameNode }) => nameNode.text, fewest)))) {
      if (group.length < fewest) continue
      const [first, ...others] = group as [Masked, ...Masked[]]
      const differing = first.literals.filter((literal, i) => others.some(({ literals }) => literals[i] !== literal)).length
      if (differing === 0 || differing > most) continue
      // A text of several lines is no case of a table.
      if (group.some(({ literals }) => literals.some((literal, i) => literal !== first.literals[i] && /[\r\n]/.test(literal)))) continue
      const tests = group.map(({ first: statement }) => context.functionOf(statement))
      if (!tests.every((test) => test?.role === 'test')) continue
      const isMethod = (tests[0] as TestUnit).framework === 'unittest'
      // unittest has nothing that gives each case a set-up of its own, so there this is a matter of taste.
      const related = others.map(({ nameNode }) => ({ at: nameNode, message: 'The same but for its literals' }))
      yield { at: first.nameNode, name: first.nameNode.text, others: others.length, differing, isMethod, related, ...(isMethod ? { preset: 'strict' as const } : {}) }
    }
  },
  message: ({ name, others, differing, isMethod }) => `\`${name}\` and ${others} more differ in ${differing === 1 ? 'one literal' : `${differing} literals`}; ${isMethod ? 'one test with a `subTest` for each case' : 'one parametrized test'} would do`,
})

/** Puts `one` to those of its key; a new group is added to `groups`. */
function add<T>(one: T, key: string, table: Map<string, T[]>, groups: T[][]): void {
  const known = table.get(key)
  if (known !== undefined) known.push(one)
  else {
    const group = [one]
    table.set(key, group)
    groups.push(group)
  }
}
