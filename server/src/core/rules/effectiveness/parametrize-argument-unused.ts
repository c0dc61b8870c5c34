// parametrize-argument-unused: a test takes a parameter of `parametrize` and never reads it.

import { endingOf, escaped, isEmptyStatement, rule, segmentsMentioning, type Cases, type Context, type Located } from '../../kit/index.ts'

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
    const cases = context.casesOf(test)
    const written = cases.filter(({ on }) => on === 'function')
    if (written.length === 0 || context.scopeOf(test.node).isDynamic) return
    // What only skips, or is not written yet, reads nothing.
    if (test.body.children.every((statement) => isEmptyStatement(statement) || /^(?:skip|fail|raise)$/.test(endingOf(statement) ?? ''))) return
    const own = new Map(test.parameters.map((parameter) => [parameter.name, parameter.node]))
    const all = new Set(cases.flatMap((each) => each.arguments ?? []).map(({ name }) => name))
    const others = test.parameters.filter(({ name }) => !all.has(name))
    if (others.some(({ name, kind }) => name === 'request' || kind === 'var-keyword')) return
    // A fixture elsewhere may take the argument.
    const mayServeFixture = others.some(({ name }) => !plain.has(name) && !context.definitionsOf(name).some((segment) => !mentionsAny(segment.text, all)))
    for (const each of written) {
      for (const { name, isIndirect } of each.arguments ?? []) {
        const parameter = own.get(name)
        if (parameter === undefined || isIndirect !== false || labels.test(name) || (context.bindingOf(parameter)?.occurrences.length ?? 2) > 1) continue
        const isExpectation = expectations.test(name)
        if (context.definitionsOf(name).length > 0 || isShared(each, context)) continue
        if (!isExpectation && (mayServeFixture || context.marksOf(test).some(({ name }) => name === 'usefixtures') || isRepeated(each, context))) continue
        // One column of one or a few repetitions only repeats the test.
        if (!isExpectation && each.arguments!.length === 1) continue
        yield { at: parameter, name, ...(isExpectation ? { severity: 'error' as const } : {}) }
      }
    }
  },
  message: ({ name }) => `The parametrized argument \`${name}\` is never read`,
})

/** The cases are not written out here, or more than one test uses them: then another may read the column. */
function isShared({ values, rows, isOpen }: Cases, { source }: Context): boolean {
  if (values?.kind === 'identifier') return segmentsMentioning(source, new RegExp(`\\b${values.text}\\b`), 3) > 2
  return values === undefined || rows === undefined || isOpen || values.descendants('list_splat').length > 0
}

/** The same table stands over another test too. */
function isRepeated({ call }: Cases, { source }: Context): boolean {
  return segmentsMentioning(source, new RegExp(escaped(call.field('arguments')!.text)), 2) > 1
}

function mentionsAny(text: string, names: ReadonlySet<string>): boolean {
  return [...names].some((name) => new RegExp(`\\b${name}\\b`).test(text))
}
