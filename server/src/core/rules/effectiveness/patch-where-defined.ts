// patch-where-defined: `patch("app.http.get")`, while the module under test has `from app.http import get` and looks its own name up.

import { importedNames, importsOfModule, patchNames, patchOf, rule, segmentsMentioning, targetOf, type Context, type Located, type Node, type Refusal, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
  readonly target: string
  /** The dotted name that the module under test looks up. */
  readonly used: string
}

export default rule({
  id: 'patch-where-defined',
  summary: 'A name is patched where it is defined, while the module under test has imported it.',
  why: 'An import makes a name of its own. The module under test goes on calling the real function, so the test checks less than it seems to, or reaches the network.',
  section: 'effectiveness',
  severity: 'warning',
  preset: 'recommended',
  fix: 'suggested',
  since: '0.1.0',
  twins: [],
  whenNotToUse: 'Where other modules between the test and the patched one are what the test is about.',
  on: 'node',
  kinds: ['call'],
  called: patchNames,
  *check(call, context): Iterable<Facts> {
    const patch = patchOf(call, context)
    const target = patch?.target
    if (patch === undefined || target === undefined || !/^\w+(?:\.\w+)+$/.test(target)) return
    const module = target.slice(0, target.lastIndexOf('.'))
    if (targetOf(target, context.source)?.is !== 'own') return
    const used = usedInstead(target, module, context)
    if (used !== undefined) yield { at: patch.object, target, used }
  },
  message: ({ target, used }) => `\`${used.slice(0, used.lastIndexOf('.'))}\` has imported \`${target.slice(target.lastIndexOf('.') + 1)}\` and does not look at \`${target}\``,
  repair({ at, target, used }): Repair | Refusal {
    const from = at.kind === 'string' ? at.text.indexOf(target) : -1
    if (from < 0) return { refusal: 'The name is not written out in one string' }
    return { title: `Patch ${used}`, edits: [{ segment: at.segment, start: at.start + from, end: at.start + from + target.length, text: used }] }
  },
})

/** The name in the one module that this file imports and that has imported the target; undefined where the patch may reach what is tested. */
function usedInstead(target: string, module: string, context: Context): string | undefined {
  const imported = importedNames(context.source).filter((name) => !name.startsWith('.'))
  // Who imports the patched module means to test it, or to call it.
  if (imported.some((name) => name === module || name.startsWith(`${module}.`))) return undefined
  const users = new Set<string>()
  for (const name of imported) {
    for (const candidate of [name, name.slice(0, Math.max(0, name.lastIndexOf('.')))]) {
      const names = candidate === '' ? undefined : importsOfModule(candidate, context.source)
      if (names === undefined) continue
      if (names.some(([, dotted]) => dotted === module)) return undefined
      for (const [alias, dotted] of names) if (dotted === target) users.add(`${candidate}.${alias}`)
    }
  }
  const [used] = users
  if (used === undefined || users.size > 1) return undefined
  // Only the module that the file is named after is surely what it tests.
  const stem = /(?:^|\/)(?:test_(\w+)|(\w+)_tests?)\.py$/.exec(context.source.path)
  const last = used.split('.').at(-2)!
  if ((stem?.[1] ?? stem?.[2])?.replace(/s$/, '') !== last.replace(/s$/, '')) return undefined
  return segmentsMentioning(context.source, new RegExp(`["']${used.replaceAll('.', '\\.')}["']`)) > 0 ? undefined : used
}
