// Variables and parameters that hide a builtin, whatever they hold. vague-variable says so where it has a better name.

import { names, rule, type Located } from '../../kit/index.ts'
import { functionScopes, isBuiltinName } from '../../naming/index.ts'

interface Facts extends Located {
  readonly name: string
  readonly isParameter: boolean
}

export default rule({
  id: 'builtin-shadowing',
  summary: 'A variable or parameter hides a builtin.',
  why: 'Below `type = …` a call of `type()` fails, or worse calls something else. In a short test nobody calls it, which is why this is for projects that want it everywhere.',
  section: 'variable-naming',
  severity: 'hint',
  preset: 'strict',
  fix: undefined,
  since: '0.1.0',
  twins: ['ruff:A001', 'ruff:A002', 'flake8:A001', 'flake8:A002', 'flake8:VNE003', 'flake8:WPS125', 'pylint:W0622', 'sonar:S5806'],
  options: {
    accepted: names([], 'Names that are never reported, such as id or input'),
  },
  on: 'module',
  gather: (segment) => {
    if (segment.kind === 'trivia') return []
    return functionScopes(segment).flatMap((scope) =>
      [...scope.bindings.values()].flatMap((binding) => {
        const [first] = binding.definitions
        if (first === undefined || !isBuiltinName(binding.name) || !/^(?:assignment|annotation|for|with|except|walrus|parameter)$/.test(first.kind)) return []
        return [{ at: first.node, isParameter: first.kind === 'parameter' }]
      }),
    )
  },
  *check({ gathered }, { options }): Iterable<Facts> {
    for (const { facts } of gathered) for (const { at, isParameter } of facts) if (!options.accepted.includes(at.text)) yield { at, name: at.text, isParameter, twins: twinsOf(isParameter) }
  },
  message: ({ name, isParameter }) => `${isParameter ? 'Parameter' : 'Variable'} '${name}' hides the builtin`,
})

function twinsOf(isParameter: boolean): readonly string[] {
  return [isParameter ? 'ruff:A002' : 'ruff:A001', isParameter ? 'flake8:A002' : 'flake8:A001', 'flake8:VNE003', 'flake8:WPS125', 'pylint:W0622', 'sonar:S5806']
}
