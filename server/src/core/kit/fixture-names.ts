// fixtureNameAt(): the fixture that a place of a test file means by its name. Whether the name can be another, edits/rename-fixture says.

import { calledName } from '../syntax/expressions.ts'
import type { Node } from '../syntax/index.ts'
import { fillingsOf } from '../suite/fillings.ts'
import type { FixtureUnit } from '../suite/model.ts'
import type { Context } from './context.ts'
import { argnamesIn } from './fixture-nodes.ts'

/**
 * Where a fixture is defined (`def db():`), requested by a parameter of a test or fixture (or used in its body), or by a string; a
 * parameter that `parametrize` or a patch fills is none.
 */
export function fixtureNameAt(node: Node, context: Context<unknown>): string | undefined {
  if (node.kind === 'string_content' || node.kind === 'string') return requestedByString(node.kind === 'string' ? node : node.parent!)
  if (node.kind !== 'identifier' || (node.parent?.kind === 'attribute' && node.fieldName === 'attribute')) return undefined
  const unit = context.functionOf(node)
  if (unit === undefined) return undefined
  if (unit.role === 'fixture' && unit.nameNode === node) return (unit as FixtureUnit).fixtureName === node.text ? node.text : undefined
  const binding = context.bindingOf(node)
  const definition = binding?.definitions.find(({ kind }) => kind === 'parameter')
  const owner = definition === undefined ? undefined : context.functionOf(definition.node)
  const parameter = owner?.parameters.find((each) => each.node === definition!.node)
  if (owner === undefined || parameter === undefined || parameter.default !== undefined) return undefined
  if (parameter.kind !== 'positional' && parameter.kind !== 'keyword-only') return undefined
  if (owner.role !== 'fixture' && (owner.role !== 'test' || owner.owner?.isTestCase === 'yes')) return undefined
  if (owner.owner !== undefined && owner.parameters[0] === parameter && /^(self|cls)$/.test(parameter.name)) return undefined
  if (fillingsOf(owner).filled.some((each) => each.parameter.node === parameter.node)) return undefined
  const isParametrized = owner.decorators.some(({ call }) => {
    const names = call === undefined || calledName(call) !== 'parametrize' ? undefined : call.field('arguments')?.firstChild
    return names !== undefined && argnamesIn(names)?.includes(parameter.name) === true
  })
  return isParametrized ? undefined : parameter.name
}

function requestedByString(string: Node): string | undefined {
  const call = string.parent?.kind === 'argument_list' ? string.parent.parent : undefined
  if (call?.kind !== 'call' || !/^(usefixtures|getfixturevalue)$/.test(calledName(call) ?? '')) return undefined
  const text = string.children.length === 3 ? string.children[1]!.text : ''
  return /^\w+$/.test(text) ? text : undefined
}
