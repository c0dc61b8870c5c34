// Reads code that stands in comments: which blocks of comment lines are a test once the hashes are gone.

import { lastAtOrBefore } from '../text/lines.ts'
import { openSource, type Node, type Parser, type Segment } from '../syntax/index.ts'
import { startsLine } from './layout.ts'

export interface CommentedTest {
  readonly kind: 'function' | 'class'
  readonly name: string
  /** The line with `def` or `class`, without its hash's indent: offsets in the segment. */
  readonly start: number
  readonly end: number
}

const known = new WeakMap<Segment, readonly CommentedTest[]>()
const mayHoldTest = /#[# \t]*(?:(?:async[ \t]+)?def[ \t]+test\w*[ \t]*\(|class[ \t]+\w*Test\w*[ \t]*[(:])/

/** Tests in the segment's own comments, in text order. Remembered with the segment. */
export function commentedTests(segment: Segment, parser: Parser): readonly CommentedTest[] {
  if (segment.comments.length === 0) return []
  let found = known.get(segment)
  if (found === undefined) known.set(segment, (found = mayHoldTest.test(segment.text) ? findTests(segment, parser) : []))
  return found
}

/** Statements that stand in comment lines. */
export interface CommentedCode {
  readonly kind: 'assertion' | 'code'
  /** From the first hash to the end of the last line: offsets in the segment. */
  readonly start: number
  readonly end: number
  readonly lines: number
  /** The first line without its hash. */
  readonly text: string
}

