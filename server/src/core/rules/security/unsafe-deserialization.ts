// unsafe-deserialization: data from outside the test goes into a loader that can run code.

import { argumentOf, argumentsOf, calledName, literalText, rootOf, rule, unwrapped, type Context, type Located, type Node } from '../../kit/index.ts'

interface Facts extends Located {
  readonly loader: string
  readonly isYaml: boolean
  /** True where only the linters mind: the data is the test's own, or nobody knows whose. */
  readonly isLinters?: boolean
}

const loaders = /^(?:c?pickle|_pickle|dill|cloudpickle|jsonpickle|marshal)\.(?:loads?|decode|Unpickler)$/i
const yamlLoaders = /^(?:yaml|ruamel\.yaml)\.(?:load|load_all|unsafe_load|unsafe_load_all|full_load|full_load_all)$/
/** What answers with bytes that somebody else wrote. */
const remote = /^(?:urllib\.request\.(?:urlopen|urlretrieve)|urllib2?\.urlopen|(?:requests|httpx)\.(?:get|post|put|patch|request)|input|sys\.stdin(?:\.buffer)?\.(?:read|readline))$/

export default rule({
  id: 'unsafe-deserialization',
  summary: 'Data from outside the test is read by a loader that can run code.',
  why: 'Pickle, marshal and the full YAML loader build whatever objects the data asks for. Who can change the data runs code on the machine that runs the tests.',
  section: 'security',
  severity: 'warning',
  preset: 'recommended',
  fix: undefined,
  since: '0.1.0',
  twins: ['ruff:S301', 'ruff:S302', 'ruff:S506', 'bandit:B301', 'bandit:B302', 'bandit:B506'],
  whenNotToUse: 'Data that the test made itself (`pickle.loads(pickle.dumps(x))`) is never reported, files beside the tests are not either.',
  on: 'node',
  kinds: ['call', 'attribute'],
  called: /load|decode|Unpickler/,
  *check(call, context): Iterable<Facts> {
    if (call.kind === 'attribute') {
      // What is handed on is called by somebody, says Ruff.
      const name = context.asTwin && call.fieldName !== 'function' ? context.qualifiedName(call) : undefined
      if (name !== undefined && loaders.test(name) && twinsOf(name).length > 0) yield { at: call, loader: name, isYaml: false, isLinters: true, preset: 'twin', twins: twinsOf(name).filter((twin) => twin.startsWith('ruff:')) }
      return
    }
    const last = calledName(call)
    if (last === undefined || !/load|decode|Unpickler/.test(last)) return
    const name = context.qualifiedName(call)
    if (name === undefined) return
    const data = argumentsOf(call).positional[0]
    const twins = twinsOf(name)
    if (loaders.test(name)) {
      if (data !== undefined && comesFromOutside(data, context, 4)) yield { at: call, loader: name, isYaml: false, twins }
      // The linters ask for no source.
      else if (twins.length > 0) yield { at: call, loader: name, isYaml: false, isLinters: true, preset: 'twin', twins }
    } else if (yamlLoaders.test(name) && isFullYaml(call, last)) {
      const isLoad = /\.load$/.test(name)
      if (data !== undefined && !isOwn(data, context)) yield { at: call, loader: name, isYaml: true, twins: isLoad ? twins : [] }
      else if (isLoad) yield { at: call, loader: name, isYaml: true, preset: 'twin', twins }
    }
  },
  message: ({ loader, isYaml, isLinters }) => (isLinters === true ? `\`${loader}\` can run code that the data names` : isYaml ? `\`${loader}\` without a safe loader builds any object that the text asks for` : `\`${loader}\` runs what data from outside the test tells it to`),
})

function twinsOf(loader: string): readonly string[] {
  if (/^(?:_pickle|cloudpickle)\./.test(loader)) return []
  const number = loader.startsWith('marshal.') ? '302' : yamlLoaders.test(loader) ? '506' : '301'
  return [`ruff:S${number}`, `bandit:B${number}`]
}

function isFullYaml(call: Node, last: string): boolean {
  const loader = argumentOf(call, 'Loader', 1)
  return last.startsWith('unsafe') || (last.startsWith('load') && (loader === undefined ? argumentsOf(call).keywords.size === 0 : /(?:^|\.)C?(?:Unsafe)?Loader$/.test(loader.text)))
}

/** True where the expression leads back to a download, a socket or the standard input. */
function comesFromOutside(node: Node, context: Context, depth: number): boolean {
  const inner = unwrapped(node)
  if (depth === 0) return false
  if (inner.kind === 'await') return inner.firstChild !== undefined && comesFromOutside(inner.firstChild, context, depth)
  if (inner.kind === 'call') {
    if (remote.test(context.qualifiedName(inner) ?? '')) return true
    const last = calledName(inner)
    if (last === 'recv' || last === 'recvfrom') return true
    // `base64.b64decode(x)`, `BytesIO(x)`: what goes in comes out.
    if (/^(?:b64decode|decompress|unhexlify|BytesIO|StringIO|bytes)$/.test(last ?? '')) return argumentsOf(inner).positional.some((argument) => comesFromOutside(argument, context, depth - 1))
  }
  const subject = inner.kind === 'call' ? inner.field('function')?.field('object') : (inner.field('object') ?? inner.field('value'))
  if (subject !== undefined) return comesFromOutside(subject, context, depth)
  if (inner.kind !== 'identifier') return false
  return (context.bindingOf(inner)?.definitions ?? []).some(({ value }) => value !== undefined && comesFromOutside(value, context, depth - 1))
}

/** A text in the test, one that a dump made, or a value that the function built: nobody else wrote it. */
function isOwn(node: Node, context: Context): boolean {
  const inner = unwrapped(node)
  if (literalText(inner) !== undefined || inner.kind === 'string') return true
  if (inner.kind === 'call' && /^(?:dumps?|dump_all|dedent|StringIO|BytesIO|getvalue|format|join|encode|decode|render)$/.test(calledName(inner) ?? '')) return true
  const root = rootOf(inner)
  const definitions = root === undefined ? [] : (context.bindingOf(root)?.definitions ?? [])
  return definitions.some(({ kind, value }) => kind === 'parameter' || (value !== undefined && (isOwn(value, context) || (value.kind === 'call' && calledName(value) !== 'open'))))
}
