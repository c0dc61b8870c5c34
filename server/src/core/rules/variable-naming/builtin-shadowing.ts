// Variables and parameters that hide a builtin, whatever they hold; by default only where the code has a better name for them.

import { isBuiltinException, names, renamedTo, rule, standardLibrary, type Binding, type Context, type Definition, type Located, type Node, type Refusal, type Repair, type Segment } from '../../kit/index.ts'
import { functionScopes, isBuiltinName, offeredNames, withBetterName, type OfferedNames } from '../../naming/index.ts'

interface Facts extends Located {
  readonly name: string
  readonly isParameter: boolean
  readonly binding: Binding | undefined
  readonly better: OfferedNames
}

const nothing: OfferedNames = { names: [], isSure: false }

export default rule({
  id: 'builtin-shadowing',
  summary: 'A variable or parameter hides a builtin.',
  why: 'Below `type = …` a call of `type()` fails, or worse calls something else. In a short test nobody calls it, so by default this is said only where the code has a word for the value already.',
  section: 'variable-naming',
  severity: 'hint',
  preset: 'recommended',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['ruff:A001', 'ruff:A002', 'flake8:A001', 'flake8:A002', 'flake8:VNE003', 'flake8:WPS125', 'pylint:W0622', 'sonar:S5806'],
  options: {
    accepted: names([], 'Names that are never reported, such as id or input'),
  },
  on: 'module',
  gather: (segment) => {
    if (segment.kind === 'trivia') return []
    const own = functionScopes(segment).flatMap((scope) =>
      [...scope.bindings.values()].flatMap((binding) => {
        const [first] = binding.definitions
        if (first === undefined || !isBuiltinName(binding.name) || !/^(?:assignment|annotation|for|with|except|walrus|parameter)$/.test(first.kind)) return []
        return [{ at: first.node, isParameter: first.kind === 'parameter', twins: twinsOf(first), binding }]
      }),
    )
    const starts = new Set(own.map(({ at }) => at.start))
    return [...own, ...everyBinding(segment).filter(({ at }) => !starts.has(at.start)).map((each) => ({ ...each, isParameter: false, binding: undefined, preset: 'twin' as const }))]
  },
  *check(module, context): Iterable<Facts> {
    const { options, asTwin } = context
    for (const { facts } of module.gathered) {
      for (const found of facts) {
        if (found.binding === undefined && !asTwin) continue
        const name = found.at.text
        if (options.accepted.includes(name)) continue
        const better = found.binding === undefined ? nothing : offeredNames(module.source, found.binding)
        const isGiven = asTwin && found.isParameter && mayOverride(found.at, context)
        yield { ...(better.isSure ? {} : { preset: 'strict' as const }), ...found, ...(isGiven ? { twins: found.twins.filter((twin) => twin !== 'pylint:W0622') } : {}), name, better }
      }
    }
  },
  message: ({ name, isParameter, better }) => withBetterName(`${isParameter ? 'Parameter' : 'Variable'} '${name}' hides the builtin`, better),
  repair: ({ binding, better }, context): readonly (Repair | Refusal)[] => (binding === undefined ? [] : renamedTo(binding, better.names.map(({ name }) => name), 'variable', context)),
})

/** flake8-variables-names minds assignments, loops and positional parameters of plain functions alone. */
function twinsOf({ kind, node }: Definition): readonly string[] {
  const list = kind === 'parameter' ? node.ancestor('parameters') : undefined
  const isPlain = list !== undefined && list.parent?.kind === 'function_definition' && !list.parent.text.startsWith('async') && !list.children.some((each) => each.start < node.start && /^(?:keyword_separator|list_splat_pattern)$/.test(each.kind)) && !/splat/.test(node.parent!.kind)
  const named = /^(?:assignment|annotation|for)$/.test(kind) || isPlain ? ['flake8:VNE003'] : []
  const code = kind === 'parameter' ? 'A002' : 'A001'
  return [`ruff:${code}`, `flake8:${code}`, ...named, 'flake8:WPS125', 'pylint:W0622', 'sonar:S5806']
}

/** Where a class of the standard library may have the method, Pylint looks whether it calls the parameter so. */
function mayOverride(parameter: Node, context: Context<unknown>): boolean {
  const definition = parameter.ancestor('function_definition')
  const within = definition?.ancestor('class_definition', 'function_definition')
  const unit = definition === undefined ? undefined : context.functionOf(definition.field('body')!)
  const bases = within?.kind === 'class_definition' ? (within.field('superclasses')?.children ?? []).map((base) => context.qualifiedName(base)) : unit?.owner?.bases.map(({ name }) => name)
  return bases?.some((name) => name !== undefined && !name.startsWith('unittest.') && standardLibrary.has(name.slice(0, Math.max(0, name.indexOf('.'))))) === true
}

/** Linters report each place that binds the name, outside of functions too, where nothing is hidden from the rest of a test. */
function everyBinding(segment: Segment): readonly { readonly at: Node; readonly twins: readonly string[] }[] {
  const binders = segment.root.descendants('assignment', 'augmented_assignment', 'named_expression', 'for_statement', 'for_in_clause', 'as_pattern_target', 'class_definition', 'function_definition')
  return binders.flatMap((binder) => {
    const holder = binder.ancestor('function_definition', 'class_definition', 'lambda')
    const isMember = holder === undefined ? segment.kind === 'member' : holder.kind === 'class_definition'
    const isNamed = /^(?:assignment|for_statement)$/.test(binder.kind)
    const isElsewhere = binder.kind === 'as_pattern_target' && binder.parent?.parent?.kind === 'except_clause'
    // Pylint reports what a module or a function calls so first; other bindings of functions are told above.
    const isPylints = !isMember && (/_definition$/.test(binder.kind) || (holder === undefined && binder.kind === 'assignment'))
    const twins = [...(isMember || isElsewhere ? [] : ['ruff:A001', 'flake8:A001']), ...(isPylints ? ['pylint:W0622'] : []), ...(isNamed ? ['flake8:VNE003'] : [])]
    const target = /_definition$|^named_expression$/.test(binder.kind) ? binder.field('name') : binder.kind === 'as_pattern_target' ? binder.firstChild : binder.field('left')
    return twins.length === 0 ? [] : namesIn(target).filter(({ text }) => isBuiltinName(text) || isBuiltinException(text)).map((at) => ({ at, twins }))
  })
}

function namesIn(target: Node | undefined): readonly Node[] {
  if (target?.kind === 'identifier') return [target]
  return target !== undefined && /^(?:pattern_list|tuple_pattern|list_pattern|list_splat_pattern|tuple|list|parenthesized_expression)$/.test(target.kind) ? target.children.flatMap(namesIn) : []
}