const knownCode = new WeakMap<Segment, readonly CommentedCode[]>()
// Begun once for each run of hashes and blanks, and never anew within it: a line of 100,000 blanks is read once.
const mayHoldCode = /(?<!#[ \t]*)#[# \t]*(?![# \t])(?:assert\b|[\w.]+\(|[\w.\[\]'", ]+ [-+*/]?= |(?:async )?def |class |for |with |while |if |import |from |return )/
const codeStart = /^[# \t]*(?:assert\b|[\w.]+\(|[\w.\[\]'", ]+ [-+*/]?= |(?:async )?def \w+\(|for .*:|with .*:|while .*:|if .*:|import \w|from \w\S* import )/
/** A statement over more lines is not looked for. */
const longestStatement = 12

/** Code in the segment's own comments but for whole tests, in text order; what a line with a colon introduces is an example. Remembered with the segment. */
export function commentedCode(segment: Segment, parser: Parser): readonly CommentedCode[] {
  if (segment.comments.length === 0) return []
  let found = knownCode.get(segment)
  if (found === undefined) knownCode.set(segment, (found = mayHoldCode.test(segment.text) ? findCode(segment, parser) : []))
  return found
}

function findCode(segment: Segment, parser: Parser): readonly CommentedCode[] {
  return blocksOf(segment).flatMap((block) => {
    const found: CommentedCode[] = []
    for (let i = 0; i < block.length; i++) {
      const read = codeStart.test(block[i]!.text) ? statementsAt(block, i, parser) : undefined
      if (read === undefined) continue
      const last = block[i + read.lines - 1]!
      if (!isExample(block, i) && !isNote(block, i, read.lines)) found.push({ ...read, start: block[i]!.start, end: last.end, text: block[i]!.text.trim() })
      i += read.lines - 1
    }
    return found
  })
}

/** The longest run of lines from `at` on that are statements; undefined where there is none. */
function statementsAt(block: readonly CommentLine[], at: number, parser: Parser): Pick<CommentedCode, 'kind' | 'lines'> | undefined {
  let best: Pick<CommentedCode, 'kind' | 'lines'> | undefined
  const indent = /^[ \t]*/.exec(block[at]!.text)![0].length
  for (let lines = 1; at + lines <= block.length; lines++) {
    if (best !== undefined && lines > best.lines + longestStatement) break
    if (best === undefined && lines > longestStatement) break
    const texts = block.slice(at, at + lines).map((line) => line.text.slice(Math.min(indent, /^[ \t]*/.exec(line.text)![0].length)))
    // An empty line ends what belongs together.
    if (texts[texts.length - 1]!.trim() === '') break
    const source = openSource(parser, 'comment.py', `${texts.join('\n')}\n`)
    const code = source.segments.filter((each) => each.kind !== 'trivia')
    if (code.some((each) => each.isBroken)) continue
    const statements = code.flatMap((each) => each.root.children)
    if (statements.length === 0 || !statements.every(isTelling)) continue
    best = { kind: statements.every(isAssertion) ? 'assertion' : 'code', lines }
  }
  return best
}

/** Words in a row parse as code only by chance; a bare name, a tuple or a comparison is rather prose. */
function isTelling(statement: Node): boolean {
  // `assert unauthorized` and `assert expired, console is closed` are how people say what the next line does.
  if (statement.kind === 'assert_statement') return !/^assert(?: not)? \w+(?:,? (?:\w+ )?is(?: not)? \w+)?$/.test(statement.text)
  if (statement.kind !== 'expression_statement') return true
  const [only, ...more] = statement.children
  return more.length === 0 && /^(?:call|assignment|augmented_assignment|await|yield)$/.test(only?.kind ?? '')
}

function isAssertion(statement: Node): boolean {
  if (statement.kind === 'assert_statement') return true
  const call = statement.kind === 'expression_statement' ? statement.firstChild : undefined
  return call?.kind === 'call' && /^self\.(?:assert|fail)\w*$/.test(call.field('function')?.text ?? '')
}

function isExample(block: readonly CommentLine[], at: number): boolean {
  const above = block.slice(0, at).reverse().find((line) => line.text.trim() !== '')
  return above !== undefined && /(?::|::|e\.g\.?|i\.e\.?|>>>.*)$/i.test(above.text.trim())
}

/** Nothing but values of names, next to a line that is no code: what a reckoning comes to, rather than what once ran. */
function isNote(block: readonly CommentLine[], at: number, lines: number): boolean {
  if (!block.slice(at, at + lines).every(({ text }) => /^[# \t]*\w+(?:: ?\w+)? = [^()]*$/.test(text))) return false
  return [block[at - 1], block[at + lines]].some((line) => line !== undefined && line.text.trim() !== '')
}

interface CommentLine {
  readonly start: number
  readonly end: number
  /** Without the hash. */
  readonly text: string
}

function findTests(segment: Segment, parser: Parser): readonly CommentedTest[] {
  return blocksOf(segment).flatMap((block) => {
    const found: CommentedTest[] = []
    for (let i = 0; i < block.length; i++) {
      const head = /^([# \t]*)(?:(?:async[ \t]+)?def[ \t]+(test\w*)[ \t]*\(|class[ \t]+(\w*Test\w*)[ \t]*[(:])/.exec(block[i]!.text)
      if (head === null) continue
      const indent = head[1]!.length
      const next = block.findIndex((line, j) => j > i && line.text.trim() !== '' && /^[# \t]*/.exec(line.text)![0].length <= indent && !/^[# \t]*\)/.test(line.text))
      const lines = block.slice(i, next < 0 ? undefined : next)
      const name = head[2] ?? head[3]!
      if (!isCode(lines.map((line) => line.text.slice(Math.min(indent, /^[# \t]*/.exec(line.text)![0].length))).join('\n'), name, parser)) continue
      found.push({ kind: head[2] === undefined ? 'class' : 'function', name, start: block[i]!.start, end: block[i]!.end })
      // A class that is commented out takes its tests along.
      i += lines.length - 1
    }
    return found
  })
}

/** Runs of comment lines that stand alone on their lines, one below the other. */
function blocksOf(segment: Segment): readonly (readonly CommentLine[])[] {
  const { comments, text, lines } = segment
  const blocks: CommentLine[][] = []
  let previous = -2
  for (let i = 0; i < comments.length; i += 2) {
    const [start, end] = [comments[i]!, comments[i + 1]!]
    if (!startsLine(text, start)) continue
    const line = lastAtOrBefore(lines, start)
    const entry = { start, end, text: text.slice(start + 1, end).trimEnd() }
    if (line === previous + 1) blocks[blocks.length - 1]!.push(entry)
    else blocks.push([entry])
    previous = line
  }
  return blocks
}

/** True where the text is the one definition of that name, with a body that is more than words. */
function isCode(text: string, name: string, parser: Parser): boolean {
  const source = openSource(parser, 'comment.py', `${text}\n`)
  const code = source.segments.filter((segment) => segment.kind !== 'trivia')
  const definition = code[0]?.root.children[0]
  if (definition === undefined || code.some((segment) => segment.isBroken) || definition.field('name')?.text !== name) return false
  const body: readonly Node[] = definition.field('body')?.children ?? code.slice(1).flatMap((segment) => segment.root.children)
  return body.length > 0
}
