// tmp-path-factory-in-test: a test makes one directory by `tmp_path_factory`, which `tmp_path` gives.

import { argumentsOf, literalText, rule, type Located, type Node, type Parameter, type Refusal, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly parameter: Parameter
  readonly calls: readonly Node[]
  readonly instead: string
}

export default rule({
  id: 'tmp-path-factory-in-test',
  summary: 'A test uses the factory of temporary directories for a directory of its own.',
  why: '`tmp_path` is a fresh directory for each test, named after it. The factory is for fixtures that live longer than one test.',
  section: 'organization',
  severity: 'hint',
  preset: 'recommended',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['sonar:S9002'],
  on: 'test',
  *check(test, context): Iterable<Facts> {
    const parameter = test.parameters.find(({ name }) => name === 'tmp_path_factory' || name === 'tmpdir_factory')
    if (parameter === undefined || test.owner?.isTestCase === 'yes') return
    // Beside the test's own directory another one is wanted.
    if (test.parameters.some(({ name }) => /^(?:tmp_?path|tmpdir|pytester|testdir)$/.test(name))) return
    const uses = (context.bindingOf(parameter.node)?.occurrences ?? []).filter((use) => use !== parameter.node)
    const calls = uses.map((use) => (use.parent?.kind === 'attribute' && use.parent.field('attribute')?.text === 'mktemp' && use.parent.parent?.kind === 'call' ? use.parent.parent : undefined))
    // Whoever hands the factory on, or asks it for more than a directory, needs it.
    if (calls.length === 0 || calls.includes(undefined)) return
    // A name with blanks or of another alphabet is what such a test is about.
    if (calls.some((call) => !/^[\w.-]*$/.test(literalText(argumentsOf(call!).positional[0] ?? call!) ?? ' '))) return
    yield { at: parameter.node, parameter, calls: calls.map((call) => call!), instead: parameter.name.replace('_factory', '') }
  },
  message: ({ parameter, instead }) => `\`${instead}\` gives a test its own directory; \`${parameter.name}\` is for fixtures that live longer`,
  repair({ parameter, calls, instead }, context): Repair | Refusal {
    const [call, ...more] = calls
    const unit = context.functionOf(parameter.node)
    if (call === undefined || more.length > 0 || parameter.annotation !== undefined || unit?.parameters.some(({ name }) => name === instead)) return { refusal: 'It makes several directories, or the parameter is annotated' }
    if (context.scopeOf(call).bindings.has(instead)) return { refusal: `\`${instead}\` is a name of the test's own` }
    const { segment, start, end } = parameter.node
    return { title: `Use ${instead}`, edits: [{ segment, start, end, text: instead }, { segment: call.segment, start: call.start, end: call.end, text: instead }] }
  },
})
