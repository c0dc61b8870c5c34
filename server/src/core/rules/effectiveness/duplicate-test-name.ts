// duplicate-test-name: a test (or a class of tests) that a later one of the same name replaces before anything runs it.

import { rule, type Located, type Node, type Segment } from '../../kit/index.ts'

interface Facts extends Located {
  readonly name: string
  readonly isClass: boolean
}

interface Definition {
  readonly name: string
  readonly nameNode: Node
  readonly isClass: boolean
}

interface Gathered {
  readonly kind: Segment['kind']
  readonly definitions: readonly Definition[]
  /** Pairs inside classes that lie in this segment whole: the earlier and the one that replaces it. */
  readonly nested: readonly (readonly [Definition, Definition])[]
  /** Names of tests that this segment mentions, so that an earlier definition is used before it is replaced. */
  readonly mentions: ReadonlySet<string>
}

const anyTestName = /\b(?:test|Test\w|\w+Tests?\b|\w+TestCase\b)/g
const testName = /^(?:test|Test\w|\w+Tests?$|\w+TestCase$)/

export default rule({
  id: 'duplicate-test-name',
  summary: 'A test has the same name as a later one of its class or module, so only the later runs.',
  why: 'The second definition takes the place of the first before any test runs. The first looks like a test, is read as one, and checks nothing.',
  section: 'effectiveness',
  severity: 'error',
  preset: 'essential',
  fix: undefined,
  since: '0.1.0',
  twins: ['ruff:F811', 'flake8:F811', 'pylint:E0102', 'falsegreen:C38', 'codeql:py-redundant-assignment-or-redefinition'],
  on: 'module',
  gather(segment): Gathered | undefined {
    const nested: (readonly [Definition, Definition])[] = []
    if (segment.kind === 'trivia' || segment.isBroken) return undefined
    for (const definition of segment.root.descendants('class_definition')) {
      const statements = definition.field('body')?.children ?? []
      nested.push(...pairsOf(statements.map((child) => ({ definitions: definitionsIn([child]), mentions: mentionsIn(child) }))))
    }
    const definitions = definitionsIn(segment.root.children)
    // Most tests mention no test but themselves.
    const isAlone = segment.kind !== 'class' && (segment.text.match(anyTestName)?.length ?? 0) <= definitions.length
    const mentions: ReadonlySet<string> = isAlone ? new Set() : mentionsIn(segment.root)
    return segment.kind !== 'class' && definitions.length + nested.length + mentions.size === 0 ? undefined : { kind: segment.kind, definitions, nested, mentions }
  },
  // A class, and pairs in one segment, matter whoever shares their names.
  keysOf: ({ kind, definitions, nested, mentions }) => [...definitions.map(({ name }) => name), ...mentions, ...(kind === 'class' || nested.length > 0 ? ['', ''] : [])],
  *check({ gathered }): Iterable<Facts> {
    const module: Gathered[] = []
    let members: Gathered[] = []
    const scopes: Gathered[][] = [module]
    for (const { facts } of gathered) {
      if (facts.kind === 'member') members.push(facts)
      else {
        module.push(facts)
        if (facts.kind === 'class') scopes.push((members = []))
      }
      // What a member mentions may be a name of the module.
      if (facts.kind === 'member' && facts.mentions.size > 0) module.push({ ...facts, definitions: [] })
      for (const pair of facts.nested) yield factsOf(pair)
    }
    for (const scope of scopes) for (const pair of pairsOf(scope)) yield factsOf(pair)
  },
  message: ({ name, isClass }) => (isClass ? `The tests of this \`${name}\` never run, the class is defined again below` : `\`${name}\` never runs, it is defined again below`),
})

function factsOf([earlier, later]: readonly [Definition, Definition]): Facts {
  const { name, isClass } = earlier
  return { at: earlier.nameNode, name, isClass, tag: 'unnecessary', related: [{ at: later.nameNode, message: 'This definition runs instead' }] }
}

/** Each definition that a later one of its name replaces without a mention between them. */
function pairsOf(pieces: readonly Pick<Gathered, 'definitions' | 'mentions'>[]): readonly (readonly [Definition, Definition])[] {
  const pairs: (readonly [Definition, Definition])[] = []
  const standing = new Map<string, Definition>()
  for (const { definitions, mentions } of pieces) {
    for (const name of mentions) standing.delete(name)
    for (const definition of definitions) {
      const earlier = standing.get(definition.name)
      if (earlier !== undefined && earlier.isClass === definition.isClass) pairs.push([earlier, definition])
      standing.set(definition.name, definition)
    }
  }
  return pairs
}

/** Tests that the statements define unconditionally; those under `if` and `try` are not among them. */
function definitionsIn(statements: readonly Node[]): readonly Definition[] {
  return statements.flatMap((statement) => {
    const definition = statement.kind === 'decorated_definition' ? statement.field('definition') : statement
    if (definition?.kind !== 'function_definition' && definition?.kind !== 'class_definition') return []
    const nameNode = definition.field('name')
    const isClass = definition.kind === 'class_definition'
    if (nameNode === undefined || !(isClass ? testName : /^test/).test(nameNode.text)) return []
    if (statement.kind === 'decorated_definition' && statement.children.some(registers)) return []
    return [{ name: nameNode.text, nameNode, isClass }]
  })
}

/** Decorators that keep what they are put on, or that belong to one definition in several parts. */
function registers(decorator: Node): boolean {
  return decorator.kind === 'decorator' && /^@\s*(?:[\w.]*\boverload\b|[\w.]+\.(?:setter|getter|deleter|register|route|command|connect|fixture)\b)/.test(decorator.text)
}

function mentionsIn(node: Node): ReadonlySet<string> {
  const mentions = new Set<string>()
  for (const identifier of node.descendants('identifier')) {
    if (!testName.test(identifier.text)) continue
    const { parent } = identifier
    const isOwnName = identifier.fieldName === 'name' && (parent?.kind === 'function_definition' || parent?.kind === 'class_definition' || parent?.kind === 'keyword_argument')
    if (!isOwnName && identifier.fieldName !== 'attribute') mentions.add(identifier.text)
  }
  return mentions
}
