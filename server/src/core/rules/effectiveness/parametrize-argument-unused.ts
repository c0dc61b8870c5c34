// parametrize-argument-unused: a test takes a parameter of `parametrize` and never reads it.

import { argumentOf, escaped, literalText, rule, segmentsMentioning, type Context, type Located, type NamedExpression, type TestUnit } from '../../kit/index.ts'

interface Facts extends Located {
  readonly name: string
}

/** What labels a case for whoever reads the report. */
const labels = /^_|^(?:description|descr?|reason|id|ids|name|label|title|comment|note|case|case_name|case_id|scenario|test_?id|test_?name|test_?case|summary|explanation|dummy|unused|ignored|iteration|repeat|repetition|run|i|n|x|count|times|attempt)$|_(?:name|id|desc|description|label|reason)$/
const expectations = /^(?:expected|expect|expects|exp|output|result|results|status|raises|exception|error|outcome|answer)$|^expect(?:ed|s)?_|_(?:expected|result|output)$/
/** Fixtures that request nothing of the test's own. */
const plain = new Set(['self', 'cls', 'tmp_path', 'tmpdir', 'tmp_path_factory', 'tmpdir_factory', 'capsys', 'capfd', 'capsysbinary', 'caplog', 'monkeypatch', 'recwarn', 'mocker', 'pytester', 'testdir', 'record_property'])

export default rule({
  id: 'parametrize-argument-unused',
  summary: 'A parametrized argument is not read by its test.',
  why: 'The table of cases promises a difference that the test does not look at. Where the argument is what the test expects, nothing compares it with what came out.',
  section: 'effectiveness',
  severity: 'warning',
  preset: 'recommended',
  fix: undefined,
  since: '0.1.0',
  twins: [],
  whenNotToUse: 'Where one list of cases serves several tests, of which each reads other columns.',
  on: 'test',
  *check(test, context): Iterable<Facts> {
    const marks = test.marks.filter(({ name, call }) => /(?:^|\.)parametrize$/.test(name ?? '') && call !== undefined)
    if (marks.length === 0 || context.scopeOf(test.node).isDynamic) return
    const own = new Map(test.parameters.map((parameter) => [parameter.name, parameter.node]))
    const byMark = marks.map((mark) => ({ mark, names: namesOf(mark) }))
    const all = new Set(byMark.flatMap(({ names }) => names))
    const others = test.parameters.filter(({ name }) => !all.has(name))
    if (others.some(({ name, kind }) => name === 'request' || kind === 'var-keyword')) return
    // A fixture elsewhere may take the argument.
    const mayServeFixture = others.some(({ name }) => !plain.has(name) && !context.definitionsOf(name).some((segment) => !mentionsAny(segment.text, all)))
    for (const { mark, names } of byMark) {
      if (argumentOf(mark.call!, 'indirect', 2) !== undefined) continue
      for (const name of names) {
        const parameter = own.get(name)
        if (parameter === undefined || labels.test(name) || (context.bindingOf(parameter)?.occurrences.length ?? 2) > 1) continue
        const isExpectation = expectations.test(name)
        if (context.definitionsOf(name).length > 0 || isShared(mark, context)) continue
        if (!isExpectation && (mayServeFixture || usesFixtures(test) || isRepeated(mark, context))) continue
        // One column of one or a few repetitions only repeats the test.
        if (!isExpectation && names.length === 1) continue
        yield { at: parameter, name, ...(isExpectation ? { severity: 'error' as const } : {}) }
      }
    }
  },
  message: ({ name }) => `The parametrized argument \`${name}\` is never read`,
})

function namesOf({ call }: NamedExpression): readonly string[] {
  const argument = argumentOf(call!, 'argnames', 0)
  if (argument === undefined) return []
  const parts = argument.kind === 'tuple' || argument.kind === 'list' ? argument.children.map((each) => literalText(each) ?? '') : (literalText(argument) ?? '').split(',')
  return parts.map((part) => part.trim()).filter((part) => part !== '')
}

/** The cases are not written out here, or more than one test uses them: then another may read the column. */
function isShared({ call }: NamedExpression, { source }: Context): boolean {
  const values = argumentOf(call!, 'argvalues', 1)
  if (values?.kind === 'identifier') return segmentsMentioning(source, new RegExp(`\\b${values.text}\\b`), 3) > 2
  return values === undefined || (values.kind !== 'list' && values.kind !== 'tuple') || values.descendants('list_splat').length > 0
}

/** The same table stands over another test too. */
function isRepeated({ call }: NamedExpression, { source }: Context): boolean {
  return segmentsMentioning(source, new RegExp(escaped(call!.field('arguments')!.text)), 2) > 1
}

function usesFixtures(test: TestUnit): boolean {
  return [...test.decorators, ...(test.owner?.decorators ?? [])].some(({ name }) => /usefixtures$/.test(name ?? ''))
}

function mentionsAny(text: string, names: ReadonlySet<string>): boolean {
  return [...names].some((name) => new RegExp(`\\b${name}\\b`).test(text))
}
