// Proctor's findings on the same files, each with the twins that it claims.

import { readFileSync } from 'node:fs'
import { createProctor, defaultSettings, type Settings } from '../../../server/src/core/index.ts'
import type { Sample } from './files.ts'

export interface Claimed {
  readonly path: string
  readonly rule: string
  readonly twins: readonly string[]
  /** From 1. */
  readonly line: number
  readonly lastLine: number
}

/** `select`: twins. Each file stands alone, as it does for the linters; files that cannot be read whole are named. */
export async function ours(root: string, files: readonly Sample[], select: readonly string[], asked: Partial<Settings>): Promise<{ readonly claimed: readonly Claimed[]; readonly unreadable: ReadonlySet<string>; readonly broken: readonly string[] }> {
  const proctor = await createProctor({ runtime: readFileSync(`${root}grammars/tree-sitter.wasm`), grammar: readFileSync(`${root}grammars/python.wasm`) })
  const settings: Settings = { ...defaultSettings, ...asked, select, avoidDuplicates: 'off' }
  const claimed: Claimed[] = []
  const unreadable = new Set<string>()
  const broken = new Set<string>()
  for (const { path, name, text } of files) {
    const source = proctor.open(name, text)
    const { findings, gaps, breakdowns } = proctor.analyze(source, settings)
    if (gaps.length > 0) unreadable.add(path)
    for (const { rule, message } of breakdowns) broken.add(`${rule.id} on ${name}: ${message}`)
    for (const { rule, twins, at } of findings) {
      const { start, end } = source.rangeOf(at)
      claimed.push({ path, rule: rule.id, twins, line: source.positionAt(start).line + 1, lastLine: source.positionAt(Math.max(start, end - 1)).line + 1 })
    }
  }
  return { claimed, unreadable, broken: [...broken] }
}
