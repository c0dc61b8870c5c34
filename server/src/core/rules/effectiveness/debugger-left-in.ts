// debugger-left-in: `breakpoint()` or `pdb.set_trace()` that was left behind.

import { removeStatement } from '../../edits/index.ts'
import { rule, type Located, type Node, type Refusal, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly call: Node
  readonly name: string
}

const debuggers = /^(?:(?:pdb|ipdb|pudb|bpdb|wdb|pdbr|pdbpp|rpdb|remote_pdb|celery\.contrib\.rdb|IPython\.core\.debugger)\.(?:set_trace|run|runctx|runcall|runeval|post_mortem|pm)|IPython\.embed|builtins\.breakpoint|sys\.breakpointhook|pytest\.set_trace|debugpy\.(?:breakpoint|listen|wait_for_client)|ptvsd\.(?:break_into_debugger|enable_attach|wait_for_attach))$/

/** What the linters mind already where it is imported. */
const importsForTwins = /^(?:(?:pdb|ipdb|pudb)(?:\.set_trace)?|ipdb\.sset_trace|IPython(?:\.frontend)?\.terminal\.embed(?:\.InteractiveShellEmbed)?|celery\.contrib\.rdb(?:\.set_trace)?|builtins\.breakpoint|sys\.(?:__)?breakpointhook(?:__)?|debugpy(?:\.(?:breakpoint|listen|wait_for_client))?|ptvsd(?:\.(?:break_into_debugger|wait_for_attach))?)$/

export default rule({
  id: 'debugger-left-in',
  summary: 'A call of a debugger is left in the test.',
  why: 'The run stops there and waits for a person. On a build server it hangs or fails with an error that says nothing of the code.',
  section: 'effectiveness',
  severity: 'error',
  preset: 'essential',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['ruff:T100', 'flake8:T100', 'pylint:W1515', 'sonar:S4507'],
  whenNotToUse: 'Tests of a debugger call it on purpose. Files, classes and tests that say so in their names are left alone.',
  on: 'node',
  kinds: ['call', 'import_statement', 'import_from_statement'],
  called: /^(?:breakpoint\w*|set_trace|run\w*|post_mortem|pm|embed|listen|wait_for_\w+|break_into_debugger|enable_attach)$/,
  *check(call, context): Iterable<Facts> {
    if (call.kind !== 'call') {
      const [name] = importedBy(call).filter((each) => importsForTwins.test(each))
      if (name !== undefined) yield { at: call, call, name, preset: 'twin', twins: /^(?:ptvsd|debugpy|sys)/.test(name) ? ['ruff:T100'] : ['ruff:T100', 'flake8:T100'] }
      return
    }
    const callee = call.field('function')
    if (callee === undefined || !/^(?:breakpoint|\w+\.[\w.]+|set_trace|embed|post_mortem)$/.test(callee.text)) return
    const isBuiltin = callee.text === 'breakpoint' && context.bindingOf(callee) === undefined && context.definitionsOf('breakpoint').length === 0
    if (!isBuiltin && !debuggers.test(context.qualifiedName(callee) ?? '')) return
    const unit = context.functionOf(call)
    const names = [context.source.path.slice(context.source.path.search(/[^/\\]*$/)), unit?.name ?? '', unit?.owner?.name ?? '']
    const isAbout = names.some((name) => /pdb|bdb|debug|breakpoint|trace|interactive/i.test(name))
    yield { at: call, call, name: callee.text, ...(isAbout ? { preset: 'twin' } : {}) }
  },
  message: ({ name, call }) => call.kind !== 'call' ? `\`${name}\` is imported, which is there to stop the run` : `\`${name}()\` stops the run and waits for a person`,
  repair({ call }): Repair | Refusal {
    const statement: Node | undefined = call.parent?.kind === 'expression_statement' ? call.parent : undefined
    const edit = statement === undefined ? undefined : removeStatement(statement)
    return edit === undefined ? { refusal: 'Other code or a comment stands on its line' } : { title: 'Remove the call', edits: [edit] }
  },
})

/** `import a, b.c as d` → `a`, `b.c`; `from a import b, c` → `a.b`, `a.c`. */
function importedBy(statement: Node): readonly string[] {
  const names = statement.fields('name').map((each) => (each.kind === 'aliased_import' ? each.field('name')! : each).text)
  const module = statement.field('module_name')?.text
  // The linters know no module that is taken out of its package.
  return module === undefined ? names : names.filter((name) => !/^(?:rdb|embed)$/.test(name)).map((name) => `${module}.${name}`)
}
