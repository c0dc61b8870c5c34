// Snippet syntax for clients that have none, and for inserting where a client would indent anew. It does not parse Python.

/** The text that a snippet stands for when no stop is visited: `${1:name}` → `name`, `$0` → nothing, `${1|a,b|}` → `a`. */
export function withoutStops(snippet: string): string {
  return read(snippet, 0, false).text
}

/** Text that a snippet shows as it is. */
export function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, (sign) => `\\${sign}`)
}

/** True where the snippet has a stop, a placeholder or a choice. */
export function hasStops(snippet: string): boolean {
  return /(?<!\\)(?:\\\\)*\$(?:\d|\{\d)/.test(snippet)
}

function read(snippet: string, from: number, isInside: boolean): { readonly text: string; readonly end: number } {
  let text = ''
  let at = from
  while (at < snippet.length) {
    const sign = snippet[at]!
    if (sign === '\\' && /[\\$}]/.test(snippet[at + 1] ?? '')) {
      text += snippet[at + 1]
      at += 2
      continue
    }
    if (sign === '}' && isInside) return { text, end: at + 1 }
    const stop = sign === '$' ? /^\$(?:(\d+)|\{(\d+)(?:(\})|(:)|\|((?:[^|\\]|\\.)*)\|\}))/.exec(snippet.slice(at)) : null
    if (stop === null) {
      text += sign
      at++
      continue
    }
    at += stop[0].length
    if (stop[5] !== undefined) text += (/^(?:[^,\\]|\\.)*/.exec(stop[5])?.[0] ?? '').replace(/\\(.)/g, '$1')
    if (stop[4] === undefined) continue
    const placeholder = read(snippet, at, true)
    text += placeholder.text
    at = placeholder.end
  }
  return { text, end: at }
}
