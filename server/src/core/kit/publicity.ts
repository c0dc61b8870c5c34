// Which linters miss a docstring at a function or class: what they take for public, and for said by a base class.

import type { ClassUnit, FunctionUnit } from '../suite/model.ts'
import type { Context } from './context.ts'

/** Twins; whether it has a docstring is not looked at. */
export function twinsWithoutDocstring(unit: FunctionUnit | ClassUnit, context: Context<unknown>): readonly string[] {
  return 'parameters' in unit ? ofFunction(unit, context) : ofClass(unit, context)
}

function ofFunction(unit: FunctionUnit, context: Context<unknown>): readonly string[] {
  const { name, owner } = unit
  const decorators = unit.decorators.map((each) => each.name ?? each.node.text)
  // Ruff has other codes for special methods, but for these two.
  const isSpecial = /^__(?:new|call)__$/.test(name)
  if ((name.startsWith('_') && !isSpecial) || decorators.some((each) => /(?:^|\.)(?:overload|setter|deleter)$/.test(each)) || unit.role === 'nested') return []
  const isSeen = owner === undefined ? isExported(name, context) : isPublic(owner, context) && unit.node.ancestor('function_definition') === undefined
  const isOverride = decorators.some((each) => /(?:^|\.)override$/.test(each))
  const ruff = !isSeen || isOverride ? [] : [owner === undefined ? 'ruff:D103' : 'ruff:D102']
  return isSpecial || (owner !== undefined && isInherited(owner, name, context)) ? ruff : [...ruff, 'pylint:C0116']
}

function ofClass(unit: ClassUnit, context: Context<unknown>): readonly string[] {
  if (unit.name.startsWith('_')) return []
  const isSeen = unit.outer === undefined && unit.node.ancestor('function_definition', 'class_definition') === undefined && isPublic(unit, context)
  return [...(isSeen ? ['ruff:D101'] : []), 'pylint:C0115']
}

function isPublic(unit: ClassUnit, context: Context<unknown>): boolean {
  for (let outer: ClassUnit | undefined = unit; outer !== undefined; outer = outer.outer) {
    if (outer.name.startsWith('_') || outer.node.ancestor('function_definition') !== undefined) return false
    if (outer.outer === undefined) return isExported(outer.name, context)
  }
  return true
}

/** `__all__` names all that is public, where there is one. */
function isExported(name: string, { definitionsOf }: Context<unknown>): boolean {
  const lists = definitionsOf('__all__')
  return lists.length === 0 || lists.some(({ text }) => text.includes(`'${name}'`) || text.includes(`"${name}"`))
}

/** A base in this file or in the standard library says what the method does. */
function isInherited(owner: ClassUnit, name: string, context: Context<unknown>): boolean {
  const all = [owner, ...context.ancestorsOf(owner)]
  if (all.slice(1).some((base) => context.methodNamed(base, name) !== undefined)) return true
  return unittests.test(name) && all.some(({ bases }) => bases.some((base) => /^unittest\.(?:\w+\.)?(?:TestCase|IsolatedAsyncioTestCase)$/.test(base.name ?? '')))
}

const unittests = /^(?:(?:async)?(?:setUp|tearDown)|(?:setUp|tearDown)Class|run|debug|id|shortDescription|countTestCases|defaultTestResult|doCleanups|doClassCleanups|addCleanup|addClassCleanup|addTypeEqualityFunc|subTest|skipTest|fail|assert\w+)$/
