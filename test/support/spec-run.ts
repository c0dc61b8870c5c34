// Runs the blocks of a spec: as they are, twisted, typed in, suppressed and fixed. Each function throws what vitest shows.

import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import { applyEdits, createProctor, defaultSettings, type Finding, type Fix, type Proctor, type Refusal, type Rule, type Settings, type Source } from '../../server/src/core/index.ts'
import { complaintOfPython } from './spec-python.ts'
import { inClass, piecesOf, withBom, withCrlf, type Twisted } from './spec-twists.ts'
import { applyHunks, renderMarks, type Block, type Mark, type TwistName } from './spec.ts'

const grammars = new URL('../../grammars/', import.meta.url)

export const proctor: Proctor = await createProctor({
  runtime: readFileSync(new URL('tree-sitter.wasm', grammars)),
  grammar: readFileSync(new URL('python.wasm', grammars)),
})

/** Only this rule, with the block's options and settings; where these name a preset, whatever it shows, since what `select` names is shown whole. */
export function settingsFor(rule: Rule, block: Block): Settings {
  return { ...defaultSettings, preset: 'strict', select: block.settings.preset === undefined ? [rule.id] : undefined, options: { [rule.id]: block.options }, ...block.settings }
}

/** What each twist does with a block. */
export const twists: Readonly<Record<TwistName, (rule: Rule, block: Block) => void | Promise<void>>> = {
  python: expectPython,
  crlf: expectSameInCrlf,
  bom: (rule, block) => expectMarks(rule, block, withBom(block.code)),
  class: expectSameInClass,
  typed: expectSameWhenTyped,
  suppression: expectSuppressible,
  fix: expectFix,
}

/** The findings are exactly the block's marks. */
export function expectMarks(rule: Rule, block: Block, twisted: Twisted = { code: block.code, follow: (range) => range }): void {
  const source = openIn(block, twisted.code)
  const expected = block.marks.map((mark) => ({ ...mark, ...twisted.follow(mark) }))
  const found = marksOf(findingsOf(rule, source, settingsFor(rule, block)), source)
  const actual = found.filter((mark) => mark.kind === 'finding' || expected.some((mark) => mark.kind === 'related'))
  for (const mark of actual) expect(mark.end, `an empty range at ${mark.start}: ${mark.message}`).toBeGreaterThan(mark.start)
  const compared = actual.map((mark) => inWordsOf(mark, expected))
  // Line ends are told by the ranges; a diff that shows \r everywhere would hide the rest.
  expect(renderMarks(twisted.code, compared)).toBe(renderMarks(twisted.code, expected))
}

/** What lies around sources that do not stand alone. */
const surroundings = new WeakMap<object, { readonly workspace: string; readonly files: Readonly<Record<string, string>> }>()

/** A source of the block, among the other files of its workspace where it has some. */
export function openIn({ path, files }: Pick<Block, 'path' | 'files'>, code: string): Source {
  if (Object.keys(files).length === 0) return proctor.open(path, code)
  const workspace = `spec ${JSON.stringify(files)}`
  const source = proctor.open(path, code, { workspace, path })
  surroundings.set(source.lineage, { workspace, files })
  return source
}

/** Hands in what the source asks for, until it asks for nothing more. */
function settle(source: Source, settings: Settings): void {
  const around = surroundings.get(source.lineage)
  for (let round = 0; around !== undefined && round < 50; round++) {
    proctor.analyze(source, settings)
    const wanted = proctor.wants(source)
    if (wanted.length === 0) return
    for (const path of wanted) proctor.learn(around.workspace, path, around.files[path])
  }
}

/** Findings of the rule alone, by place. A rule that broke down is a failure. */
export function findingsOf(rule: Rule, source: Source, settings: Settings): readonly Finding[] {
  settle(source, settings)
  const { findings, breakdowns } = proctor.analyze(source, settings)
  expect(breakdowns).toEqual([])
  return findings.filter((finding) => finding.rule.id === rule.id)
}

/** CPython takes the block as it stands; specs are a manual. */
async function expectPython(_rule: Rule, block: Block): Promise<void> {
  expect(await complaintOfPython(block.code)).toBeUndefined()
}

/** The same findings, and the same text once fixed but for its line ends. */
function expectSameInCrlf(rule: Rule, block: Block): void {
  const twisted = withCrlf(block.code)
  expectMarks(rule, block, twisted)
  expect(allFixed(rule, block, twisted.code).replaceAll('\r\n', '↵\n')).toBe(withCrlf(allFixed(rule, block, block.code)).code.replaceAll('\r\n', '↵\n'))
}

