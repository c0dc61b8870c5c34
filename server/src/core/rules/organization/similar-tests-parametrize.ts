// similar-tests-parametrize: three tests or more whose lines differ in a few literals only.

import { partedByName, rule, type Located, type Node, type Segment, type TestUnit } from '../../kit/index.ts'

interface Facts extends Located {
  readonly name: string
  readonly others: number
  readonly differing: number
  readonly isMethod: boolean
}

interface Shape {
  readonly nameNode: Node
  /** The text with each literal replaced by a sign. */
  readonly key: string
  readonly literals: readonly string[]
  /** The first statement of its body. */
  readonly first: Node
}

interface Gathered {
  readonly kind: Segment['kind']
  readonly shapes: readonly Shape[]
}

/** Sonar's S5976: three tests, and at most three values that differ. */
const fewest = 3
const most = 3
const literalKinds = ['string', 'concatenated_string', 'integer', 'float', 'true', 'false', 'none'] as const

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
  keysOf: ({ kind, shapes }) => (kind === 'class' ? undefined : shapes.map(({ key }) => key)),
  *check({ gathered }, context): Iterable<Facts> {
    const groups: Shape[][] = []
    const module = new Map<string, Shape[]>()
    let members = new Map<string, Shape[]>()
    for (const { facts } of gathered) {
      if (facts.kind === 'class') members = new Map()
      const table = facts.kind === 'member' ? members : module
      for (const shape of facts.shapes) {
        const known = table.get(shape.key)
        if (known !== undefined) known.push(shape)
        else {
          const group = [shape]
          table.set(shape.key, group)
          groups.push(group)
        }
      }
    }
    for (const group of groups.flatMap((each) => (each.length < fewest ? [] : partedByName(each, ({ nameNode }) => nameNode.text, fewest)))) {
      if (group.length < fewest) continue
      const [first, ...others] = group as [Shape, ...Shape[]]
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

function shapeOf(statement: Node): readonly Shape[] {
  const definition = statement.kind === 'decorated_definition' ? statement.field('definition') : statement
  const nameNode = definition?.kind === 'function_definition' ? definition.field('name') : undefined
  const block = definition?.field('body')
  if (definition === undefined || nameNode === undefined || block === undefined || !/^test/.test(nameNode.text)) return []
  const statements = block.children.filter((child) => !(child.kind === 'expression_statement' && /string$/.test(child.firstChild?.kind ?? '')))
  // Tests of one line are a table already.
  if (statements.length < 2) return []
  const literals: string[] = []
  const decorators = statement.kind === 'decorated_definition' ? statement.children.filter(({ kind }) => kind === 'decorator').map(({ text }) => text) : []
  const parts = [...decorators, definition.field('parameters')?.text ?? '', ...statements.map((each) => maskedText(each, literals))]
  return [{ nameNode, key: parts.join('\n'), literals, first: statements[0]! }]
}

/** The text with a sign for each literal, whose texts are added to `literals`; comments left out, blanks made one. */
function maskedText(node: Node, literals: string[]): string {
  if ((literalKinds as readonly string[]).includes(node.kind)) {
    literals.push(node.text)
    return '?'
  }
  if (node.tokens.length === 0) return node.text
  return node.tokens.map((token) => maskedText(token, literals)).join(' ')
}
