// mystery-guest: a test opens a file of the machine, or fetches an address of the internet, that is written into it.

import { argumentsOf, calledName, literalText, rule, type Context, type FunctionUnit, type Located, type Node } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
  readonly guest: string
  readonly isAddress: boolean
}

export default rule({
  id: 'mystery-guest',
  summary: 'A test needs a file of the machine, or a page of the internet.',
  why: 'Who reads the test does not see what is in there, and where it is missing, or answers something else, the test fails for no reason of the code.',
  section: 'stability',
  severity: 'information',
  preset: 'recommended',
  fix: undefined,
  since: '0.1.0',
  twins: ['tsdetect:MysteryGuest', 'zorilla:ZR005', 'falsegreen:C23'],
  on: 'function',
  *check(unit, context): Iterable<Facts> {
    if (unit.role === 'nested' || unit.role === 'helper') return
    for (const call of context.callsOf(unit)) {
      const argument = wantedBy(call, context)
      const guest = argument === undefined ? undefined : literalText(argument)
      if (argument === undefined || guest === undefined) continue
      const isAddress = /^(?:https?|ftp):\/\//.test(guest)
      if (isAddress ? !isOutside(guest) || isIntercepted(unit, context) : !isOfMachine(guest) || isFaked(unit, context)) continue
      yield { at: argument, guest, isAddress }
    }
  },
  message: ({ guest, isAddress }) => `The test ${isAddress ? 'fetches' : 'opens'} \`${guest.length > 50 ? `${guest.slice(0, 50)}…` : guest}\`, which is not its own`,
})

/** The path that a call opens, or the address that it fetches. */
function wantedBy(call: Node, context: Context): Node | undefined {
  const name = context.qualifiedName(call)
  const [first, second] = argumentsOf(call).positional
  if (name === undefined) {
    // `Path("/etc/x").read_text()`
    const object = /^(?:open|read_text|read_bytes|write_text|write_bytes|unlink|mkdir)$/.test(calledName(call) ?? '') ? call.field('function')?.field('object') : undefined
    return object?.kind === 'call' && /^pathlib\.(?:Posix|Windows)?Path$/.test(context.qualifiedName(object) ?? '') ? argumentsOf(object).positional[0] : undefined
  }
  if (/^(?:open|io\.open|codecs\.open|os\.open|os\.remove|os\.mkdir|os\.makedirs|shutil\.rmtree|sqlite3\.connect)$/.test(name)) return name !== 'open' || context.definitionsOf('open').length === 0 ? first : undefined
  if (/^(?:requests|httpx)\.(?:get|post|put|patch|delete|head|options)$/.test(name) || /^urllib\.request\.(?:urlopen|urlretrieve)$/.test(name)) return first
  return /^(?:requests|httpx)\.request$/.test(name) ? second : undefined
}

/** Absolute or below the home, but what every machine has, or the test cannot mean. */
function isOfMachine(path: string): boolean {
  if (!/^(?:\/\w|~\/|~$|[A-Za-z]:[\\/])/.test(path)) return false
  return !/^\/(?:dev|proc|sys|tmp|var\/tmp|nonexist|no[_-]?such|does[_-]?not|not[_-]|invalid|bogus|missing|some|path\/to|fake|a\b|foo|bar|spam)|exist|missing|invalid|fake|bogus/i.test(path)
}

function isOutside(address: string): boolean {
  return !/^\w+:\/\/(?:localhost|127\.|0\.0\.0\.0|\[::1?\]|testserver|test\b|fake|mock|(?:[\w-]+\.)*(?:test|invalid|localhost|local)(?:[:/]|$)|(?:[\w-]+\.)*example\.)/i.test(address)
}

function isIntercepted(unit: FunctionUnit, context: Context): boolean {
  return saysAny(unit, context, /responses|requests_?mock|httpretty|respx|httpx_?mock|vcr|cassette|betamax|pook|mock|patch|raises|aioresponses|MockTransport|HTTPConnection|Handler\(|no_network|requires_resource|network/i)
}

function isFaked(unit: FunctionUnit, context: Context): boolean {
  return saysAny(unit, context, /mock|patch|pyfakefs|\bfs\b|raises|fake_?fs|assertRaises|skip(?:If|Unless)|exists\(/i)
}

function saysAny(unit: FunctionUnit, context: Context, word: RegExp): boolean {
  const said = [unit.body.text, ...unit.decorators.map(({ node }) => node.text), ...unit.parameters.map(({ name }) => name), ...(unit.owner?.decorators ?? []).map(({ node }) => node.text)]
  return said.some((text) => word.test(text)) || (unit.owner !== undefined && word.test(context.methodNamed(unit.owner, 'setUp')?.body.text ?? ''))
}
