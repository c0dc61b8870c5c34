// The examples of a rule page, taken from the rule's spec.

export interface Example {
  readonly kind: 'flagged' | 'allowed' | 'fixed'
  /** The heading that it stood under, without `Flags` or `Allows`. */
  readonly title: string
  readonly language: 'python' | 'diff'
  /** Ends with a line end. */
  readonly code: string
}

/** `## Flags …` and `## Allows …` with their first Python block each, and the diff blocks below `Flags`, in the order of the spec. */
export function examplesOf(spec: string): readonly Example[] {
  const examples: Example[] = []
  for (const part of spec.split(/^## /m).slice(1)) {
    const heading = part.slice(0, part.indexOf('\n')).trim()
    const word = /^(Flags|Allows)\b/i.exec(heading)?.[1]?.toLowerCase()
    if (word === undefined) continue
    const title = heading.slice(word.length).replace(/^[\s:,–—-]+/, '') || (word === 'flags' ? 'for example' : 'what is fine')
    const blocks = [...part.matchAll(/^```(\w+)[^\n]*\n(.*?)^```/gms)].map((match) => ({ language: match[1]!, code: match[2]! }))
    const python = blocks.find((block) => block.language === 'python' || block.language === 'py')
    if (python !== undefined) examples.push({ kind: word === 'flags' ? 'flagged' : 'allowed', title, language: 'python', code: withoutMarks(python.code) })
    if (word === 'flags') for (const block of blocks) if (block.language === 'diff' && block.code.trim() !== '') examples.push({ kind: 'fixed', title, language: 'diff', code: block.code })
  }
  return examples
}

/** Lines of carets and tildes mark what is flagged and related (test/support/spec.ts has the format); they are no Python. */
function withoutMarks(code: string): string {
  return code
    .split('\n')
    .filter((line) => !/^\s*(\^|~~~|…[\^~])/.test(line))
    .join('\n')
}
