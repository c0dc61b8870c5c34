// dependent-test: a test that calls another test.

import { rule, type Located, type Node, type TestUnit } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
  readonly called: string
}

export default rule({
  id: 'dependent-test',
  summary: 'A test calls another test.',
  why: 'When the other fails both fail, and neither says what of its own is wrong. What they share belongs in a helper or a fixture that both ask for.',
  section: 'stability',
  severity: 'warning',
  preset: 'recommended',
  fix: undefined,
  since: '0.1.0',
  twins: ['tsdetect:DependentTest'],
  on: 'test',
  *check(test, context): Iterable<Facts> {
    for (const call of context.callsOf(test)) {
      const callee = call.field('function')!
      const name = callee.kind === 'identifier' ? callee.text : /^(?:self|cls)\.\w+$/.test(callee.text) ? callee.field('attribute')!.text : ''
      // A test that is called with values of its own is a helper by another name.
      if (!/^test(?:_|[A-Z0-9])/.test(name) || !(call.field('arguments')?.children ?? []).every((argument) => argument.kind === 'identifier' && test.parameters.some((parameter) => parameter.name === argument.text))) continue
      const other = context.calleeOf(call) as TestUnit | undefined
      // A class calls its own inherited test through `super()` to add to it; a name that a local function has is no test.
      if (other?.role !== 'test' || other.node === test.node || (other.framework === 'pytest' && test.framework === 'unittest')) continue
      // A test that is nothing but another one under other settings is a matter of taste.
      yield { at: callee, called: name, ...(test.statements.length <= 2 && test.statements.at(-1)?.contains(call) === true ? { severity: 'hint' as const } : {}) }
    }
  },
  message: ({ called }) => `The test calls another test, \`${called}\``,
})
