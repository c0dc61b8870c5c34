// imported-fixture: a fixture that a test file imports to request it, instead of finding it in a conftest.py.

import { rule, type FunctionUnit, type Located, type Node } from '../../kit/index.ts'

interface Facts extends Located {
  readonly name: string
}

interface Imported {
  readonly name: string
  readonly node: Node
}

interface Gathered {
  readonly imported: readonly Imported[]
  /** Functions with parameters, and the names that stand there. */
  readonly functions: readonly { readonly definition: Node; readonly names: readonly string[] }[]
}

export default rule({
  id: 'imported-fixture',
  summary: 'A test file imports a fixture.',
  why: 'The import looks unused to every linter, the parameter seems to hide it, and pytest takes the fixture for one of this file. From a conftest.py it needs no import.',
  section: 'organization',
  severity: 'hint',
  preset: 'strict',
  fix: undefined,
  since: '0.1.0',
  twins: ['pytest:imported-fixture'],
  on: 'module',
  gather(segment): Gathered | undefined {
    if (segment.kind === 'trivia') return undefined
    const { root } = segment
    const imported = root.descendants('import_from_statement').flatMap((statement) => (statement.parent?.kind === 'module' ? statement.fields('name').flatMap(importedOf) : []))
    const functions = root.descendants('function_definition').flatMap((definition) => {
      const names = definition.field('parameters')?.descendants('identifier').map(({ text }) => text).filter((name) => name !== 'self' && name !== 'cls') ?? []
      return names.length === 0 ? [] : [{ definition, names }]
    })
    return imported.length + functions.length === 0 ? undefined : { imported, functions }
  },
  *check(module, context): Iterable<Facts> {
    const { gathered } = module
    const imported = new Map<string, Node>()
    for (const { facts } of gathered) for (const { name, node } of facts.imported) imported.set(name, node)
    const requested = new Set<string>()
    for (const { facts } of gathered) {
      for (const { definition, names } of facts.functions) {
        if (names.some((name) => imported.has(name))) for (const name of requestedBy(context.functionOf(definition))) requested.add(name)
      }
    }
    for (const [name, node] of imported) {
      // A name that is read somewhere is imported for that; a parameter that hides it is a coincidence.
      if (!requested.has(name) || context.definitionsOf(name).length !== 1) continue
      const { path, segments } = module.source
      if (/(?:^|[\\/])(?:conftest|__init__)\.py$/.test(path)) return
      const isRead = segments.some((segment) => segment.text.includes(name) && segment.kind !== 'trivia' && (context.scopeOf(segment.root).free.get(name)?.length ?? 0) > 0)
      if (!isRead) yield { at: node, name }
    }
  },
  message: ({ name }) => `\`${name}\` is imported to be requested; a conftest.py would give it without an import`,
})

function requestedBy(unit: FunctionUnit | undefined): readonly string[] {
  if (unit === undefined || (unit.role !== 'test' && unit.role !== 'fixture') || unit.owner?.isTestCase === 'yes') return []
  return unit.parameters.map(({ name }) => name)
}

function importedOf(each: Node): readonly Imported[] {
  const node = each.kind === 'aliased_import' ? each.field('alias') : each.lastChild
  return node === undefined ? [] : [{ name: node.text, node }]
}
