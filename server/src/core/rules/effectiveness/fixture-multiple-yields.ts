// fixture-multiple-yields: a fixture that yields again after its first yield fails the teardown of every test that requests it.

import { fixtureNodeOf, rule, yieldsOf, type Located, type Node } from '../../kit/index.ts'

interface Facts extends Located {
  readonly name: string
}

/** The yields of the fullest path through some statements, in order, and whether every path leaves the function. */
interface Path {
  readonly yields: readonly Node[]
  /** The second yield of any path, those that leave included. */
  readonly second: Node | undefined
  readonly isOver: boolean
}

const nothing: Path = { yields: [], second: undefined, isOver: false }

export default rule({
  id: 'fixture-multiple-yields',
  summary: 'A fixture yields more than once.',
  why: 'pytest runs the fixture up to its yield, then the test, then the rest. A second yield there is an error: "fixture function has more than one yield".',
  section: 'effectiveness',
  severity: 'error',
  preset: 'essential',
  fix: undefined,
  since: '0.1.0',
  twins: ['sonar:S8994', 'pytest:fixture-multiple-yields'],
  on: 'node',
  kinds: ['decorated_definition'],
  *check(decorated, context): Iterable<Facts> {
    const fixture = fixtureNodeOf(decorated, context)
    if (fixture === undefined || yieldsOf(fixture.definition).length < 2) return
    const { second } = through(fixture.definition.field('body')!.children)
    if (second !== undefined) yield { at: second, name: fixture.name }
  },
  message: ({ name }) => `\`${name}\` has yielded before; pytest fails a fixture that yields twice`,
})

function through(statements: readonly Node[]): Path {
  let all = nothing
  for (const statement of statements) {
    if (all.isOver) break
    all = then(all, of(statement))
  }
  return all
}

function of(statement: Node): Path {
  const blocks = statement.children.filter(({ kind }) => kind === 'block')
  switch (statement.kind) {
    case 'function_definition': case 'class_definition': case 'decorated_definition': return nothing
    case 'return_statement': case 'raise_statement': return { ...plain(statement), isOver: true }
    case 'if_statement': {
      const branches = [...blocks, ...statement.children.filter(({ kind }) => /^el(?:if|se)_clause$/.test(kind))].map(inside)
      return either(statement.children.some(({ kind }) => kind === 'else_clause') ? branches : [...branches, nothing])
    }
    case 'match_statement': return either([...statement.descendants('case_clause').filter((each) => each.ancestor('match_statement') === statement).map(inside), nothing])
    // How often a loop runs can't be told, and `for value in other(): yield value` hands one on.
    case 'for_statement': case 'while_statement': return nothing
    case 'try_statement': {
      const handlers = statement.children.filter(({ kind }) => /^except/.test(kind)).map(inside)
      const last = statement.children.find(({ kind }) => kind === 'finally_clause')
      const orElse = statement.children.find(({ kind }) => kind === 'else_clause')
      const body = then(through(blocks[0]?.children ?? []), orElse === undefined ? nothing : inside(orElse))
      // A handler that yields stands for a set-up that failed before the body's yield.
      const main = handlers.length === 0 ? body : either([body, ...handlers])
      return last === undefined ? main : { ...then({ ...main, isOver: false }, inside(last)), isOver: main.isOver }
    }
    case 'with_statement': return then(plain(statement.children.find(({ kind }) => kind === 'with_clause')), through(blocks[0]?.children ?? []))
    default: return plain(statement)
  }
}

function inside(clause: Node): Path {
  return through(clause.kind === 'block' ? clause.children : (clause.children.find(({ kind }) => kind === 'block')?.children ?? []))
}

function plain(node: Node | undefined): Path {
  const around = (each: Node): Node | undefined => each.ancestor('function_definition', 'lambda', 'conditional_expression')
  const yields = node?.descendants('yield').filter((each) => each.isNamed && around(each) === around(node)) ?? []
  return { yields, second: yields[1], isOver: false }
}

function then(one: Path, next: Path): Path {
  const yields = [...one.yields, ...next.yields]
  return { yields, second: one.second ?? (one.yields.length > 0 ? yields[1] : next.second), isOver: next.isOver }
}

function either(paths: readonly Path[]): Path {
  const open = paths.filter(({ isOver }) => !isOver)
  const fullest = open.reduce((most, path) => (path.yields.length > most.yields.length ? path : most), nothing)
  return { yields: fullest.yields, second: paths.find(({ second }) => second !== undefined)?.second, isOver: open.length === 0 }
}
