// What the grammar misreads is rewritten before parsing, unit for unit, so that every offset stays true.
// Names are always read from the author's text, so a disguised name never reaches a rule.

const suspicious = /\0|\r(?!\n)|\b(?:type|print|exec|match|case)\b|\b(?:[tT][rR]?|[rR][tT])["']|\.[ \t]*(?:#[^\r\n]*)?\r?\n|\b(?:def|class)[ \t]+\w+[ \t]*\[/

/**
 * `code` as the grammar (tree-sitter-python 0.21) reads it rightly. `comments` are offsets in `code`, in pairs.
 * - a lone CR ends a line for Python and for LSP, not for the grammar;
 * - `type(mock).attr = 1` is an assignment, not a type alias; `print` and `exec` are names;
 * - t-strings (PEP 750) have the structure of f-strings;
 * - inside brackets a line may end behind a dot;
 * - a type parameter may have a default (PEP 696), which reads as its bound, or as one more alternative of it.
 */
export function disguise(code: string, comments: readonly number[]): string {
  if (!suspicious.test(code)) return code
  const inComment = (offset: number): boolean => {
    for (let i = 0; i < comments.length; i += 2) if (offset >= comments[i]! && offset < comments[i + 1]!) return true
    return false
  }
  return withoutDefaults(code)
    .replace(/\0/g, ' ')
    .replace(/\r(?!\n)/g, '\n')
    .replace(/\btype(?=[ \t]*[^\s\w\\])/g, 'tyqe')
    .replace(/\bprint\b/g, 'prinq')
    .replace(/\bexec\b/g, 'exeq')
    .replace(/^([ \t]*)match(?=[ \t]*(?::|=(?!=)))/gm, '$1matcq')
    .replace(/\b[tT](?=[rR]?["'])/g, 'f')
    .replace(/\b([rR])[tT](?=["'])/g, '$1f')
    .replace(/([^\d\s.])\.((?:[ \t]*(?:#[^\r\n]*)?\r?\n)+[ \t]*)(?=[^\W\d])/g, (whole, before: string, gap: string, offset: number) =>
      inComment(offset) || gap.includes('#') ? whole : `${before} ${gap.slice(0, -1)}.`,
    )
}

const typeParameters = /\b(?:def|class|type)[ \t]+\w+[ \t]*\[/g

/** `class A[T = int, U: str = bytes]` → `class A[T : int, U: str | bytes]`. */
function withoutDefaults(code: string): string {
  let out = code
  for (const match of code.matchAll(typeParameters)) {
    let depth = 1
    let hasBound = false
    for (let at = match.index + match[0].length; at < code.length && depth > 0; at++) {
      const sign = code[at]!
      if ('([{'.includes(sign)) depth++
      else if (')]}'.includes(sign)) depth--
      else if (depth === 1 && sign === ',') hasBound = false
      else if (depth === 1 && sign === ':') hasBound = true
      else if (depth === 1 && sign === '=' && code[at + 1] !== '=' && !'=!<>:'.includes(code[at - 1]!)) out = `${out.slice(0, at)}${hasBound ? '|' : ':'}${out.slice(at + 1)}`
    }
  }
  return out
}
