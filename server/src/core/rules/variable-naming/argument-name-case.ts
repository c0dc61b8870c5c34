// Parameters that are not lower_snake. What a caller's keyword, a fixture, a patch or an overridden method decides is left alone.

import { renamedTo, rule, segmentsMentioning, type Context, type FunctionUnit, type Located, type Node, type Refusal, type Repair } from '../../kit/index.ts'
import { snakeCase } from '../../naming/index.ts'
import { isMixedCase } from './_case.ts'
import { parameterNames } from './_parameters.ts'

interface Facts extends Located {
  readonly node: Node
}

export default rule({
  id: 'argument-name-case',
  summary: 'A parameter of a helper is written in camelCase.',
  why: 'PEP 8 writes parameters in lower case with underscores. A helper of the suite is called by nobody else, so nothing speaks for another way, unless its own name is camelCase too; what stands in for a method of the code under test has to take its keywords.',
  section: 'variable-naming',
  severity: 'hint',
  preset: 'strict',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['ruff:N803', 'sonar:S117'],
  on: 'node',
  kinds: ['parameters', 'lambda_parameters'],
  *check(list, context): Iterable<Facts> {
    const cased = parameterNames(list).filter(({ text }) => text !== text.toLowerCase())
    if (cased.length === 0 || /@(?:\w+\.)*override\b/.test(list.parent?.parent?.kind === 'decorated_definition' ? list.parent.parent.text : '')) return
    const body = list.parent?.field('body')
    const unit = list.kind === 'parameters' && body !== undefined ? context.functionOf(body) : undefined
    for (const node of cased) {
      const isOwn = isMixedCase(node.text) && unit !== undefined && unit.node === list.parent && isOwnChoice(unit, node.text, context)
      yield { at: node, node, ...(isOwn ? {} : { preset: 'twin' as const, twins: ['ruff:N803'] }) }
    }
  },
  message: ({ node }) => `Parameter '${node.text}' is not in lower case with underscores`,
  repair: ({ node }, context): readonly (Repair | Refusal)[] => renamedTo(node, [`${/^_*/.exec(node.text)![0]}${snakeCase(node.text)}`], 'parameter', context),
})

/** So many functions in camelCase are the file's habit; unittest's own methods and what stands beside its assertions are not counted. */
const habit = 3
const camelFunction = /\bdef (?!setUp|tearDown|asyncSetUp|asyncTearDown|runTest|assert|add[A-Z])_*[a-z][a-z0-9]*[A-Z]\w*\(/

/** The author of the file alone decided how the parameter is called. */
function isOwnChoice(unit: FunctionUnit, name: string, context: Context): boolean {
  if (unit.role !== 'helper' || unit.decorators.length > 0 || unit.name.startsWith('__') || /[a-z][A-Z]/.test(unit.name)) return false
  if (segmentsMentioning(context.source, camelFunction, habit) >= habit) return false
  // The word of what is called with it: `client.list(className=className)`.
  if (new RegExp(`\\b${name}\\s*=|[.'"]${name}\\b`).test(unit.body.text)) return false
  const { owner } = unit
  if (owner === undefined) return true
  if (owner.role === 'plain' || owner.isTestCase === 'unknown') return false
  const { method, outside } = context.inheritedElsewhere(owner, unit.name)
  return method === undefined && outside.every((base) => /^unittest\.|^object$/.test(base)) && context.ancestorsOf(owner).every((base) => context.methodNamed(base, unit.name) === undefined)
}
