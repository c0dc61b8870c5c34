// Reads one logical line of Python: where it ends, its indent, its comments, without a grammar.
// It knows brackets, strings (f-strings nested to any depth) and line continuation, and recovers inside open brackets.

/** One logical line, or a blank or comment-only physical line (`code` is undefined then). Offsets count in the scanned text. */
export interface LogicalLine {
  readonly start: number
  /** Behind the line's terminator. */
  readonly end: number
  /** Offset of its first character that is not white space; undefined for a blank or comment-only line. */
  readonly code: number | undefined
  /** Columns of indent, a tab reaching to the next multiple of eight, a form feed starting anew (CPython's tokenizer). */
  readonly indent: number
  /** First word of the code (letters, digits, underscores), '' where it starts with punctuation. */
  readonly word: string
  /** True where the last character of code is a colon: a compound statement whose block is on the next lines. */
  readonly opensBlock: boolean
  /** Start and end of each comment, in pairs. */
  readonly comments: readonly number[]
  /** True where a bracket or a string in it is not closed, or closed twice. */
  readonly isUneven: boolean
  /** Where a triple-quoted string starts that is never closed. */
  readonly unclosed: number | undefined
  /** Where the first triple-quoted string starts behind whose closing quotes a word follows at once, which Python never reads: quotes that were taken for others. */
  readonly odd: number | undefined
  /** How many such strings there are in it. */
  readonly odds: number
}

const TAB = 9, LF = 10, FF = 12, CR = 13, SPACE = 32, DOUBLE = 34, HASH = 35, SINGLE = 39
const COLON = 58, AT = 64, BACKSLASH = 92, OPEN_BRACE = 123, CLOSE_BRACE = 125, BOM = 0xfeff

/** Statements that can't start a line inside brackets: meeting one there means that a bracket was left open. */
const statementWord =
  /^(?:def|class|return|assert|import|raise|pass|with|while|try|del|global|nonlocal|break|continue|elif|except|finally)(?![\w])|^async[ \t]+(?:def|with)\b/
