// temp-dir-without-cleanup: `tempfile.mkdtemp()`, `mkstemp()` and `NamedTemporaryFile(delete=False)` that nothing removes.

import { addParameter, insertAfter, withImport } from '../../edits/index.ts'
import { argumentsOf, calledName, escaped, isGivenBackElsewhere, isGuarded, restoring, rule, type Context, type FunctionUnit, type Located, type Node, type Refusal, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
  readonly name: string
  readonly isFile: boolean
  readonly unit: FunctionUnit
}

export default rule({
  id: 'temp-dir-without-cleanup',
  summary: 'A test makes a temporary file or directory and never removes it.',
  why: 'Each run leaves one more in the temporary folder, until a disk on a build machine is full. `tmp_path` is made and removed by pytest.',
  section: 'stability',
  severity: 'information',
  preset: 'recommended',
  fix: 'suggested',
  since: '0.1.0',
  twins: [],
  on: 'function',
  *check(unit, context): Iterable<Facts> {
    if (unit.role !== 'test' && !(unit.role === 'hook' && unit.owner !== undefined && /^(?:async)?_?set_?up/i.test(unit.name))) return
    for (const call of context.callsOf(unit)) {
      const made = madeBy(call, context)
      if (made === undefined || isGuarded(call, restoring)) continue
      const { name } = made
      const removal = new RegExp(`(?:rm|remove|unlink|clean|delete|tear|finali)[^\\n]*\\b${escaped(name)}(?!\\w)|(?<![\\w.])${escaped(name)}\\.(?:unlink|rmdir|rmtree|remove|cleanup)`, 'i')
      if (removal.test(unit.body.text) || /\b(?:os\.remove|os\.unlink|rmtree|\.unlink)\b/.test(unit.body.text) || isHandedOut(name, unit)) continue
      if (isGivenBackElsewhere({ at: call, what: name, verb: 'removed', release: removal, isShared: false }, unit, context)) continue
      yield { at: call, ...made, unit }
    }
  },
  message: ({ at, name }) => `What \`${at.field('function')!.text}\` makes (\`${name}\`) is never removed`,
  repair({ at, name, isFile, unit }, context): Repair | Refusal {
    const statement = at.ancestor('expression_statement')
    if (statement === undefined) return { refusal: 'It is part of a larger statement' }
    if (unit.owner?.isTestCase === 'yes' && unit.parameters[0]?.name === 'self') {
      const module = withImport(context.source, isFile ? 'os' : 'shutil')
      const path = calledName(at) === 'NamedTemporaryFile' ? `${name}.name` : name
      const edit = module === undefined ? undefined : insertAfter(statement, [isFile ? `self.addCleanup(${module.name}.remove, ${path})` : `self.addCleanup(${module.name}.rmtree, ${path}, ignore_errors=True)`])
      return module === undefined || edit === undefined ? { refusal: 'There is no line for the cleanup' } : { title: 'Register its removal with addCleanup', edits: [...module.edits, edit] }
    }
    if (isFile || unit.role !== 'test' || unit.owner?.isTestCase === 'unknown') return { refusal: 'What replaces it is a choice' }
    const parameter = unit.parameters.some((each) => each.name === 'tmp_path') ? undefined : addParameter(unit.node, 'tmp_path')
    const { segment } = at
    return { title: 'Use tmp_path', edits: [...(parameter === undefined ? [] : [parameter]), { segment, start: at.start, end: at.end, text: 'str(tmp_path)' }] }
  },
})

function madeBy(call: Node, context: Context): { readonly name: string; readonly isFile: boolean } | undefined {
  const made = /^tempfile\.(mkdtemp|mkstemp|NamedTemporaryFile)$/.exec(context.qualifiedName(call) ?? '')?.[1]
  if (made === undefined || (made === 'NamedTemporaryFile' && argumentsOf(call).keywords.get('delete')?.kind !== 'false')) return undefined
  // What lies in a directory of the test's own goes with it.
  if (argumentsOf(call).keywords.has('dir')) return undefined
  const target = call.parent?.kind === 'assignment' && call.fieldName === 'right' ? call.parent.field('left') : undefined
  const name = made === 'mkstemp' ? target?.children[1] : target
  if (target === undefined || (made === 'mkstemp' && target.kind !== 'pattern_list') || (name?.kind !== 'identifier' && name?.kind !== 'attribute')) return undefined
  return { name: name.text, isFile: made !== 'mkdtemp' }
}

/** Returned, kept in a list or on another object, or given to something that says it takes care. */
function isHandedOut(name: string, unit: FunctionUnit): boolean {
  const kind = name.includes('.') ? 'attribute' : 'identifier'
  return unit.body.descendants(kind).some((use) => use.text === name && (use.ancestor('return_statement', 'yield', 'list') !== undefined || (use.parent?.kind === 'assignment' && use.fieldName === 'right') || isNameOf(use)))
}

/** `path = file.name`: from here on the other name is what is removed. */
function isNameOf(use: Node): boolean {
  const { parent } = use
  return parent?.kind === 'attribute' && use.fieldName === 'object' && parent.parent?.kind === 'assignment' && parent.fieldName === 'right'
}
