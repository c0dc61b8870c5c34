// blind-except: `except Exception` that neither raises again nor logs what it took.

import { aliasOf, argumentsOf, blockOf, calledName, caughtBy, handlersOf, raisesOf, rule, truthOf, type Context, type Located, type Node } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
}

export default rule({
  id: 'blind-except',
  summary: 'An except clause takes every error and does not hand it on.',
  why: 'A typing mistake in the test is an Exception as well. Whatever happens goes the way that was meant for one error.',
  section: 'error-handling',
  severity: 'information',
  preset: 'strict',
  fix: undefined,
  since: '0.1.0',
  twins: ['ruff:BLE001', 'flake8:BLE001', 'pylint:W0718'],
  on: 'node',
  kinds: ['try_statement'],
  *check(statement, context): Iterable<Facts> {
    for (const handler of handlersOf(statement)) {
      const broad = flattened(caughtBy(handler) ?? []).find((each) => isBroad(each, context))
      const block = blockOf(handler)
      if (broad === undefined || block === undefined) continue
      // Pylint asks for a `raise` in the block itself, whatever it raises, and knows no logs.
      const pylints = block.children.some(({ kind }) => kind === 'raise_statement') ? [] : ['pylint:W0718']
      if (!isHandedOn(block, aliasOf(handler)?.text) && !isLogged(block, context)) yield { at: broad, twins: ['ruff:BLE001', 'flake8:BLE001', ...pylints] }
      else if (pylints.length > 0) yield { at: broad, preset: 'twin', twins: pylints }
    }
  },
  message: ({ at }) => `\`except ${at.text}\` takes every error, a mistake in the test included`,
})

function flattened(types: readonly Node[]): readonly Node[] {
  return types.flatMap((each) => (each.kind === 'tuple' ? flattened(each.children) : [each]))
}

function isBroad(type: Node, context: Context): boolean {
  return /^(?:builtins\.)?(?:Exception|BaseException)$/.test(context.qualifiedName(type) ?? '') && context.definitionsOf(type.text).length === 0
}

/** `raise`, `raise caught`, `raise Other() from caught`. */
function isHandedOn(block: Node, alias: string | undefined): boolean {
  return raisesOf(block).some((statement) => {
    const cause = statement.field('cause')
    const raised = statement.children.find((each) => each !== cause)
    if (raised === undefined && cause === undefined) return true
    return alias !== undefined && (raised?.text === alias || cause?.text === alias)
  })
}

/** `logger.exception(…)`, `log.error(…, exc_info=True)`. */
function isLogged(block: Node, context: Context): boolean {
  return block.descendants('expression_statement').some((statement) => {
    const outer = statement.ancestor('function_definition', 'class_definition', 'try_statement')
    const call = statement.firstChild
    if (call?.kind !== 'call' || (outer !== undefined && block.contains(outer))) return false
    const callee = call.field('function')
    const receiver = callee?.kind === 'attribute' ? callee.field('object')?.text.split('.').at(-1) : undefined
    const isLogger = receiver === undefined ? /^logging\.\w+$/.test(context.qualifiedName(call) ?? '') : /^log|^LOG|logger$|logging$/.test(receiver)
    const name = calledName(call) ?? ''
    if (!isLogger) return false
    if (name === 'exception') return true
    const info = argumentsOf(call).keywords.get('exc_info')
    return info !== undefined && truthOf(info) !== false && /^(?:debug|info|warn|warning|error|critical|fatal|log)$/.test(name)
  })
}
