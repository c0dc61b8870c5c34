// shell-injection: a command line that is put together from parts and handed to a shell.

import { argumentOf, calledName, literalText, rule, truthOf, unwrapped, type Context, type Located, type Node } from '../../kit/index.ts'

interface Facts extends Located {
  readonly call: string
  /** False where only a shell is started. */
  readonly isInjected: boolean
}

/** Functions that always start a shell, with the name of their command's parameter. */
const shells: ReadonlyMap<string, string> = new Map([
  ['os.system', 'command'], ['os.popen', 'cmd'], ['subprocess.getoutput', 'cmd'], ['subprocess.getstatusoutput', 'cmd'], ['asyncio.create_subprocess_shell', 'cmd'],
])
const subprocesses = /^subprocess\.(?:run|call|check_call|check_output|Popen)$/

export default rule({
  id: 'shell-injection',
  summary: 'A command put together from parts is run by a shell.',
  why: 'A shell reads blanks, quotes and semicolons in a value as syntax. A path with a blank breaks the test, and a value from outside runs as a command on the machine that runs the tests.',
  section: 'security',
  severity: 'warning',
  preset: 'recommended',
  fix: undefined,
  since: '0.1.0',
  twins: ['ruff:S602', 'ruff:S604', 'ruff:S605', 'bandit:B602', 'bandit:B604', 'bandit:B605', 'sonar:S4721'],
  on: 'node',
  kinds: ['call', 'keyword_argument'],
  called: /system|popen|Popen|run|call|output|shell/,
  *check(call, context): Iterable<Facts> {
    if (call.kind === 'keyword_argument') {
      if (context.asTwin && call.field('name')?.text === 'shell') yield* forLinters(call, context)
      return
    }
    const last = calledName(call)
    if (last === undefined || !/system|popen|Popen|run|call|output|shell/.test(last)) return
    const name = context.qualifiedName(call)
    if (name === undefined) return
    const parameter = shells.get(name) ?? (subprocesses.test(name) && argumentOf(call, 'shell')?.kind === 'true' ? 'args' : undefined)
    const command = parameter === undefined ? undefined : argumentOf(call, parameter, 0)
    const isInjected = command !== undefined && isBuilt(command, context, 3)
    // `shell=True` is told by the keyword where nothing is built.
    const twins = shells.has(name) ? (name.startsWith('asyncio.') ? [] : ['ruff:S605', 'bandit:B605']) : ['ruff:S602', 'bandit:B602']
    if (isInjected) yield { at: command, call: name, isInjected, twins: [...twins, 'sonar:S4721'] }
    else if (shells.has(name) && twins.length > 0) yield { at: call, call: name, isInjected, preset: 'twin', twins }
  },
  message: ({ call, isInjected }) => !isInjected ? `\`${call}\` starts a shell` : `The command for \`${call}\` is put together from parts and read by a shell`,
})

/** Ruff and Bandit mind any shell, Bandit also one that there may be. */
function* forLinters(keyword: Node, context: Context): Iterable<Facts> {
  const call = keyword.ancestor('call')!
  const name = context.qualifiedName(call) ?? ''
  const value = keyword.field('value')
  const command = argumentOf(call, 'args', 0)
  const truth = value === undefined ? false : truthOf(value)
  if (value === undefined || truth === false) return
  const isSubprocess = subprocesses.test(name)
  if (isSubprocess && value.kind === 'true' && command !== undefined && isBuilt(command, context, 3)) return
  yield { at: keyword, call: call.field('function')!.text, isInjected: false, preset: 'twin', twins: (isSubprocess ? ['ruff:S602', 'bandit:B602'] : ['ruff:S604', 'bandit:B604']).slice(truth === true ? 0 : 1) }
}

/** True where the command joins a text with a value that is neither constant nor quoted; a value that comes whole is its maker's business. */
function isBuilt(command: Node, context: Context, depth: number): boolean {
  const node = unwrapped(command)
  if (literalText(node) !== undefined || depth === 0) return false
  const parts = partsOf(node)
  if (parts !== undefined) return parts.some((part) => !isHarmless(part, context, depth - 1))
  if (node.kind !== 'identifier') return false
  const definitions = context.bindingOf(node)?.definitions ?? []
  return definitions.some(({ kind, value }) => (kind === 'assignment' || kind === 'augmented') && value !== undefined && isBuilt(value, context, depth - 1))
}

/** What a text is joined from; undefined where the node joins nothing. */
function partsOf(node: Node): readonly Node[] | undefined {
  if (node.kind === 'string' || node.kind === 'concatenated_string') {
    return node.descendants('interpolation').flatMap((field) => field.field('expression') ?? field.firstChild ?? [])
  }
  if (node.kind === 'binary_operator') {
    const [left, right] = [node.field('left')!, node.field('right')!]
    const sign = node.field('operator')?.kind
    if (sign === '%' && isText(left)) return right.kind === 'tuple' ? right.children : right.kind === 'dictionary' ? right.children.flatMap((pair) => pair.field('value') ?? []) : [right]
    return sign === '+' && (isText(left) || isText(right)) ? [left, right].flatMap((side) => partsOf(unwrapped(side)) ?? [side]) : undefined
  }
  const callee = node.kind === 'call' ? node.field('function') : undefined
  if (callee?.kind !== 'attribute' || !isText(callee.field('object')!)) return undefined
  const values = (node.field('arguments')?.children ?? []).map((argument) => argument.field('value') ?? argument)
  return callee.field('attribute')?.text === 'format' ? values : callee.field('attribute')?.text === 'join' ? values : undefined
}

function isText(node: Node): boolean {
  const inner = unwrapped(node)
  return inner.kind === 'string' || inner.kind === 'concatenated_string' || (inner.kind === 'binary_operator' && inner.children.some(isText))
}

/** Constants, numbers, quoted values, the interpreter's own path, and names that hold only such. */
function isHarmless(part: Node, context: Context, depth: number): boolean {
  const node = unwrapped(part)
  if (literalText(node) !== undefined || ['integer', 'float', 'true', 'false', 'none'].includes(node.kind)) return true
  const name = context.qualifiedName(node)
  if (name !== undefined && /(?:^|\.)(?:sys\.executable|shlex\.(?:quote|join)|pipes\.quote|list2cmdline|os\.(?:getpid|devnull|sep|pathsep)|int|len|__file__|executable)$/.test(name)) return true
  if (/(?:^|\.)_?[A-Z][A-Z0-9_]+$/.test(node.text)) return true
  if (node.kind !== 'identifier' || depth === 0) return false
  const binding = context.bindingOf(node)
  // What the module imports or sets once is part of the test's own text.
  if (binding === undefined || binding.scope.kind === 'module') return name !== undefined && (name.includes('.') || context.definitionsOf(node.text).length === 1)
  const { definitions } = binding
  return definitions.length > 0 && definitions.every(({ value }) => value !== undefined && isHarmless(value, context, depth - 1))
}