/** The same findings one level deeper, and fixes that know their indent. */
async function expectSameInClass(rule: Rule, block: Block): Promise<void> {
  const twisted = inClass(openIn(block, block.code))
  if (twisted === undefined) return
  expectMarks(rule, block, twisted)
  const fixed = allFixed(rule, block, twisted.code)
  expect(await complaintOfPython(fixed), fixed).toBeUndefined()
}

function allFixed(rule: Rule, block: Block, code: string): string {
  const source = openIn(block, code)
  settle(source, settingsFor(rule, block))
  return applyEdits(code, proctor.fixAll(source, settingsFor(rule, block), { unsafe: true, rule: rule.id }).edits)
}

/**
 * Typed at its end, a part of its middle taken out and typed again, each segment taken out and put back: what is found never
 * depends on the way there, nor on what another segment said a moment ago.
 */
function expectSameWhenTyped(rule: Rule, block: Block): void {
  const settings = settingsFor(rule, block)
  const { code } = block
  let source = openIn(block, '')
  const compare = () => expect(factsOf(rule, source, settings)).toEqual(factsOf(rule, openIn(block, source.text), settings))
  for (const piece of piecesOf(code, 8, code.length)) {
    source = proctor.edit(source, [{ start: source.length, end: source.length, text: piece }])
    compare()
  }
  expect(source.text).toBe(code)
  const [from, to] = [Math.floor(code.length / 3), Math.floor((code.length * 2) / 3)]
  source = proctor.edit(source, [{ start: from, end: to, text: '' }])
  compare()
  let at = from
  for (const piece of piecesOf(code.slice(from, to), 5, code.length + 1)) {
    source = proctor.edit(source, [{ start: at, end: at, text: piece }])
    at += piece.length
    compare()
  }
  expect(source.text).toBe(code)
  for (const segment of source.segments.filter(({ kind }) => kind !== 'trivia')) {
    const start = source.has(segment) ? source.startOf(segment) : source.text.indexOf(segment.text)
    source = proctor.edit(source, [{ start, end: start + segment.text.length, text: '' }])
    compare()
    source = proctor.edit(source, [{ start, end: start, text: segment.text }])
    compare()
  }
  expect(source.text).toBe(code)
}

/** A comment for each finding leaves none, on the line and for the file; it adds none for another. */
async function expectSuppressible(rule: Rule, block: Block): Promise<void> {
  const settings = settingsFor(rule, block)
  for (const where of ['line', 'file'] as const) {
    let source = openIn(block, block.code)
    let left = findingsOf(rule, source, settings)
    for (let count = left.length; count > 0; count = left.length) {
      const before = source.text
      source = proctor.edit(source, proctor.suppress(left[0]!, source, where))
      left = findingsOf(rule, source, settings)
      expect(left.length, `a comment for the ${where} hid nothing:\n${before}\nbecame\n${source.text}`).toBeLessThan(count)
    }
    expect(await complaintOfPython(source.text), source.text).toBeUndefined()
  }
}

/**
 * Each fix alone: Python takes it and its finding is gone. All of them together: the block's diff, nothing left to fix, a second pass
 * does nothing, and what is `safe` loses no comment.
 */
async function expectFix(rule: Rule, block: Block): Promise<void> {
  const settings = settingsFor(rule, block)
  const source = openIn(block, block.code)
  const findings = findingsOf(rule, source, settings)
  const answers = findings.map((finding) => proctor.fixesFor(finding, source, settings))
  for (const fix of answers.flat().filter(isFix)) {
    expectLine(fix.title, 100)
    expect(fix.title, 'an imperative').toMatch(/^[A-Z]/)
    const text = applyEdits(source.text, fix.isSnippet ? fix.edits.map((edit) => ({ ...edit, text: withoutStops(edit.text) })) : fix.edits)
    expect(await complaintOfPython(text), text).toBeUndefined()
    expect(findingsOf(rule, openIn(block, text), settings).length, `"${fix.title}" leaves its finding:\n${text}`).toBeLessThan(findings.length)
    if (fix.safety === 'safe') expect(lost(commentsOf(source), commentsOf(openIn(block, text)))).toEqual([])
  }
  for (const { refusal } of answers.flat().filter((answer) => !isFix(answer)) as readonly Refusal[]) expect(refusal, 'a refusal says why').not.toBe('')
  if (rule.fix === undefined) expect(answers.flat(), 'a rule without `fix` offers none').toEqual([])

  const { edits } = proctor.fixAll(source, settings, { unsafe: true, rule: rule.id })
  const fixed = openIn(block, applyEdits(source.text, edits))
  // What has stops to fill in is not applied to a whole file; it is drawn as a client without stops would show it.
  const snippets = answers.flatMap((each) => each.filter(isFix).slice(0, 1)).flatMap((fix) => (fix.isSnippet ? fix.edits.map((edit) => ({ ...edit, text: withoutStops(edit.text) })) : []))
  if (block.fix !== undefined) expectAsDrawn(block, block.fix, answers, edits.length === 0 ? applyEdits(source.text, snippets) : fixed.text)
  if (edits.length > 0) expect(await complaintOfPython(fixed.text), fixed.text).toBeUndefined()
  expect(proctor.fixAll(fixed, settings, { unsafe: true, rule: rule.id }).edits, `a second pass changes:\n${fixed.text}`).toEqual([])
  const stillFixable = findingsOf(rule, fixed, settings).flatMap((finding) => proctor.fixesFor(finding, fixed, settings).filter((answer): answer is Fix => isFix(answer) && !answer.isSnippet))
  expect(stillFixable.map((fix) => fix.title)).toEqual([])
  const careful = proctor.fixAll(source, settings, { rule: rule.id })
  if (!answers.flat().some((answer) => isFix(answer) && answer.safety === 'safe')) expect(careful.edits, 'only safe fixes are applied unasked').toEqual([])
  const carefully = openIn(block, applyEdits(source.text, careful.edits))
  expect(lost(commentsOf(source), commentsOf(carefully)), 'safe fixes keep comments').toEqual([])
}

