// identical-test-bodies: two tests of one class or module with the same lines: one of them was to differ.

import { rule, type Located, type Node, type Segment } from '../../kit/index.ts'

interface Facts extends Located {
  readonly name: string
  readonly earlier: string
}

interface Body {
  readonly nameNode: Node
  readonly name: string
  /** Decorators, parameters and statements, without comments and the docstring. */
  readonly key: string
}

interface Gathered {
  readonly kind: Segment['kind']
  readonly bodies: readonly Body[]
  /** Those of each class that lies in this segment whole. */
  readonly nested: readonly (readonly Body[])[]
  /** Names such as `_testSend`: what runs in another thread at the same time as `testSend`. */
  readonly partners: readonly string[]
}

/** Decorators that do the same to every test. */
const known = /^@\s*(?:(?:unittest\.)?mock\.|patch\b|pytest\.|ddt\.|given\b|hypothesis\.|override_settings|modify_settings|staticmethod|parameterized|asyncio|anyio|support\.)/

export default rule({
  id: 'identical-test-bodies',
  summary: 'Two tests of one class or module consist of the same lines.',
  why: 'The second name promises a check that nobody makes: the lines were copied to be changed and stayed as they were.',
  section: 'effectiveness',
  severity: 'warning',
  preset: 'recommended',
  fix: undefined,
  since: '0.1.0',
  twins: ['sonar:S4144', 'pylint:R0801'],
  on: 'module',
  gather(segment): Gathered | undefined {
    if (segment.kind === 'class') return { kind: 'class', bodies: [], nested: [], partners: [] }
    // Most segments of code hold no test and no class.
    if (segment.kind === 'trivia' || segment.isBroken || !/\b(?:class|def _?test)/.test(segment.text)) return undefined
    const nested = segment.root.descendants('class_definition').map((definition) => (definition.field('body')?.children ?? []).flatMap(bodyOf))
    const partners = /\bdef _test/.test(segment.text) ? segment.root.descendants('function_definition').map((each) => each.field('name')?.text ?? '').filter((name) => name.startsWith('_test')) : []
    return { kind: segment.kind, bodies: segment.root.children.flatMap(bodyOf), nested, partners }
  },
  // A class, pairs in one segment and partners matter whoever shares their lines.
  keysOf: ({ kind, bodies, nested, partners }) => [...bodies.map(({ key }) => key), ...(kind === 'class' || nested.length > 0 || partners.length > 0 ? ['', ''] : [])],
  check({ gathered }): readonly Facts[] {
    const found: Facts[] = []
    const module = new Map<string, Body>()
    let members = new Map<string, Body>()
    const partners = new Set<string>()
    for (const { facts } of gathered) for (const name of facts.partners) partners.add(name)
    for (const { facts } of gathered) {
      if (facts.kind === 'class') members = new Map()
      const seen = facts.kind === 'member' ? members : module
      for (const body of facts.bodies) if (partners.size === 0 || !partners.has(`_${body.name}`)) compare(body, seen, found)
      for (const bodies of facts.nested) {
        const own = new Map<string, Body>()
        for (const body of bodies) compare(body, own, found)
      }
    }
    return found
  },
  message: ({ name, earlier }) => `\`${name}\` checks the same as \`${earlier}\`, line by line`,
})

/** Adds a finding where the lines were seen before, else the body to what was seen. */
function compare(body: Body, seen: Map<string, Body>, found: Facts[]): void {
  const earlier = seen.get(body.key)
  if (earlier === undefined) seen.set(body.key, body)
  // Two of one name are a matter of their own.
  else if (earlier.name !== body.name) {
    found.push({ at: body.nameNode, name: body.name, earlier: earlier.name, related: [{ at: earlier.nameNode, message: 'The same lines' }] })
  }
}

function bodyOf(statement: Node): readonly Body[] {
  const definition = statement.kind === 'decorated_definition' ? statement.field('definition') : statement
  const nameNode = definition?.kind === 'function_definition' ? definition.field('name') : undefined
  const block = definition?.field('body')
  if (definition === undefined || nameNode === undefined || block === undefined || !/^test/.test(nameNode.text)) return []
  const statements = block.children.filter((child) => !(child.kind === 'expression_statement' && /string$/.test(child.firstChild?.kind ?? '')))
  const text = statements.map(withoutComments).join('\n')
  // Bodies of one short line are mostly a call of a helper that asks for the test's name; what asks for it directly is left alone too.
  if (statements.length < 2 || text.length < 60 || /\b(?:_testMethodName|inspect|_getframe)\b|\.id\(\)|request\.node|__name__|\bskip/i.test(text)) return []
  const decorators = statement.kind === 'decorated_definition' ? statement.children.filter((child) => child.kind === 'decorator').map(({ text }) => text) : []
  // Where the machine decides which of them runs, both are wanted; a decorator of the project may go by the test's name.
  if (decorators.some((decorator) => /skip|xfail|expectedFailure|requires/i.test(decorator) || !known.test(decorator))) return []
  return [{ nameNode, name: nameNode.text, key: [...decorators, definition.field('parameters')?.text ?? '', text].join('\n') }]
}

function withoutComments({ segment, start, end }: Node): string {
  const { text, comments } = segment
  let result = ''
  let from = start
  for (let i = 0; i < comments.length; i += 2) {
    if (comments[i]! < start || comments[i]! >= end) continue
    result += text.slice(from, comments[i])
    from = comments[i + 1]!
  }
  return (result + text.slice(from, end)).replace(/[ \t]*(?:\r\n|\r|\n)\s*/g, '\n')
}
