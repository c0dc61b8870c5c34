// useless-expression: a name, an attribute or a display as a statement: it is computed and thrown away. Comparisons are dropped-comparison's.

import { briefly, mayBeMeantToFail, pylintsOf, rule, type Context, type Located, type Node } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
}

const twins = ['ruff:B018', 'flake8:B018', 'pylint:W0104', 'pylint:W0106', 'codeql:py-ineffectual-statement']

export default rule({
  id: 'useless-expression',
  summary: 'An expression without effect stands as a statement.',
  why: 'Its value goes nowhere: an `assert`, an assignment or parentheses are missing, or the line is left over.',
  section: 'effectiveness',
  severity: 'information',
  preset: 'recommended',
  fix: undefined,
  since: '0.1.0',
  twins,
  whenNotToUse: 'By default only names, constants and displays in tests are reported. Reading an attribute may run a property, so the preset strict reports attributes.',
  on: 'node',
  kinds: ['expression_statement'],
  *check(statement, context): Iterable<Facts> {
    const expression = statement.firstChild
    if (expression === undefined || statement.isBroken) return
    // `a, b` has several children.
    const isTuple = statement.children.length > 1
    // `run(),` is accidental-tuple's, and a tuple for the linters.
    if (!isTuple && statement.tokens.at(-1)?.kind === ',') {
      yield { at: expression, preset: 'twin', twins: ['flake8:B018', ...(expression.descendants('call').length > 0 || expression.kind === 'call' ? ['pylint:W0106'] : ['pylint:W0104'])] }
      return
    }
    const kind = isTuple ? 'tuple' : /^[rR]?[bB]/.test(expression.text) && expression.kind === 'string' ? 'bytes' : expression.kind
    if (kind === 'call' && isBugbears(expression, statement)) yield { at: expression, preset: 'twin', twins: ['flake8:B018'] }
    // Pylint's alone: what looks like a text is formatted and thrown away.
    if (/string$/.test(innermost(expression).kind) && pylintsOf(expression, statement).length > 0 && kind !== 'bytes') yield { at: expression, preset: 'twin', twins: pylintsOf(expression, statement) }
    if (/^(?:assignment|augmented_assignment|call|await|yield|string|concatenated_string|ellipsis|comparison_operator|named_expression)$/.test(kind)) return
    const inner = isTuple ? statement : expression
    const unwrapped = innermost(expression)
    if (!isTuple && (unwrapped !== expression) && /^(?:comparison_operator|string|concatenated_string|call|await|yield|ellipsis)$/.test(unwrapped.kind)) return
    const hasEffect = mayHaveEffect(inner)
    const at = isTuple ? statement : unwrapped
    const isPlugins = isTuple || kind === 'bytes' || isBugbears(unwrapped, statement)
    const pylints = pylintsOf(inner, statement)
    if (hasEffect && unwrapped.kind !== 'attribute') {
      const others = [...(isPlugins ? ['flake8:B018'] : []), ...pylints]
      if (others.length > 0) yield { at, preset: 'twin', twins: others }
      return
    }
    // `graph.nodes, graph.edges` reads properties, as `graph.nodes` alone does.
    const onlyReads = isTuple && statement.children.every(({ kind }) => kind === 'attribute')
    const isPlain = !onlyReads && /^(?:identifier|integer|float|true|false|none|list|dictionary|set|tuple|lambda)$/.test(isTuple ? 'tuple' : unwrapped.kind)
    const isSure = isPlain && context.functionOf(statement)?.role === 'test' && !mayBeMeantToFail(statement) && !isMeant(statement, context)
    yield { at, twins: twins.filter((twin) => (twin.startsWith('pylint:') ? pylints.includes(twin) : isPlugins || twin !== 'flake8:B018')), ...(isSure ? {} : { severity: 'hint', preset: 'strict' }) }
  },
  message: ({ at }) => `\`${briefly(at)}\` is computed and thrown away`,
})

function innermost(node: Node): Node {
  let inner = node
  while (inner.kind === 'parenthesized_expression' && inner.children.length === 1) inner = inner.firstChild!
  return inner
}

/** What bugbear's B018 is about: displays and constants anywhere, arithmetic and lazy calls where nothing waits for an error. */
function isBugbears(expression: Node, statement: Node): boolean {
  if (/^(?:list|set|dictionary|tuple|integer|float|true|false|none)$/.test(expression.kind)) return true
  const block = statement.parent
  const isTried = /^(?:try|with)_statement$/.test((/^(?:else|finally)_clause$/.test(block?.parent?.kind ?? '') ? block!.parent!.parent : block?.parent)?.kind ?? '')
  const callee = expression.kind === 'call' ? expression.field('function')?.text ?? '' : undefined
  if (callee !== undefined) return /^(?:all|any|dict|frozenset|isinstance|issubclass|len|max|min|repr|set|sorted|str|tuple)$/.test(callee) || (!isTried && /^(?:enumerate|filter|map|reversed|zip)$/.test(callee))
  if (isTried || !/^(?:lambda|binary_operator|unary_operator|not_operator|generator_expression)$/.test(expression.kind)) return false
  const run = expression.kind === 'lambda' ? expression.field('parameters') : expression.kind === 'generator_expression' ? expression.descendants('for_in_clause')[0]?.field('right') : expression
  if (run === undefined) return true
  const parts = [run, ...run.descendants('call', 'await', 'yield', 'named_expression', 'binary_operator')]
  return parts.every((part) => !/^(?:call|await|yield|named_expression)$/.test(part.kind) && (part.kind !== 'binary_operator' || /^(?:[-+*/%]|\/\/|\*\*)$/.test(part.field('operator')?.text ?? '')))
}

/** A call, a subscript and an operator may run any code; so may a comprehension. */
function mayHaveEffect(node: Node): boolean {
  const risky = ['call', 'await', 'yield', 'named_expression', 'subscript', 'list_comprehension', 'set_comprehension', 'dictionary_comprehension', 'generator_expression', 'binary_operator']
  return [node, ...node.descendants(...risky)].some((each) => {
    if (!risky.includes(each.kind)) return false
    if (each.kind === 'call') return !/^(?:set|list|tuple|dict|frozenset)\(\s*\)$/.test(each.text)
    if (each.kind === 'binary_operator') return ![each.field('left'), each.field('right')].every((operand) => operand !== undefined && /^(?:string|concatenated_string|integer|float|true|false|none|list|tuple|set|dictionary)$/.test(innermost(operand).kind))
    return true
  })
}

/** A name may be looked up to see whether it is there. */
function isMeant(statement: Node, { commentsNear }: Context): boolean {
  return commentsNear(statement).length > 0 || statement.parent?.children.length === 1
}
