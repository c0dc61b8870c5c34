// parameter-default-value: `def test_total(basket=None)`: pytest leaves a parameter with a default to its default.

import { patchedParameters, rule, segmentsMentioning, type FunctionUnit, type Located, type Parameter, type Repair, type TestUnit } from '../../kit/index.ts'

interface Facts extends Located {
  readonly parameter: Parameter
  readonly unit: FunctionUnit
}

const ruff = ['ruff:PT028', 'flake8:PT028']

export default rule({
  id: 'parameter-default-value',
  summary: 'A test or fixture gives a parameter a default, which pytest then always uses.',
  why: 'pytest fills only parameters without a default. Where a fixture or a case of that name was meant, the test never sees it; where not, a local variable says so.',
  section: 'effectiveness',
  severity: 'warning',
  preset: 'recommended',
  fix: 'suggested',
  since: '0.1.0',
  twins: [...ruff, 'sonar:S9106'],
  on: 'function',
  *check(unit, context): Iterable<Facts> {
    const isTest = /^test/.test(unit.name)
    if (!isTest && unit.role !== 'test' && unit.role !== 'fixture') return
    if (unit.parameters.every((parameter) => parameter.default === undefined)) return
    const { owner } = unit
    const isRuffs = isTest && (owner === undefined || (/^Test/.test(owner.name) && context.methodNamed(owner, '__init__') === undefined))
    // flake8's plugin goes by the function's name alone.
    const isPlugins = unit.name.startsWith('test_')
    const codes = isPlugins ? ruff : ['ruff:PT028']
    // In a file of TestCases alone a function of the module is nobody's test.
    const isUnittests = owner === undefined && context.definitionsOf('pytest').length === 0 && segmentsMentioning(context.source, /\(\s*(?:\w+\.)*\w*TestCase\b/) > 0
    const isPytests = !isUnittests && ((unit.role === 'test' && (unit as TestUnit).framework === 'pytest') || unit.role === 'fixture')
    const patched = patchedParameters(unit)
    for (const parameter of unit.parameters) {
      if (parameter.default === undefined) continue
      // Whoever calls the function itself, or decorates it otherwise, may fill it.
      const isFilled = patched.includes(parameter.node) || isFilledElsewhere(unit) || (isTest && segmentsMentioning(context.source, new RegExp(`\\b${unit.name}\\b`), 2) > 1)
      if (isPytests && !isFilled) yield { at: parameter.default, parameter, unit, ...(isRuffs && isPlugins ? {} : isRuffs ? { twins: ['ruff:PT028', 'sonar:S9106'] } : { twins: [...(isPlugins ? ['flake8:PT028'] : []), 'sonar:S9106'] }) }
      else if (isRuffs || isPlugins) yield { at: parameter.default, parameter, unit, preset: 'twin', twins: isRuffs ? codes : ['flake8:PT028'] }
    }
  },
  message: ({ parameter, unit }) => `pytest never fills \`${parameter.name}\` of \`${unit.name}\`, which has a default`,
  repair({ parameter }): Repair {
    const { segment } = parameter.node
    const from = parameter.annotation?.end ?? parameter.node.end
    return { title: 'Remove the default', edits: [{ segment, start: from, end: parameter.default!.end, text: '' }] }
  },
})

/** True where a decorator that is none of pytest's may hand values over. */
function isFilledElsewhere({ decorators }: FunctionUnit): boolean {
  return decorators.some(({ name }) => !/^(?:pytest|pytest_asyncio|unittest|asyncio|staticmethod|classmethod)(?:\.|$)/.test(name ?? ''))
}
