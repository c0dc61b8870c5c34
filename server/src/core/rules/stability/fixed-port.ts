// fixed-port: a server of the test's own at a port that is written out, which something else may hold.

import { argumentsOf, calledName, isMock, rule, unwrapped, type Context, type Located, type Node, type Refusal, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
  readonly call: string
}

export default rule({
  id: 'fixed-port',
  summary: 'A test listens at a port that is written out.',
  why: 'Two runs on one machine, or a run beside a server at that port, fail with "address already in use". Port 0 takes a free one, and the socket says which.',
  section: 'stability',
  severity: 'information',
  preset: 'recommended',
  fix: 'suggested',
  since: '0.1.0',
  twins: [],
  on: 'function',
  *check(unit, context): Iterable<Facts> {
    if (unit.role === 'nested') return
    for (const call of context.callsOf(unit)) {
      const port = portOf(call, context)
      if (port !== undefined && Number(port.text.replaceAll('_', '')) >= 1024) yield { at: port, call: call.field('function')!.text }
    }
  },
  message: ({ at, call }) => `\`${call}\` listens at port ${at.text}, which something else may hold`,
  repair: ({ at }): Repair | Refusal => ({ title: 'Take a free port (0)', edits: [{ segment: at.segment, start: at.start, end: at.end, text: '0' }] }),
})

function portOf(call: Node, context: Context): Node | undefined {
  const last = calledName(call) ?? ''
  const { positional, keywords } = argumentsOf(call)
  const callee = call.field('function')!
  const [first, second] = positional
  if (last === 'bind' || /^(?:HTTPServer|ThreadingHTTPServer|TCPServer|ThreadingTCPServer|UDPServer|SMTPServer|XMLRPCServer|SimpleXMLRPCServer|make_server|create_server)$/.test(last)) {
    if (last === 'bind' && (callee.kind !== 'attribute' || positional.length !== 1 || !isSocket(callee.field('object')!, context))) return undefined
    if (last !== 'bind' && last !== 'make_server' && !/^(?:http|socketserver|socket|wsgiref|xmlrpc|smtpd)\./.test(context.qualifiedName(callee) ?? '')) return undefined
    const address = first === undefined ? undefined : unwrapped(first)
    if (address?.kind === 'tuple') return literalPort(address.children[1])
    return last === 'make_server' && /^(?:wsgiref\.simple_server|werkzeug\.serving)\./.test(context.qualifiedName(callee) ?? '') ? literalPort(second) : undefined
  }
  if (last === 'start_server' && context.qualifiedName(callee) === 'asyncio.start_server') return literalPort(keywords.get('port') ?? positional[2])
  return undefined
}

/** Made by `socket.socket()` in the function, and no mock. */
function isSocket(node: Node, context: Context): boolean {
  if (isMock(node, context)) return false
  const values = node.kind === 'identifier' ? (context.bindingOf(node)?.definitions ?? []).map(({ value }) => value) : []
  return values.some((value) => value?.kind === 'call' && /^socket\.socket$/.test(context.qualifiedName(value) ?? ''))
}

function literalPort(node: Node | undefined): Node | undefined {
  return node?.kind === 'integer' ? node : undefined
}
