// `npm run bench -- --profile`: where a keystroke goes, by phase and by rule. Times of a rule include what it asks of the models, which
// the first to ask pays for all.

import { readFileSync } from 'node:fs'
import { allRules, defaultSettings, type Rule, type Settings } from '../../server/src/core/index.ts'
import { analyze } from '../../server/src/core/engine/analyze.ts'
import { replacedInside } from '../../server/src/core/suite/surface.ts'
import { createParser, editSource, openSource, type Segment } from '../../server/src/core/syntax/index.ts'
import { editScripts } from './scripts.ts'

export interface Profile {
  readonly keystrokes: number
  /** Milliseconds per keystroke, mean. */
  readonly phases: readonly (readonly [phase: string, ms: number])[]
  readonly rules: readonly (readonly [rule: string, ms: number])[]
}

export async function profileKeystrokes(wasm: { readonly runtime: Uint8Array; readonly grammar: Uint8Array }, file: string, settings: Settings = defaultSettings, rounds = 3): Promise<Profile> {
  const parser = await createParser(wasm.runtime, wasm.grammar)
  const text = readFileSync(file, 'utf8')
  const phases = new Map<string, number>()
  const perRule = new Map<string, number>()
  const add = (map: Map<string, number>, key: string, start: number): void => void map.set(key, (map.get(key) ?? 0) + performance.now() - start)
  let isCounting = false
  const rules = allRules.map((rule) => timed(rule, (start, step) => isCounting && add(perRule, rule.on === 'module' ? `${rule.id} (${step})` : rule.id, start)))
  let keystrokes = 0
  for (let round = 0; round < rounds; round++) {
    // The first round warms the compiler up.
    isCounting = round > 0
    for (const { name, edits } of editScripts(text)) {
      if (!/identifier|new test|quotes/.test(name)) continue
      let source = openSource(parser, 'test_profile.py', text)
      analyze(source, settings, rules)
      for (const edit of edits) {
        const before = source
        let start = performance.now()
        source = editSource(source, [edit])
        if (isCounting) add(phases, 'scan and cut', start)
        start = performance.now()
        const fresh = source.segments.filter((segment) => !before.has(segment))
        fresh.forEach((segment: Segment) => segment.kind === 'trivia' || segment.tree)
        if (isCounting) add(phases, 'parse and read the tree', start)
        start = performance.now()
        replacedInside(before, source)
        if (isCounting) add(phases, 'compare the surface', start)
        start = performance.now()
        analyze(source, settings, rules)
        if (isCounting) add(phases, 'facts, rules, renewal', start)
        if (isCounting) keystrokes++
      }
    }
  }
  const mean = (map: ReadonlyMap<string, number>): (readonly [string, number])[] => [...map].map(([key, ms]) => [key, ms / keystrokes] as const).sort((a, b) => b[1] - a[1])
  const inRules = [...perRule.values()].reduce((sum, ms) => sum + ms, 0) / keystrokes
  return { keystrokes, phases: [...mean(phases), ['of these in rules', inRules]], rules: mean(perRule) }
}

/** The rule with a watch on its `gather` and each step of its `check`. */
function timed(rule: Rule, done: (start: number, step: 'gather' | 'check') => void): Rule {
  const { gather, check } = rule
  return {
    ...rule,
    ...(gather === undefined ? {} : {
      gather: (segment: Segment, options: never) => {
        const start = performance.now()
        try {
          return gather(segment, options)
        } finally {
          done(start, 'gather')
        }
      },
    }),
    check(unit: never, context: never) {
      const start = performance.now()
      try {
        return [...check(unit, context)]
      } finally {
        done(start, 'check')
      }
    },
  }
}
