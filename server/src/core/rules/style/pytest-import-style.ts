// pytest-import-style: `from pytest import raises` and `import pytest as pt`, where readers look for `pytest.raises`.

import { rule, type Context, type Located, type Node, type PlaceEdit, type Refusal, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly statement: Node
  readonly how: 'alias' | 'from'
}

export default rule({
  id: 'pytest-import-style',
  summary: 'pytest is imported otherwise than by `import pytest`.',
  why: '`pytest.raises` and `pytest.mark` are known at sight. A bare `raises` or `fixture` sends a reader to the top of the file.',
  section: 'style',
  severity: 'hint',
  preset: 'strict',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['ruff:PT013', 'flake8:PT013', 'sonar:S9084', 'ruff:ICN003'],
  on: 'node',
  kinds: ['import_from_statement', 'import_statement'],
  *check(statement): Iterable<Facts> {
    if (statement.kind === 'import_from_statement') {
      if (/^pytest(?:\.|$)/.test(statement.field('module_name')?.text ?? '')) yield { at: statement, statement, how: 'from' }
      return
    }
    for (const each of statement.fields('name')) {
      const name = each.kind === 'aliased_import' ? each.field('name')?.text : undefined
      if (name !== undefined && /^pytest(?:\.|$)/.test(name) && each.field('alias')?.text !== name) yield { at: statement, statement, how: 'alias', twins: ['ruff:PT013', 'flake8:PT013', 'sonar:S9084'] }
    }
  },
  message: ({ statement, how }) => (how === 'alias' ? 'pytest is imported under another name' : `\`${statement.field('module_name')!.text}\` is imported from; readers look for \`pytest.\` in front of the name`),
  repair({ statement }, context): Repair | Refusal {
    const imported = statement.fields('name')
    if (statement.kind !== 'import_from_statement' || statement.field('module_name')!.text !== 'pytest' || imported.length === 0) return { refusal: 'It is no plain import from pytest' }
    if (statement.parent?.kind !== 'module' || context.scopeOf(statement).isDynamic) return { refusal: 'It does not stand at the top of the file' }
    if (statement.segment.comments.some((offset) => offset >= statement.start && offset < statement.end)) return { refusal: 'A comment stands in the import' }
    const edits: PlaceEdit[] = []
    for (const each of imported) {
      if (each.kind !== 'dotted_name' || context.definitionsOf(each.text).length !== 1) return { refusal: 'A name is bound more than once, or has another name here' }
      edits.push(...usesOf(each.text, context))
    }
    if (edits.some(({ text }) => text === '')) return { refusal: 'A name is used where no attribute can stand' }
    const has = context.definitionsOf('pytest').length > 0
    if (has) return { refusal: 'pytest is imported twice; the names are not the only import' }
    const { segment, start, end } = statement
    return { title: 'Import pytest', edits: [{ segment, start, end, text: 'import pytest' }, ...edits] }
  },
})

/** An insertion of `pytest.` at each use of a module-level name; one with an empty text where that would be no Python. */
function* usesOf(name: string, context: Context): Iterable<PlaceEdit> {
  for (const segment of context.source.segments) {
    if (!segment.text.includes(name)) continue
    for (const use of context.scopeOf(segment.root).free.get(name) ?? []) {
      if (/^(?:global_statement|keyword_argument|parameters|as_pattern_target)$/.test(use.parent?.kind ?? '') && use.fieldName !== 'value') yield { segment, start: use.start, end: use.start, text: '' }
      else yield { segment, start: use.start, end: use.start, text: 'pytest.' }
    }
  }
}
