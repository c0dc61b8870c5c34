// Single letters: l, O and I, which look like digits; others where they live for more than a few lines.
// Where the code has a word for the value of such another letter, vague-variable says it.

import { allRenamedTo, inFunctions, names, rule, type Binding, type Located, type Node, type Refusal, type Repair, type Segment } from '../../kit/index.ts'
import { functionScopes, offeredNames, vaguenessOf, withBetterName, type OfferedNames } from '../../naming/index.ts'

interface Gathered {
  /** Variables and parameters of functions. */
  readonly bindings: readonly Binding[]
  /** Other places that bind l, O or I: comprehensions, modules, classes, a second assignment. */
  readonly elsewhere: readonly Node[]
}

interface Facts extends Located {
  readonly name: string
  /** The variables that one finding speaks of; the first is underlined. */
  readonly bindings: readonly Binding[]
  readonly better: OfferedNames
}

const nothing: OfferedNames = { names: [], isSure: false }

const digit = /^[lOI]$/

export default rule({
  id: 'single-letter-variable',
  summary: 'A variable is called l, O or I, which look like digits, or another single letter that says nothing.',
  why: 'In many fonts `l` cannot be told from `1`, nor `O` from `0`: a test in which `l[0]` and `1[0]` look the same is read twice. Other letters are fine for indexes, coordinates, comprehensions and values that are used at once; where they live longer they are reported to those who ask for it.',
  section: 'variable-naming',
  severity: 'hint',
  preset: 'recommended',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['ruff:E741', 'flake8:E741', 'flake8:VNE001', 'flake8:WPS111'],
  options: {
    accepted: names([], 'Letters that are never reported'),
  },
  on: 'module',
  gather(segment: Segment): Gathered | undefined {
    if (segment.kind === 'trivia' || segment.isBroken) return undefined
    const all = functionScopes(segment).flatMap((scope) => [...scope.bindings.values()])
    const bindings = all.filter((binding) => (digit.test(binding.name) ? binding.definitions.length > 0 && !/^(?:import|function|class|match|delete)$/.test(binding.definitions[0]!.kind) : vaguenessOf(binding) === 'letter'))
    const first = new Set(bindings.map(({ definitions }) => definitions[0]!.node))
    const elsewhere = /\b[lOI]\b/.test(segment.text) ? segment.root.descendants('identifier').filter((node) => digit.test(node.text) && !first.has(node) && isBound(node)) : []
    return bindings.length + elsewhere.length === 0 ? undefined : { bindings, elsewhere }
  },
  *check(module, { options, asTwin }): Iterable<Facts> {
    const { gathered } = module
    const all = gathered.flatMap(({ facts }) => facts.bindings).filter(({ name }) => !options.accepted.includes(name)).map((binding) => ({ binding, better: offeredNames(module.source, binding) }))
    // One decision for the file: each letter once, unless the code has another word for it.
    const groups = new Map<string, { readonly better: OfferedNames; readonly bindings: Binding[] }>()
    for (const { binding, better } of all) {
      if (!digit.test(binding.name) || isOfPair(binding)) continue
      const key = `${binding.name} ${better.isSure ? better.names[0]!.name : ''}`
      const group = groups.get(key)
      if (group === undefined) groups.set(key, { better, bindings: [binding] })
      else if (better.isSure) group.bindings.push(binding)
    }
    for (const { better, bindings } of groups.values()) yield { at: bindings[0]!.definitions[0]!.node, name: bindings[0]!.name, bindings, better }
    const told = new Set([...groups.values()].map(({ bindings }) => bindings[0]!))
    for (const { binding, better } of all) {
      const isDigit = digit.test(binding.name)
      if (told.has(binding) || (!isDigit && better.isSure)) continue
      yield { at: binding.definitions[0]!.node, name: binding.name, bindings: [binding], better, preset: 'strict', ...(isDigit ? {} : { twins: ['flake8:VNE001', 'flake8:WPS111'] }) }
    }
    if (!asTwin) return
    for (const at of gathered.flatMap(({ facts }) => facts.elsewhere)) yield { at, name: at.text, bindings: [], better: nothing, preset: 'twin', twins: ['ruff:E741', 'flake8:E741'] }
  },
  message: ({ name, bindings, better }) => withBetterName(digit.test(name) ? `'${name}' looks like a ${name === 'O' ? 'zero' : 'one'}${inFunctions(bindings)}` : `'${name}' says little for a variable that lives for lines`, better),
  repair: ({ bindings, better }, context): readonly (Repair | Refusal)[] => (bindings.length === 0 ? [] : allRenamedTo(bindings, better.names.map(({ name }) => name), context)),
})

/** Left beside right: `l, r = operands`; one of a row of capitals: `G, H, I = graphs`. */
function isOfPair({ name, scope }: Binding): boolean {
  const neighbours = name === 'l' ? ['r'] : name === 'I' ? ['H', 'J'] : ['N', 'P']
  return neighbours.some((each) => scope.bindings.has(each))
}

function isBound(node: Node): boolean {
  let target = node
  while (target.parent !== undefined && /^(?:pattern_list|tuple_pattern|list_pattern|list_splat_pattern|tuple|list|as_pattern_target|dictionary_splat_pattern|parenthesized_expression)$/.test(target.parent.kind)) target = target.parent
  const { parent, fieldName } = target
  if (parent === undefined) return false
  if (/^(?:parameters|lambda_parameters|global_statement|nonlocal_statement|as_pattern)$/.test(parent.kind)) return true
  if (parent.kind === 'typed_parameter') return parent.firstChild === target
  return fieldName === 'left' ? /^(?:assignment|augmented_assignment|for_statement|for_in_clause)$/.test(parent.kind) : fieldName === 'name' && /^(?:named_expression|default_parameter|typed_default_parameter)$/.test(parent.kind)
}