/** Words that stand in comprehensions and conditional expressions too: a statement's line ends with its colon, as a key of a dict may after `else`. */
const opensStatement = /(?:else[ \t]*|(?:if|for)(?!\w)(?![^\r\n]*\belse\b)[^\r\n#]*):[ \t]*(?=[\r\n]|$)/y

/** Scans the logical line that starts at `start`, which is the start of a physical line and before the end of `text`. */
export function scanLine(text: string, start: number): LogicalLine {
  const length = text.length
  let at = start
  let indent = 0
  for (; at < length; at++) {
    const unit = text.charCodeAt(at)
    if (unit === SPACE) indent++
    else if (unit === TAB) indent = (indent | 7) + 1
    else if (unit === FF) indent = 0
    else if (unit !== BOM || at !== 0) break
  }
  const comments: number[] = []
  if (at >= length) return withoutCode(start, length, indent, comments)
  const first = text.charCodeAt(at)
  if (first === LF || first === CR) return withoutCode(start, afterNewline(text, at), indent, comments)
  if (first === HASH) {
    const end = lineEnd(text, at)
    comments.push(at, end)
    return withoutCode(start, afterNewline(text, end), indent, comments)
  }

  const code = at
  let depth = 0
  let last = 0
  let isUneven = false
  let unclosed: number | undefined
  let odd: number | undefined
  let odds = 0
  while (at < length) {
    const unit = text.charCodeAt(at)
    if (unit === LF || unit === CR) {
      const next = afterNewline(text, at)
      if (depth === 0) return finish(next)
      at = next
      if (beginsStatement(text, at, indent)) return finish(at)
      continue
    }
    if (unit === HASH) {
      const end = lineEnd(text, at)
      comments.push(at, end)
      at = end
      continue
    }
    if (unit === BACKSLASH) {
      // A continuation joins the next line; anywhere else a backslash is an error that ends with its line.
      const next = text.charCodeAt(at + 1)
      at = next === LF || next === CR ? afterNewline(text, at + 1) : at + 1
      continue
    }
    if (unit === DOUBLE || unit === SINGLE) {
      const prefix = prefixOf(text, at, code)
      const start = at - prefix.length
      at = skipString(text, at, prefix, comments)
      if (at > length) unclosed = start
      if (text.charCodeAt(at - 1) !== unit) isUneven = true
      else if (isWordUnit(text.charCodeAt(at)) && text.charCodeAt(at - 3) === unit && at - start > 5 && followsOddly(text, at)) {
        odd ??= start
        odds++
      }
      last = unit
      continue
    }
    if (unit === 40 || unit === 91 || unit === OPEN_BRACE) depth++
    else if (unit === 41 || unit === 93 || unit === CLOSE_BRACE) {
      if (depth === 0) isUneven = true
      else depth--
    }
    if (unit !== SPACE && unit !== TAB && unit !== FF) last = unit
    at++
  }
  return finish(length)

  function finish(end: number): LogicalLine {
    let wordEnd = code
    while (wordEnd < length && isWordUnit(text.charCodeAt(wordEnd))) wordEnd++
    return { start, end, code, indent, word: text.slice(code, wordEnd), opensBlock: last === COLON && depth === 0, comments, isUneven: isUneven || depth > 0, unclosed, odd, odds }
  }
}

/** True where the line at `at`, inside brackets that a line with this indent left open, can only be a statement or a decorator. */
function beginsStatement(text: string, at: number, indent: number): boolean {
  const lineStart = skipBlanks(text, at)
  // Behind an operand that is multiplied as a matrix no line stands further out than the statement.
  if (text.charCodeAt(lineStart) === AT) return lineStart - at < indent && isWordUnit(text.charCodeAt(lineStart + 1))
  opensStatement.lastIndex = lineStart
  return statementWord.test(text.slice(lineStart, lineStart + 12)) || opensStatement.test(text)
}

function withoutCode(start: number, end: number, indent: number, comments: readonly number[]): LogicalLine {
  return { start, end, code: undefined, indent, word: '', opensBlock: false, comments, isUneven: false, unclosed: undefined, odd: undefined, odds: 0 }
}

/** False for a keyword that may follow a string, and for the prefix of another string. */
function followsOddly(text: string, at: number): boolean {
  return !/^(?:(?:and|as|else|for|if|in|is|not|or)(?!\w)|\w{1,2}['"])/.test(text.slice(at, at + 8))
}

/** Offset behind the line terminator at `at`. */
function afterNewline(text: string, at: number): number {
  if (at >= text.length) return text.length
  return text.charCodeAt(at) === CR && text.charCodeAt(at + 1) === LF ? at + 2 : at + 1
}

function lineEnd(text: string, at: number): number {
  while (at < text.length) {
    const unit = text.charCodeAt(at)
    if (unit === LF || unit === CR) break
    at++
  }
  return at
}

function skipBlanks(text: string, at: number): number {
  while (at < text.length) {
    const unit = text.charCodeAt(at)
    if (unit !== SPACE && unit !== TAB && unit !== FF) break
    at++
  }
  return at
}

export function isWordUnit(unit: number): boolean {
  return (unit >= 97 && unit <= 122) || (unit >= 65 && unit <= 90) || unit === 95 || (unit >= 48 && unit <= 57) || (unit > 127 && unit !== BOM)
}

/** The letters before the quote at `quote`, lower case, where they are a string prefix; else ''. */
function prefixOf(text: string, quote: number, from: number): string {
  let at = quote
  while (at > from && quote - at < 3 && isWordUnit(text.charCodeAt(at - 1))) at--
  if (quote - at > 2) return ''
  const prefix = text.slice(at, quote).toLowerCase()
  return /^(?:r|u|b|f|t|br|rb|fr|rf|tr|rt)$/.test(prefix) ? prefix : ''
}

/** Offset behind the string whose opening quote is at `quote`; an unclosed one ends with its line, a triple-quoted one lies one behind the end of the text. */
function skipString(text: string, quote: number, prefix: string, comments: number[]): number {
  const mark = text.charCodeAt(quote)
  const triple = text.charCodeAt(quote + 1) === mark && text.charCodeAt(quote + 2) === mark
  const formatted = prefix.includes('f') || prefix.includes('t')
  let at = quote + (triple ? 3 : 1)
  while (at < text.length) {
    const unit = text.charCodeAt(at)
    if (unit === BACKSLASH) {
      at = text.charCodeAt(at + 1) === CR && text.charCodeAt(at + 2) === LF ? at + 3 : at + 2
      continue
    }
    if (unit === mark) {
      if (!triple) return at + 1
      if (text.charCodeAt(at + 1) === mark && text.charCodeAt(at + 2) === mark) return at + 3
    } else if ((unit === LF || unit === CR) && !triple) return at
    else if (formatted && unit === OPEN_BRACE) {
      if (text.charCodeAt(at + 1) === OPEN_BRACE) {
        at += 2
        continue
      }
      at = skipField(text, at + 1, mark, triple, comments)
      continue
    }
    at++
  }
  return triple ? text.length + 1 : text.length
}

/**
 * Offset behind the replacement field whose content starts at `at`, in a formatted string with this quote.
 * Where the field is left open, the offset at which the string's own end (or the line's) has to be looked at.
 */
function skipField(text: string, at: number, mark: number, triple: boolean, comments: number[]): number {
  let depth = 0
  while (at < text.length) {
    const unit = text.charCodeAt(at)
    if ((unit === LF || unit === CR) && !triple && depth === 0 && !fieldCloses(text, at)) return at
    if (unit === CLOSE_BRACE && depth === 0) return at + 1
    if (unit === 40 || unit === 91 || unit === OPEN_BRACE) depth++
    else if (unit === 41 || unit === 93 || unit === CLOSE_BRACE) depth--
    else if (unit === DOUBLE || unit === SINGLE) {
      if (unit === mark && !nestedStringCloses(text, at, mark, triple)) return at
      at = skipString(text, at, prefixOf(text, at, at - 2 < 0 ? 0 : at - 2), comments)
      continue
    } else if (unit === HASH) {
      const end = lineEnd(text, at)
      if (!triple && !fieldCloses(text, end)) return end
      comments.push(at, end)
      at = end
      continue
    } else if (unit === COLON && depth === 0) return skipFormat(text, at + 1, mark, triple, comments)
    at++
  }
  return at
}

/** The format specifier of a field: literal text with nested fields, up to its closing brace. */
function skipFormat(text: string, at: number, mark: number, triple: boolean, comments: number[]): number {
  while (at < text.length) {
    const unit = text.charCodeAt(at)
    if (unit === CLOSE_BRACE) return at + 1
    if (unit === OPEN_BRACE) {
      at = skipField(text, at + 1, mark, triple, comments)
      continue
    }
    if (unit === mark && (!triple || (text.charCodeAt(at + 1) === mark && text.charCodeAt(at + 2) === mark))) return at
    if ((unit === LF || unit === CR) && !triple) return at
    at++
  }
  return at
}

/** A field may hold line breaks since Python 3.12; it does where a closing brace comes before the next blank line. */
function fieldCloses(text: string, at: number): boolean {
  for (let i = at; i < text.length && i - at < 2000; i++) {
    const unit = text.charCodeAt(i)
    if (unit === CLOSE_BRACE) return true
    if ((unit === LF || unit === CR) && i > at + 1 && isBlankBetween(text, at, i)) return false
    if (unit === DOUBLE || unit === SINGLE) return false
    if (unit === COLON && i > at) return false
  }
  return false
}

function isBlankBetween(text: string, from: number, to: number): boolean {
  return text.slice(from, to).trim() === ''
}

/** Inside a field a quote of the outer kind opens a nested string only where that one is closed again on the line (Python 3.12). */
function nestedStringCloses(text: string, at: number, mark: number, triple: boolean): boolean {
  if (triple && !(text.charCodeAt(at + 1) === mark && text.charCodeAt(at + 2) === mark)) return true
  const rest = text.slice(at + 1, lineEnd(text, at))
  const close = rest.indexOf(String.fromCharCode(mark))
  return close >= 0 && rest.indexOf('}', close) >= 0
}
