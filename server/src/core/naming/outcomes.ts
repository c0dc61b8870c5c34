// Names of tests after what they assert, where that is sure (suite/outcomes.ts). The author's words stay; what is missing is added in
// the file's own style. Names made from bodies were useless for all other outcomes (naming study, 4.2), so for these there is none.

import { outcomeOf, type Outcome } from '../suite/outcomes.ts'
import type { AssertionSummary, FunctionUnit } from '../suite/model.ts'
import type { Node, Source } from '../syntax/index.ts'
import { lastName } from './sites.ts'
import { splitWords } from './words.ts'

/** How the tests of a file are named. */
export interface TestNameStyle {
  readonly isCamel: boolean
  /** `test_parse_raise_value_error` in most of those that say it. */
  readonly raises: 'raises' | 'raise'
}

/** Longest name that is offered; 0.2 % of real ones are longer than 70 (naming study, 4.1). */
const longest = 70

/** Callables that are never the unit: they drive it, prepare it or look at it. */
const noUnit = /^(?:get|post|put|patch|delete|head|options|request|open|run|call|main|next|list|dict|set|str|int|len|repr|print|getattr|setattr|hasattr|exec|eval|compile|format|append|raises|fail|skip\w*|assert\w*|check\w*|verify\w*|_\w*|do|execute|invoke|mock|Mock|MagicMock|patch|send|read|write|close|lambda|func|function|callback|f|g|fn|m|cls|isinstance|type|tuple|object|super|get_json|simulate_\w+|fetch|urlopen|result|sorted|any|all|iter|bytes|float|bool|handler|app|test\w*|inner|wrapper|wrapped|decorated|foo|bar|baz|spam|get_response|test_client|do_request|is_dir|is_file|exists|is_set|is_alive|runpytest|inline_run)$/
/** Methods of strings, containers and streams, by which a test looks at what it got. */
const noMethod = /^(?:getvalue|getvalues|readlines?|pop|copy|keys|values|items|json|decode|encode|strip|split|join|lower|upper|replace|group|find|index|count|exists|is_dir|is_file)$/

/** Reads the texts of all tests' headers: call it only when a name is asked for. */
export function testNameStyle(source: Source, own: string): TestNameStyle {
  let [camel, snake, raise, raises] = [0, 0, 0, 0]
  for (const { text } of source.segments) {
    for (const [, name = ''] of text.matchAll(/^[ \t]*(?:async[ \t]+)?def[ \t]+(test\w*)/gm)) {
      if (isCamel(name)) camel++
      else if (name.startsWith('test_')) snake++
      if (/_raise_/.test(name)) raise++
      else if (/_raises(?:_|$)/.test(name)) raises++
    }
  }
  return { isCamel: isCamel(own) || (!own.startsWith('test_') && camel > snake), raises: raise > raises ? 'raise' : 'raises' }
}

/** `test_decode_raises_unicode_decode_error`, `testSaveCallsNotify`: where the name says nothing that is worth keeping but `kept`, a bug's number. */
export function nameFromOutcome(test: FunctionUnit, summary: AssertionSummary, style: TestNameStyle, kept?: string): string | undefined {
  const outcome = outcomeOf(test, summary)
  const unit = outcome && speakingUnit(outcome.callee)
  if (outcome === undefined || unit === undefined || splitWords(unit).length > 4) return undefined
  const condition = conditionOf(outcome)
  return written([...unit.split('_'), ...(condition ?? []), ...resultWords(outcome, style), ...(kept === undefined ? [] : [kept])], style)
}

/** The name with what is missing behind it: `test_decode_raises_unicode_decode_error` for `test_decode`; undefined where it says the outcome, however it does. `base`: what of the name is kept. */
export function nameWithOutcome(test: FunctionUnit, summary: AssertionSummary, style: TestNameStyle, base = test.name): string | undefined {
  const outcome = outcomeOf(test, summary)
  if (outcome === undefined || saysResult(base, outcome)) return undefined
  const name = base.replace(/_+$/, '')
  const own = splitWords(name)
  if (isAboutAnother(own, outcome)) return undefined
  if (outcome.result.is !== 'returns') return added(name, resultWords(outcome, style), style)
  const unit = speakingUnit(outcome.callee)
  const words = unit === undefined ? [] : unit.split('_')
  // What returns it has to be in the name, which has room for it where it is a word alone.
  const said = words.filter((word) => word.length > 2 && own.includes(word))
  const isTruth = /^(?:true|false)$/.test(outcome.result.value)
  const isNamed = isTruth ? words.every((word) => own.includes(word) || /^(?:is|has|can|should)$/.test(word)) : said.length > 0
  if (words.length === 0 || (!isNamed && (isTruth || own.length > 2))) return undefined
  return added(name, [...(isNamed ? [] : words), ...resultWords(outcome, style)], style)
}

