// unused-local: a local name is bound and never read: often a result whose assertion was forgotten.

import { aliasOf, belongsTo, blockOf, mayBeMeantToFail, rule, type Binding, type Definition, type Located, type Node, type Refusal, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
  readonly definition: Definition
}

const promising = /^(?:(?:actual|result|response|resp|res|output|ret|answer|got)(?:_?\d+)?|(?:actual|expected)_\w+|\w+_(?:result|response|output))$/

export default rule({
  id: 'unused-local',
  summary: 'A local variable is never read.',
  why: 'In a test a value that nobody reads is a check that nobody makes: the result is there, and the assertion is missing.',
  section: 'effectiveness',
  severity: 'information',
  preset: 'recommended',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['ruff:F841', 'flake8:F841', 'pylint:W0612', 'sonar:S1481'],
  whenNotToUse: 'By default only names that promise a check (result, response, expected_…) in tests are reported; the preset strict reports all.',
  on: 'node',
  kinds: ['function_definition'],
  *check(node, context): Iterable<Facts> {
    const scope = context.scopeOf(node)
    // What `exec` or a nested function may read by name is told to whoever asks for it.
    const isDynamic = scope.isDynamic
    const readers = isDynamic ? node.descendants('call').filter((call) => belongsTo(call, node)).map((call) => call.field('function')?.text) : []
    // To the linters `vars()` reads nothing.
    const isAllRead = readers.includes('vars')
    if (scope.node !== node || readers.includes('locals') || (isAllRead && !context.asTwin)) return
    const isTest = context.functionOf(node.field('body')!)?.role === 'test'
    for (const binding of scope.bindings.values()) {
      const last = lastPlain(binding, node)
      if (last === undefined) continue
      const isTouched = isAllRead || binding.definitions.some(({ kind }) => kind === 'delete')
      const definition = isTouched || isDummy(binding.name) || binding.occurrences.length > binding.definitions.length ? undefined : last
      if (definition === undefined) {
        if (context.asTwin && isUnreadForLinters(binding, last, node)) yield { at: last.node, definition: last, preset: 'twin', twins: isDummy(binding.name) ? ['flake8:F841'] : ['ruff:F841', 'flake8:F841'] }
        continue
      }
      const isSure = isTest && promising.test(binding.name) && definition.kind === 'assignment' && definition.value?.kind !== 'none' && belongsTo(definition.node, node) && !mayBeMeantToFail(definition.node)
      yield { at: definition.node, definition, tag: 'unnecessary', ...(isDynamic ? { severity: 'hint', preset: 'named' } : isSure ? {} : { severity: 'hint', preset: 'strict' }) }
    }
    for (const handler of node.descendants('except_clause', 'except_group_clause')) {
      const alias = belongsTo(handler, node) ? aliasOf(handler) : undefined
      if (alias === undefined || alias.text === '_' || isReadIn(handler, alias, context.bindingOf(alias))) continue
      const own = { at: alias, definition: { kind: 'except', node: alias, value: undefined } } as const
      yield isDummy(alias.text) ? { ...own, preset: 'twin', twins: ['flake8:F841'] } : { ...own, tag: 'unnecessary', severity: 'hint', preset: isDynamic ? 'named' : 'strict' }
    }
  },
  message: ({ at }) => `\`${at.text}\` is never read`,
  repair({ at, definition }): Repair | Refusal {
    const assignment = at.parent
    const value = assignment?.kind === 'assignment' && assignment.field('left') === at && assignment.parent?.kind === 'expression_statement' ? assignment.field('right') : undefined
    if (definition.kind !== 'assignment' || value === undefined || assignment!.field('type') !== undefined) return { refusal: 'The name is bound together with others' }
    if (value.kind !== 'call' && value.kind !== 'await') return { refusal: 'The value does nothing by itself' }
    const { segment } = at
    return { title: 'Keep only the call', edits: [{ segment, start: at.start, end: value.start, text: '' }] }
  },
})

/** The last definition of a name, where it is one that could as well be left out if nobody read it. */
function lastPlain(binding: Binding, owner: Node): Definition | undefined {
  const definitions = binding.definitions.filter(({ kind }) => kind !== 'delete')
  const last = definitions[definitions.length - 1]
  if (last === undefined) return undefined
  const isPlain = definitions.every(({ kind, node }) => ['assignment', 'with', 'except', 'walrus', 'annotation'].includes(kind) || (kind === 'match' && node.parent?.kind === 'as_pattern') || (kind === 'parameter' && last.kind === 'assignment'))
  if (!isPlain || last.kind === 'except') return undefined
  if (last.kind === 'annotation' || !owner.contains(last.node)) return undefined
  // Of `a, b = …` one may be needed; `a, b = 1, 2` are two assignments.
  const { parent } = last.node
  const isUnpacked = /^(?:pattern_list|tuple_pattern|list_pattern|list_splat_pattern|tuple|list)$/.test(parent?.kind ?? '')
  return isUnpacked && !(parent!.parent?.kind === 'assignment' && /^(?:expression_list|tuple)$/.test(parent!.parent.field('right')?.kind ?? '')) ? undefined : last
}

/** What is read before the name is bound, or before it is deleted and bound again, is read of something else to the linters. */
function isUnreadForLinters({ name, definitions, occurrences }: Binding, last: Definition, owner: Node): boolean {
  if (/^(?:_|__traceback(?:hide|_info|_supplement)__)$/.test(name)) return false
  const cut = definitions.findLast(({ kind, node }) => kind === 'delete' && node.start < last.node.start)?.node.start ?? -1
  const [first, ...others] = definitions.filter(({ node }) => node.start > cut)
  if (first === undefined || others.some(({ kind }) => kind === 'delete')) return false
  const bound = new Set(definitions.map(({ node }) => node))
  return occurrences.every((each) => bound.has(each) || (belongsTo(each, owner) && (each.start < first.node.start || first.value?.contains(each) === true)))
}

/** Ruff's `dummy-variable-rgx`, and names that pytest and its like read in a frame. */
function isDummy(name: string): boolean {
  return /^(?:_+|_+\w*[a-zA-Z0-9])$/.test(name) || /^__(?:tracebackhide|traceback_info|traceback_supplement)__$/.test(name)
}

function isReadIn(handler: Node, alias: Node, binding: Binding | undefined): boolean {
  const block = blockOf(handler)
  if (binding === undefined || block === undefined) return true
  const bound = new Set(binding.definitions.map(({ node }) => node))
  // Inside of a handler that takes the name for its own exception it means that one.
  const isInner = (each: Node): boolean => [...block.descendants('except_clause')].some((inner) => inner.contains(each) && aliasOf(inner)?.text === alias.text)
  return binding.occurrences.some((each) => block.contains(each) && !bound.has(each) && !isInner(each))
}
