// uncalled-callable-assertion: `assert user.is_active` where `is_active` is a method: a function is always true, and equals no constant.

import { claimOf, isClaimsName, isConstant, plainMethod, rule, type Context, type Located, type Node, type Refusal, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
  readonly kind: 'method' | 'function'
  /** False where it is compared. */
  readonly isTruth: boolean
  readonly takesNothing: boolean
}

export default rule({
  id: 'uncalled-callable-assertion',
  summary: 'An assertion tests a function or method itself instead of what it gives back.',
  why: 'A function is always true and equals no value. Parentheses are missing behind it, so the assertion can\'t fail, or with `not` or `==` can\'t pass.',
  section: 'effectiveness',
  severity: 'error',
  preset: 'essential',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['pylint:W0126', 'pylint:W0143', 'semgrep:is-function-without-parentheses'],
  on: 'node',
  kinds: ['assert_statement', 'call'],
  called: isClaimsName,
  *check(node, context): Iterable<Facts> {
    const claim = claimOf(node)
    const isTruth = claim?.relation === 'true' || claim?.relation === 'false'
    if (claim === undefined || !(isTruth || /^[=!]=$/.test(claim.relation))) return
    // A callable may be what is expected; it never equals a constant.
    const subject = isTruth ? claim.operands[0]! : claim.operands.find((_, i) => isConstant(claim.operands[1 - i]!))
    const definition = subject?.kind === 'identifier' ? functionNamed(subject, context) : subject?.kind === 'attribute' ? methodNamed(subject, context) : undefined
    if (subject === undefined || definition === undefined) return
    yield { at: subject, kind: subject.kind === 'identifier' ? 'function' : 'method', isTruth, takesNothing: takesNothing(definition, subject.kind === 'attribute'), twins: [isTruth ? 'pylint:W0126' : 'pylint:W0143', 'semgrep:is-function-without-parentheses'] }
  },
  message: ({ at, kind, isTruth }) => `\`${at.text}\` is a ${kind} and is not called, so it ${isTruth ? 'is always true' : 'never equals a constant'}`,
  repair({ at, takesNothing }): Repair | Refusal {
    const { segment, end } = at
    return takesNothing ? { title: 'Call it', edits: [{ segment, start: end, end, text: '()' }] } : { refusal: 'It takes arguments' }
  },
})

/** The `function_definition` that is all a name ever means, without decorators. */
function functionNamed(identifier: Node, context: Context): Node | undefined {
  const binding = context.bindingOf(identifier)
  if (binding !== undefined && binding.scope.kind !== 'module') {
    const [only, ...others] = binding.definitions
    return others.length === 0 && only?.kind === 'function' ? undecorated(only.node.parent) : undefined
  }
  const [segment, ...others] = context.definitionsOf(identifier.text)
  const definition = others.length === 0 && segment?.root.children.length === 1 ? undecorated(segment.root.firstChild) : undefined
  // A function may define another name of the module, by `global`.
  return definition?.field('name')?.text === identifier.text ? definition : undefined
}

/** The method behind `thing.name`, where `thing` was made as `Thing()` of a class of this file and nothing else. */
function methodNamed(attribute: Node, context: Context): Node | undefined {
  const object = attribute.field('object')
  const name = attribute.field('attribute')?.text
  const definitions = object?.kind === 'identifier' ? context.bindingOf(object)?.definitions : undefined
  const value = definitions?.length === 1 && definitions[0]!.kind === 'assignment' ? definitions[0]!.value : undefined
  if (value?.kind !== 'call' || value.field('function')?.kind !== 'identifier' || name === undefined) return undefined
  return plainMethod(value.field('function')!, name, context)
}

function undecorated(node: Node | undefined): Node | undefined {
  return node?.kind === 'function_definition' ? node : undefined
}

function takesNothing(definition: Node, isMethod: boolean): boolean {
  const parameters = definition.field('parameters')?.children ?? []
  return parameters.slice(isMethod ? 1 : 0).every((each) => /default_parameter$/.test(each.kind)) && !definition.hasToken('async')
}