/** What stays of a name that gets stops: nothing but a number at its end, or all of it. */
export type KeptPart = { readonly bug: string } | 'name' | undefined

/** A name of unit, condition and outcome, with snippet stops for what is not sure: `test_${1:parse}_${2:condition}_${3:returns_404}`. */
export function nameFrame(test: FunctionUnit, summary: AssertionSummary, style: TestNameStyle, kept?: KeptPart): { readonly name: string; readonly snippet: string } {
  const outcome = outcomeOf(test, summary)
  const behind = ['condition', outcome === undefined ? 'outcome' : resultWords(outcome, style).join('_')]
  const parts = kept === 'name' ? behind : [unitName(test, summary) ?? 'unit', ...behind]
  const start = kept === 'name' ? test.name.replace(/_+$/, '') : 'test'
  const end = typeof kept === 'object' ? `_${kept.bug}` : ''
  const shown = style.isCamel ? parts.map((part) => splitWords(part).map(capital).join('')) : parts
  const gap = style.isCamel ? '' : '_'
  return {
    name: `${start}${shown.map((part) => gap + part).join('')}${end}`,
    snippet: `${start}${shown.map((part, i) => `${gap}\${${i + 1}:${part}}`).join('')}${end}`,
  }
}

/** `parse`, `load_config`: what the test calls in or in front of its first assertion; undefined where that can't be told. */
function unitName(test: FunctionUnit, { assertions }: AssertionSummary): string | undefined {
  const [first] = assertions
  if (first === undefined || first.node.segment !== test.segment) return undefined
  const calls = first.node.descendants('call').filter((call) => call !== first.node)
  const inside = calls.map((call) => call.field('function')).find((callee) => speakingUnit(callee) !== undefined)
  const unit = speakingUnit(inside ?? calleeBefore(first.node, test))
  return unit === undefined || splitWords(unit).length > 3 ? undefined : unit
}

function isCamel(name: string): boolean {
  return /^test[A-Z]/.test(name) && !name.includes('_')
}

/** In snake_case; undefined for helpers of the test's own class and for what only drives the unit. */
function speakingUnit(callee: Node | undefined): string | undefined {
  const name = lastName(callee)
  if (name === undefined || noUnit.test(name) || name.length < 3 || (callee!.kind === 'attribute' && noMethod.test(name)) || (callee!.kind === 'attribute' && /^(?:self|cls)$/.test(callee!.field('object')!.text))) return undefined
  return wordsIn(name).join('_')
}

/** `resize2fs` is one word to whoever wrote it so. */
function wordsIn(name: string): readonly string[] {
  return /^[a-z\d_]+$/.test(name) ? name.split('_').filter((word) => word !== '') : splitWords(name)
}

/** `with_none`: the only argument is a value that stands for nothing. */
function conditionOf({ given, call, result }: Outcome): readonly string[] | undefined {
  const [only] = given
  const count = call?.field('arguments')?.children.length ?? given.length
  if (only === undefined || given.length !== 1 || count !== 1 || result.is === 'calls') return undefined
  if (only.kind === 'none') return ['with', 'none']
  if (only.kind === 'string' && /^u?(?:''|"")$/.test(only.text)) return ['with', 'empty', 'string']
  if (only.kind === 'list' && only.children.length === 0) return ['with', 'empty', 'list']
  return only.kind === 'dictionary' && only.children.length === 0 ? ['with', 'empty', 'dict'] : undefined
}

function resultWords({ result }: Outcome, style: TestNameStyle): readonly string[] {
  switch (result.is) {
    case 'raises': return [style.raises, ...wordsIn(result.error)]
    case 'warns': return ['emits', ...wordsIn(result.error)]
    case 'status': return ['returns', String(result.code)]
    case 'exit': return ['exits', 'with', String(result.code)]
    case 'calls': return [...(result.happens ? ['calls'] : ['does', 'not', 'call']), ...wordsIn(result.mock)]
    case 'returns': return ['returns', ...result.value.split(' ')]
  }
}

function written(words: readonly string[], style: TestNameStyle): string | undefined {
  const name = style.isCamel ? `test${words.map(capital).join('')}` : `test_${words.join('_')}`
  return name.length > longest ? undefined : name
}

function added(name: string, words: readonly string[], style: TestNameStyle): string | undefined {
  const whole = style.isCamel ? `${name}${words.map(capital).join('')}` : `${name}_${words.join('_')}`
  return whole.length > longest ? undefined : whole
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1)
}

