// disabled-tls-verification: a connection whose certificate nobody checks.

import { argumentsOf, calledName, rule, type Context, type Located, type Node } from '../../kit/index.ts'

interface Facts extends Located {
  readonly switchedOff: string
}

/** Client libraries whose calls take `verify`, `ssl` and their like; last names where the object is a session or client. */
const clients = /^(?:requests|httpx|aiohttp|urllib3|tornado|websockets|websocket|boto3|botocore)\./
const clientNames = /(?:^|[._])(?:session|client|http|https|requests|pool|adapter|connector)$/i
const requestNames = /^(?:get|post|put|patch|delete|head|options|request|send|stream|Session|Client|AsyncClient|ClientSession|TCPConnector|PoolManager|HTTPSConnectionPool|resource|client|ws_connect)$/

export default rule({
  id: 'disabled-tls-verification',
  summary: 'The check of a TLS certificate is switched off.',
  why: 'Without the check anybody between the test and its server can answer, and the setting is copied from tests into programs. A server that the test starts itself can be given a certificate that the client trusts.',
  section: 'security',
  severity: 'warning',
  preset: 'recommended',
  fix: undefined,
  since: '0.1.0',
  twins: ['ruff:S501', 'ruff:S323', 'bandit:B501', 'bandit:B323', 'sonar:S4830', 'sonar:S5527'],
  whenNotToUse: 'In the tests of a TLS client. A test whose name or file says that it is about certificates is left alone.',
  on: 'node',
  kinds: ['call', 'assignment'],
  called: (name) => name === '_create_unverified_context' || requestNames.test(name),
  *check(node, context): Iterable<Facts> {
    const found = node.kind === 'call' ? switchedOffByCall(node, context) : switchedOffByAssignment(node, context)
    if (found === undefined) return
    const [code, sonar] = codesOf(node, found, context)
    const linters = code === undefined ? [] : [`ruff:S${code}`, `bandit:B${code}`]
    if (!isAboutTls(node, context)) yield { ...found, twins: [...linters, sonar] }
    else if (linters.length > 0) yield { ...found, preset: 'twin', twins: linters }
  },
  message: ({ switchedOff }) => `\`${switchedOff}\` switches the check of the server's certificate off`,
})

/** The number that Ruff and Bandit have for it, and Sonar's name. */
function codesOf(node: Node, { switchedOff }: Facts, context: Context): readonly [string | undefined, string] {
  if (node.kind !== 'call') return [undefined, 'sonar:S4830']
  if (switchedOff === 'ssl._create_unverified_context') return ['323', 'sonar:S4830']
  return [/^verify=/.test(switchedOff) && /^(?:requests|httpx)\./.test(context.qualifiedName(node) ?? '') ? '501' : undefined, /check_hostname/.test(switchedOff) ? 'sonar:S5527' : 'sonar:S4830']
}

function switchedOffByCall(call: Node, context: Context): Facts | undefined {
  const last = calledName(call)
  if (last === '_create_unverified_context' && context.qualifiedName(call) === 'ssl._create_unverified_context') return { at: call, switchedOff: 'ssl._create_unverified_context' }
  if (last === undefined || !requestNames.test(last)) return undefined
  const name = context.qualifiedName(call)
  const object = call.field('function')?.field('object')
  if (!(name !== undefined && clients.test(name)) && !(object !== undefined && clientNames.test(object.text))) return undefined
  for (const [keyword, value] of argumentsOf(call).keywords) {
    const isOff = /^(?:verify|verify_ssl|ssl|validate_cert|check_hostname)$/.test(keyword) ? value.kind === 'false' : keyword === 'cert_reqs' && /CERT_NONE/.test(value.text)
    if (isOff) return { at: value.parent!, switchedOff: `${keyword}=${value.text}` }
  }
  return undefined
}

function switchedOffByAssignment(assignment: Node, context: Context): Facts | undefined {
  const [left, right] = [assignment.field('left'), assignment.field('right')]
  if (left?.kind !== 'attribute' || right === undefined) return undefined
  const attribute = left.field('attribute')?.text
  const isContext = attribute === 'check_hostname' && right.kind === 'false'
  const isUnchecked = attribute === 'verify_mode' && context.qualifiedName(right)?.endsWith('CERT_NONE') === true
  const isSession = attribute === 'verify' && right.kind === 'false' && clientNames.test(left.field('object')?.text ?? '')
  const isDefault = context.qualifiedName(left) === 'ssl._create_default_https_context' && right.text.includes('unverified')
  return isContext || isUnchecked || isSession || isDefault ? { at: assignment, switchedOff: assignment.text.replace(/\s+/g, ' ').slice(0, 60) } : undefined
}

/** The check itself is what is tested, or a mock is asked for what it was called with. */
function isAboutTls(node: Node, context: Context): boolean {
  const subject = /tls|ssl|cert|verif|insecure|hostname|https|starttls|secure/i
  if (subject.test(context.source.path.slice(context.source.path.lastIndexOf('/') + 1))) return true
  const unit = context.functionOf(node)
  if (unit !== undefined && (subject.test(unit.name) || subject.test(unit.owner?.name ?? ''))) return true
  // Who talks to itself in memory or to a server of its own has no other certificate to verify.
  if (unit !== undefined && /\bMemoryBIO\b|\blocalhost\b|127\.0\.0\.1|server_side|\b(?:start|create|test|live|http|tls|ssl)_?server\b/i.test(unit.body.text)) return true
  for (let call = node.ancestor('call'); call !== undefined; call = call.ancestor('call')) if (/^(?:assert|call$|raises)/.test(calledName(call) ?? '')) return true
  return false
}
