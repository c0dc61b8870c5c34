// Multi-line brackets whose last line lacks, or has, the trailing comma that the rest of the file writes.

import { commaEdit, commaFaults, commaPlace, commaSites, commaTally, habitOf, type CommaFault } from '../../edits/index.ts'
import { choice, rule, type Located } from '../../kit/index.ts'

interface Facts extends Located {
  readonly fault: CommaFault
  readonly reason: 'habit' | 'option'
}

const words = { call: 'call', bases: 'list of bases', collection: 'collection', import: 'import', parameters: 'parameter list', subscript: 'subscript' } as const

export default rule({
  id: 'inconsistent-trailing-comma',
  summary: 'A multi-line call, collection, import, parameter list or subscript treats its trailing comma otherwise than most of the file.',
  why: 'With a comma behind the last line of every list, adding or moving a line changes one line only, and a mix of both ways makes each diff a matter of taste. The file itself says which way is its own.',
  section: 'style',
  severity: 'hint',
  preset: 'recommended',
  fix: 'safe',
  since: '0.1.0',
  twins: ['ruff:COM812', 'ruff:COM819', 'flake8-commas:C812', 'flake8-commas:C813', 'flake8-commas:C814', 'flake8-commas:C815', 'flake8-commas:C816', 'flake8-commas:C819'],
  whenNotToUse: 'A formatter such as Black or Ruff already settles trailing commas in the project.',
  options: {
    style: choice(
      ['consistent', 'always', 'never'],
      'consistent',
      'consistent: what most of the file does, among lists with one element on a line and the closing bracket on its own; always: a comma wherever the closing bracket stands on its own line; never: none, not even on one line.',
    ),
  },
  on: 'module',
  gather(segment) {
    const sites = commaSites(segment)
    return sites.length === 0 ? undefined : { sites, tally: commaTally(sites) }
  },
  *check({ gathered }, { options, python, asTwin }): Iterable<Facts> {
    const habit = habitOf(gathered.map(({ facts }) => facts.tally))
    const reason = options.style === 'consistent' ? 'habit' : 'option'
    if (habit === undefined && options.style === 'consistent' && !asTwin) return
    for (const { facts } of gathered) {
      // Most segments keep to the habit, and this runs over all of them at each keystroke.
      if (!asTwin && options.style === 'consistent' && (habit === 'with' ? facts.tally.without : facts.tally.closing) === 0) continue
      const own = options.style === 'consistent' && habit === undefined ? [] : commaFaults(facts.sites, options.style, habit, python)
      yield* factsOf(own, reason)
      if (!asTwin) continue
      // Linters know no habit: a comma is due wherever the bracket closes on a line of its own, and nowhere else.
      const known = new Set(own.map(({ site }) => site))
      const theirs = [...commaFaults(facts.sites, 'always', undefined, python), ...facts.sites.filter(({ comma }) => comma !== undefined).map((site) => ({ site, change: 'remove' as const }))]
      for (const fault of theirs) if (!known.has(fault.site) && twinsOf(fault).length > 0) yield { at: commaPlace(fault), fault, reason: 'option', preset: 'twin', twins: twinsOf(fault) }
    }
  },
  message({ fault, reason }) {
    const { site, change } = fault
    const what = `${site.isMultiLine ? 'multi-line ' : ''}${words[site.kind]}`
    const norm = reason === 'option' ? '' : change === 'add' ? '; most others in this file have one' : '; most others in this file have none'
    return change === 'add' ? `This ${what} has no trailing comma${norm}` : `This ${what} has a trailing comma${norm}`
  },
  repair: ({ fault }) => ({ title: fault.change === 'add' ? 'Add the trailing comma' : 'Remove the trailing comma', edits: [commaEdit(fault)] }),
})

/** Kept with the faults, which are kept with their segment. */
const known = new WeakMap<readonly CommaFault[], readonly Facts[]>()

function factsOf(faults: readonly CommaFault[], reason: Facts['reason']): readonly Facts[] {
  if (faults.length === 0) return []
  let facts = known.get(faults)
  if (facts === undefined) known.set(faults, (facts = faults.map((fault) => ({ at: commaPlace(fault), fault, reason, twins: twinsOf(fault) }))))
  return facts
}

function twinsOf({ site, change }: CommaFault): readonly string[] {
  const { comma, kind, hasSplat, closesAlone } = site
  if (change === 'add') return closesAlone ? ['ruff:COM812', hasSplat ? (kind === 'parameters' ? 'flake8-commas:C816' : 'flake8-commas:C815') : 'flake8-commas:C812'] : []
  return comma !== undefined && /^[ \t]*[)\]}]/.test(comma.segment.text.slice(comma.end, comma.end + 200)) ? ['ruff:COM819', 'flake8-commas:C819'] : []
}