/** Words that say that something is not as it should be; whoever chose one of them said it in other words. */
const amiss = /^(?:(?:re)?rais(?:es?|ed|ing)|throws?|err|errors?|exceptions?|exc|excs|fail(?:s|ed|ure|ures|ing)?|invalid\w*|illegal\w*|bad|badly|wrong\w*|reject\w*|refus\w*|forbid\w*|prohibit\w*|disallow\w*|denied|deny|denies|cannot|cant|can't|not|no|non|nonexist\w*|nonexistent|without|missing|miss|unknown|unsupported|unexpected|un[a-z]{4,}|in(?:correct|complete|compat\w*|consistent|sufficient|accessible)|broken|malformed|conflict\w*|dup\w*|exceed\w*|too|overflow\w*|over|out|negative|expired?|expir\w*|timeout\w*|timed|abort\w*|crash\w*|mismatch\w*|notfound|exists?|already|only|requires?d?|must|mandatory|warn\w*|deprecat\w*|removed|readonly|immutable|frozen|closed|corrupt\w*|impossible|prevent\w*|block\w*|limit\w*|restrict\w*|validat\w*|check\w*|empty|none|null|never|neg|nok|ko|conflicting|ambiguous|cancel\w*|disconnect\w*|lost|leak\w*|nan|inf|zero|strict|protect\w*|denial|guard\w*|safe\w*|detect\w*|catch\w*|loop|cycl\w*|circular|recurs\w*|infinite|garbage|truncat\w*|eof|abstract|disabled?|stop\w*|interrupt\w*|exit\w*|quit|skip\w*|xfail)$/

/** True where the name is that of another call, which goes well: `test_delete_user` deletes, and then getting the user raises. */
function isAboutAnother(name: readonly string[], { result, callee, beside }: Outcome): boolean {
  if (result.is !== 'raises' && result.is !== 'warns') return false
  const isNamed = (called: string): boolean => /^[a-z]/.test(called) && splitWords(called).every((word) => name.includes(word))
  const own = lastName(callee)
  return (own === undefined || !isNamed(own)) && [...beside].some(isNamed)
}

/** True where the name says what comes of it, in whatever words. */
function saysResult(name: string, { result }: Outcome): boolean {
  const words = splitWords(name).slice(1)
  const has = (pattern: RegExp): boolean => words.some((word) => pattern.test(word))
  switch (result.is) {
    case 'raises':
    case 'warns': return has(amiss) || name.replaceAll('_', '').toLowerCase().includes(result.error.toLowerCase()) || splitWords(result.error).some((word) => !/^(?:error|exception|warning|http|exc|value|type|key|base|user|invalid|os|io|runtime)$/.test(word) && words.includes(word))
    case 'status': return words.some((word) => word.includes(String(result.code))) || has(/^(?:ok|success\w*|status\w*|redirect\w*|moved|created?|creates|accepted|code|codes)$/) || (result.code >= 400 && has(amiss)) || has(/^\d{3}$/)
    case 'exit': return has(amiss) || has(/^(?:exit\w*|code|status|returncode|rc)$/)
    case 'calls': return has(/^(?:calls?|called|calling|invok\w*|not|no|never|does|doesnt|dont|without|only|skip\w*|ignor\w*|deleg\w*|trigger\w*)$/) || splitWords(result.mock).some((word) => word.length > 2 && words.includes(word))
    case 'returns': return has(/^(?:returns?|returned|none|null|nothing|empty|blank|true|false|yes|positive)$/) || has(amiss) || has(/^(?:is|are|has|have|can|same|equal\w*|eq|ne|default\w*|clear\w*|reset\w*|delet\w*|remov\w*|drop\w*|hit|valid|ok|pass\w*|success\w*|noop|ignor\w*|allow\w*|match\w*|support\w*|enabled?)$/)
  }
}

/** The callee of the last statement in front of the node's own, where that is a call: `x = decode(read())` → decode. */
function calleeBefore(node: Node, test: FunctionUnit): Node | undefined {
  const at = test.statements.findIndex((statement) => statement.contains(node))
  const before = at > 0 ? test.statements[at - 1] : undefined
  let inner = before?.kind === 'expression_statement' ? before.firstChild : undefined
  if (inner?.kind === 'assignment') inner = inner.field('right')
  while (inner !== undefined && (inner.kind === 'await' || inner.kind === 'parenthesized_expression')) inner = inner.firstChild
  return inner?.kind === 'call' ? inner.field('function') : undefined
}
