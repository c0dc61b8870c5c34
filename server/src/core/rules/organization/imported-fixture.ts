// imported-fixture: a fixture that a test file imports to request it, instead of finding it in a conftest.py.

import { rule, type Located, type Node } from '../../kit/index.ts'

interface Facts extends Located {
  readonly name: string
}

interface Imported {
  readonly name: string
  readonly node: Node
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
  gather: (segment): readonly Imported[] => segment.root.descendants('import_from_statement').flatMap((statement) => (statement.parent?.kind === 'module' ? statement.fields('name').flatMap(importedOf) : [])),
  *check({ gathered, suite, source }, context): Iterable<Facts> {
    if (/(?:^|[\\/])(?:conftest|__init__)\.py$/.test(source.path)) return
    const imported = gathered.flatMap(({ facts }) => facts)
    if (imported.length === 0) return
    const requested = new Set([...suite.tests, ...suite.fixtures].flatMap(({ parameters, owner }) => (owner?.isTestCase === 'yes' ? [] : parameters.map(({ name }) => name))))
    for (const { name, node } of imported) {
      // A name that is read somewhere is imported for that; a parameter that hides it is a coincidence.
      if (!requested.has(name) || context.definitionsOf(name).length !== 1) continue
      const isRead = source.segments.some((segment) => segment.text.includes(name) && segment.kind !== 'trivia' && (context.scopeOf(segment.root).free.get(name)?.length ?? 0) > 0)
      if (!isRead) yield { at: node, name }
    }
  },
  message: ({ name }) => `\`${name}\` is imported to be requested; a conftest.py would give it without an import`,
})

function importedOf(each: Node): readonly Imported[] {
  const node = each.kind === 'aliased_import' ? each.field('alias') : each.lastChild
  return node === undefined ? [] : [{ name: node.text, node }]
}
