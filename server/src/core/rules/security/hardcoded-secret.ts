// hardcoded-secret: a literal that has the shape of a real credential. Told by its value; a name like `password` alone says nothing.

import { literalText, rule, type Located, type Node } from '../../kit/index.ts'

interface Facts extends Located {
  readonly what: string
}

/** The documented shape of each provider's keys; the first group is the random part. */
const shapes: readonly (readonly [what: string, shape: RegExp])[] = [
  ['an AWS access key', /\b(?:AKIA|ASIA)([0-9A-Z]{16})\b/],
  ['a GitHub token', /\bgh[pousr]_([A-Za-z0-9]{36,})\b/],
  ['a GitHub token', /\bgithub_pat_([A-Za-z0-9_]{60,})\b/],
  ['a GitLab token', /\bglpat-([\w-]{20,})/],
  ['a Slack token', /\bxox[abprs]-\d{8,}-([\w-]{20,})/],
  ['a Slack webhook', /hooks\.slack\.com\/services\/T\w+\/B\w+\/(\w{20,})/],
  ['a Stripe live key', /\b[rs]k_live_([0-9a-zA-Z]{20,})\b/],
  ['a Google API key', /\bAIza([\w-]{35})(?![\w-])/],
  ['a SendGrid key', /\bSG\.([\w-]{22}\.[\w-]{43})\b/],
  ['an npm token', /\bnpm_([A-Za-z0-9]{36})\b/],
  ['a PyPI token', /\bpypi-AgE([\w-]{60,})/],
  ['an OpenAI key', /\bsk-(?:proj-)?([A-Za-z0-9_-]{20,}T3BlbkFJ[A-Za-z0-9_-]{20,})/],
  ['an Anthropic key', /\bsk-ant-[a-z]+\d\d-([\w-]{80,})/],
  ['an Azure storage key', /\bAccountKey=([A-Za-z0-9+/]{86}==)/],
]
const privateKey = /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----\s*(?:\\n|\s)*((?:[A-Za-z0-9+/=]|\\n|\s){200,})/
const secretName = /(?:^|_)(?:password|passwd|secret|token|apikey|api_key|access_key|auth_key|secret_key|private_key|client_secret|credentials?)$/i
const pretended = /fake|test|dummy|example|sample|mock|change_?me|placeholder|your|invalid|wrong|bad|foo|bar|x{4}|\*{3}|redacted|expired|not_?a|secret|passw|1234|abcd|deadbeef|lorem|nonce|csrf|digest|hash|sha|md5|signature|page|next|cursor|marker|^uV3F3YluFJax1cknvbcGwgjvx4QpvB|^OtxrzxIsfpFjA7SwPzILwy8Bw21TLh/i

export default rule({
  id: 'hardcoded-secret',
  summary: 'A literal looks like a real credential.',
  why: 'Whoever can read the repository, or an old commit of it, can use the credential. Take it back where it was issued; the test needs one that is plainly made up, or reads it from the environment.',
  section: 'security',
  severity: 'warning',
  preset: 'recommended',
  fix: undefined,
  since: '0.1.0',
  twins: ['ruff:S105', 'ruff:S106', 'ruff:S107', 'bandit:B105', 'bandit:B106', 'bandit:B107', 'sonar:S2068', 'sonar:S6418'],
  whenNotToUse: 'Values that say that they are made up (fake, test, example …), repeat or count, and all that is not random enough, are never reported.',
  on: 'node',
  kinds: ['string'],
  *check(string): Iterable<Facts> {
    const { start, end } = string
    if (end - start < 20) return
    const text = literalText(string)
    if (text === undefined || string.parent?.kind === 'expression_statement') return
    for (const [what, shape] of shapes) {
      const random = shape.exec(text)?.[1]
      if (random !== undefined && isRandom(random, 3.2) && !pretended.test(random) && !isPretended(string)) return void (yield { at: string, what, severity: 'error' })
    }
    const key = privateKey.exec(text)?.[1]
    if (key !== undefined) {
      if (isRandom(key.replace(/\\n|\s/g, ''), 4.5) && !isPretended(string)) yield { at: firstLine(string), what: 'a private key' }
      return
    }
    const name = nameOf(string)
    if (name === undefined || !secretName.test(name) || !/^[A-Za-z0-9+/_=-]{24,}$/.test(text) || pretended.test(text) || isPretended(string)) return
    // A digest or an id in hexadecimal, or words with dashes, is no key; a key mixes cases and digits.
    if (/^[0-9a-f-]+$/i.test(text) || !/[a-z]/.test(text) || !/[A-Z]/.test(text) || (text.match(/\d/g)?.length ?? 0) < 2) return
    if (isRandom(text, 4.2) && !isEncodedText(text)) yield { at: string, what: 'a secret' }
  },
  message: ({ what }) => `This looks like ${what} that works, not like one made up for a test`,
})

/** Shannon's entropy in bits per character, with enough different characters and no run of four equal ones. */
function isRandom(text: string, bits: number): boolean {
  if (/(.)\1{3}/.test(text)) return false
  const counts = new Map<string, number>()
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1)
  let entropy = 0
  for (const count of counts.values()) entropy -= (count / text.length) * Math.log2(count / text.length)
  return entropy >= Math.min(bits, Math.log2(text.length) - 0.6)
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Base64 of a readable text is no key: eight of ten bytes are printable ASCII, of random ones four of ten. */
function isEncodedText(text: string): boolean {
  let [bits, held, printable, bytes] = [0, 0, 0, 0]
  for (const character of text.replace(/=+$/, '').replace(/-/g, '+').replace(/_/g, '/')) {
    bits = ((bits << 6) | alphabet.indexOf(character)) & 0xffff
    if ((held += 6) < 8) continue
    held -= 8
    const byte = (bits >> held) & 0xff
    bytes++
    if (byte === 10 || (byte >= 32 && byte < 127)) printable++
  }
  return printable * 10 >= bytes * 8
}

/** The name that the literal is given to: an assignment's, a keyword's, a dictionary's key. */
function nameOf(string: Node): string | undefined {
  const { parent } = string
  const named = parent?.kind === 'assignment' ? parent.field('left') : parent?.kind === 'keyword_argument' || parent?.kind === 'default_parameter' ? parent.field('name') : undefined
  if (named !== undefined) return named.kind === 'attribute' ? named.field('attribute')?.text : named.text
  const key = parent?.kind === 'pair' && string.fieldName === 'value' ? parent.field('key') : undefined
  return key === undefined ? undefined : literalText(key)
}

/** The name that it is given to, or the function's, says that it is no real one. */
function isPretended(string: Node): boolean {
  const statement = string.ancestor('assignment', 'keyword_argument', 'default_parameter', 'pair')
  const named = statement?.field('left') ?? statement?.field('name') ?? statement?.field('key')
  return named !== undefined && /fake|dummy|example|sample|mock|invalid|wrong|bad|expired|public|unsafe_test/i.test(named.text)
}

function firstLine(string: Node): { readonly segment: Node['segment']; readonly start: number; readonly end: number } {
  const line = /^[^\r\n]*/.exec(string.text)![0]
  return { segment: string.segment, start: string.start, end: string.start + line.length }
}