function expectAsDrawn(block: Block, drawn: NonNullable<Block['fix']>, answers: readonly (readonly (Fix | Refusal)[])[], fixed: string): void {
  if (drawn.refusal !== undefined) {
    expect(answers.flat().filter(isFix).map((fix) => fix.title), 'no fix is expected').toEqual([])
    if (drawn.refusal !== '') expect(answers.flat().map((answer) => (isFix(answer) ? answer.title : answer.refusal))).toContain(drawn.refusal)
    return
  }
  const first = answers.flat().find(isFix)
  expect(first, 'a fix is expected').toBeDefined()
  if (drawn.title !== undefined) expect(first?.title).toBe(drawn.title)
  if (drawn.safety !== undefined) expect(first?.safety).toBe(drawn.safety)
  expect(fixed).toBe(applyHunks(block.code, drawn.hunks))
}

/** One line without a full stop, as a message or the text of a button is. */
export function expectLine(text: string, limit: number): void {
  expect(text).toMatch(/^\S[^\n\r]*[^.\s]$/)
  expect(text.length, text).toBeLessThanOrEqual(limit)
}

function marksOf(findings: readonly Finding[], source: Source): readonly Mark[] {
  return findings.flatMap((finding): readonly Mark[] => [
    { kind: 'finding', ...source.rangeOf(finding.at), message: finding.message, severity: finding.severity },
    ...finding.related.map((related): Mark => ({ kind: 'related', ...source.rangeOf(related.at), message: related.message, severity: undefined })),
  ])
}

/** The mark with what the spec does not ask about left out, so that both sides print alike where they agree. */
function inWordsOf(actual: Mark, expected: readonly Mark[]): Mark {
  const asked = expected.find((mark) => mark.kind === actual.kind && mark.start === actual.start && mark.end === actual.end)
  if (asked === undefined) return actual
  const agrees = asked.message === undefined || (asked.message.endsWith('…') && actual.message?.startsWith(asked.message.slice(0, -1)) === true)
  return { ...actual, message: agrees ? asked.message : actual.message, severity: asked.severity === undefined ? undefined : actual.severity }
}

function factsOf(rule: Rule, source: Source, settings: Settings): readonly unknown[] {
  return marksOf(findingsOf(rule, source, settings), source)
}

function isFix(answer: Fix | Refusal): answer is Fix {
  return 'edits' in answer
}

/** A snippet's text as a client without snippets gets it: `${1:text}` → `text`, `$0` → nothing. */
function withoutStops(text: string): string {
  return text.replace(/\$\{\d+:([^}]*)\}/g, '$1').replace(/\$\d+/g, '')
}

function commentsOf(source: Source): readonly string[] {
  return source.segments.flatMap((segment) =>
    // A space behind the hash is no word, and a hash alone says none.
    segment.comments.flatMap((start, i) => (i % 2 === 0 ? [segment.text.slice(start, segment.comments[i + 1]).replace(/^#\s*/, '# ')] : [])).filter((comment) => comment !== '# '),
  )
}

/** What `before` holds more often than `after`. */
function lost(before: readonly string[], after: readonly string[]): readonly string[] {
  const left = [...after]
  return before.filter((text) => {
    const at = left.indexOf(text)
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
}
