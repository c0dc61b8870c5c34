// `proctor rules` and `proctor rule`: what exists.

import { allRules, checkSelectors, namesRule, sections, type Rule } from '../../core/index.ts'
import type { Door, ExitCode } from '../door.ts'
import { Misuse } from '../misuse.ts'

/** json: `[{"id", "section", "summary", "severity", "preset", "fix", "twins", "options"}]`. */
export function rules({ format }: { readonly format: 'text' | 'json' }, door: Door): ExitCode {
  if (format === 'json') door.out(`${JSON.stringify(allRules.map(ruleData), undefined, 2)}\n`)
  else {
    const width = Math.max(...allRules.map((each) => each.id.length))
    const parts = sections.flatMap(({ id, title }) => {
      const own = allRules.filter((each) => each.section === id)
      return own.length === 0 ? [] : [`${title}\n${own.map((each) => `  ${each.id.padEnd(width)}  ${each.summary}\n`).join('')}`]
    })
    door.out(`${parts.join('\n')}\n${allRules.length} rules; 'proctor rule ID' explains one.\n`)
  }
  return 0
}

/** `id`: a rule's id or a twin that only one rule has. */
export function rule(id: string, { format }: { readonly format: 'text' | 'json' }, door: Door): ExitCode {
  const isSection = sections.some((section) => section.id === id.toLowerCase()) || id.toLowerCase() === 'all'
  const found = allRules.find((each) => each.id === id) ?? (isSection ? undefined : allRules.find((each) => namesRule(id, each)))
  if (found === undefined) throw new Misuse(isSection ? `'${id}' is a section; 'proctor rules' lists its rules` : checkSelectors([id], allRules)[0]!)
  door.out(format === 'json' ? `${JSON.stringify(ruleData(found), undefined, 2)}\n` : ruleText(found))
  return 0
}

function ruleData({ id, section, summary, severity, preset, fix, twins, options }: Rule) {
  return { id, section, summary, severity, preset, fix: fix ?? null, twins, options: options ?? {} }
}

function ruleText(found: Rule): string {
  const options = Object.entries(found.options ?? {}).map(([name, shape]) => `  ${name} (default ${JSON.stringify(shape.default)}): ${shape.description}`)
  const fix = found.fix === undefined ? 'none' : found.fix === 'safe' ? 'safe' : 'a suggestion, to look at'
  return [
    found.id,
    '',
    found.summary,
    '',
    found.why,
    '',
    `Section ${found.section}; severity ${found.severity}; preset ${found.preset}; fix: ${fix}; since ${found.since}`,
    ...(found.twins.length === 0 ? [] : [`Elsewhere: ${found.twins.join(', ')}`]),
    ...(options.length === 0 ? [] : ['', 'Options:', ...options]),
    ...(found.whenNotToUse === undefined ? [] : ['', `When to turn it off: ${found.whenNotToUse}`]),
    '',
    `On one line: # proctor: ignore[${found.id}] reason`,
    '',
  ].join('\n')
}
