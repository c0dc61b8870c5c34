// One fix as a small diff, for the eye: the lines that its edits touch, before and after.

import type { ReportedFinding } from '../../../server/src/core/index.ts'

export function drawnEdits(text: string, edits: NonNullable<ReportedFinding['fix']>['edits']): string {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/)
  const first = Math.min(...edits.map(({ range }) => range.start.line))
  const last = Math.max(...edits.map(({ range }) => range.end.line))
  const old = lines.slice(first - 1, last)
  // Later edits first, so that the earlier ones still stand where they say.
  const places = [...edits].sort((a, b) => b.range.start.line - a.range.start.line || b.range.start.column - a.range.start.column)
  let fresh = old.join('\n')
  for (const { range, text: written } of places) fresh = fresh.slice(0, offsetIn(old, range.start, first)) + written + fresh.slice(offsetIn(old, range.end, first))
  const now = fresh.split(/\r\n|\r|\n/)
  // Where lines correspond one by one, those that stay are not shown.
  const drawn = old.length === now.length ? old.flatMap((line, i) => (line === now[i] ? [] : [`- ${line}`, `+ ${now[i]}`])) : [...old.map((line) => `- ${line}`), ...now.map((line) => `+ ${line}`)]
  return [...lines.slice(Math.max(0, first - 3), first - 1).map((line) => `  ${line}`), ...drawn, ...lines.slice(last, last + 1).map((line) => `  ${line}`)].join('\n')
}

function offsetIn(lines: readonly string[], { line, column }: { readonly line: number; readonly column: number }, first: number): number {
  const before = lines.slice(0, line - first).reduce((sum, each) => sum + each.length + 1, 0)
  return before + [...(lines[line - first] ?? '')].slice(0, column - 1).join('').length
}
