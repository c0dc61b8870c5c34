// `npm run rules [-- --missing | --json]`: how many rules there are by section and preset, and how much of each other tool's rules for tests they
// cover. `--missing` names what is missing outside the scope too.

import { parseArgs } from 'node:util'
import { allRules, sections, type Preset } from '../src/core/index.ts'
import { coverOf, readPeers, type Peer, type PeerRule } from './peers.ts'

/** What decides whether a test can fail, runs and is stable; the rest of the catalogue comes after it. */
const scope: readonly string[] = ['correctness', 'assertions', 'mocking', 'fixtures', 'parametrization', 'error-handling', 'flakiness']
/** In scope as a whole, whatever its categories. */
const whole: readonly string[] = ['flake8-pytest-style']

const presets: readonly Preset[] = ['essential', 'recommended', 'strict']

interface Coverage {
  readonly peer: Peer
  readonly inScope: readonly PeerRule[]
  readonly wanted: readonly PeerRule[]
  readonly never: readonly PeerRule[]
  readonly missing: readonly PeerRule[]
}

export function main(args: readonly string[], root: string): number {
  const { values } = parseArgs({ args: [...args], options: { missing: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } } })
  const all = readPeers(root).map(coverage)
  if (values.json) {
    console.log(JSON.stringify({ rules: countsBySection(), peers: all.map(({ peer, inScope, wanted, missing, never }) => ({ name: peer.name, source: peer.source, date: peer.date, inScope: inScope.length, all: wanted.length, missing: missing.map(({ code }) => code), never: never.map(({ code, never: reason }) => ({ code, reason })) })) }, undefined, 2))
    return 0
  }
  printCounts()
  console.log('\nRules of other tools that concern tests, as far as a twin covers them (scope: what decides whether a test can fail, runs and is stable)\n')
  const width = Math.max(...all.map(({ peer }) => peer.name.length))
  for (const one of all) {
    const isMissing = (rule: PeerRule): boolean => one.missing.includes(rule)
    const part = (rules: readonly PeerRule[]): string => `${rules.filter((rule) => !isMissing(rule)).length} of ${rules.length}`
    console.log(`${one.peer.name.padEnd(width)}  ${part(one.inScope).padStart(10)} of its test rules covered in scope, ${part(one.wanted)} over all  (${one.peer.source}; ${one.peer.date})`)
    const open = values.missing ? one.missing : one.missing.filter((rule) => one.inScope.includes(rule))
    if (open.length > 0) console.log(`${''.padEnd(width)}    missing: ${open.map(nameOf).join(', ')}`)
    if (one.never.length > 0) console.log(`${''.padEnd(width)}    never: ${one.never.map((rule) => `${rule.code} (${rule.never})`).join(', ')}`)
  }
  return 0
}

function coverage(peer: Peer): Coverage {
  const wanted = peer.rules.filter((rule) => rule.never === undefined)
  return {
    peer,
    wanted,
    inScope: wanted.filter(({ category }) => whole.includes(peer.name) || (category !== null && scope.includes(category))),
    never: peer.rules.filter((rule) => rule.never !== undefined),
    missing: wanted.filter((rule) => coverOf(peer, rule, allRules).length === 0),
  }
}

function nameOf({ code, row }: PeerRule): string {
  return row === null || row === code ? code : `${code} ${row}`
}

function countsBySection() {
  return sections.map(({ id, title }) => {
    const own = allRules.filter((rule) => rule.section === id)
    return { id, title, all: own.length, presets: presets.map((preset) => own.filter((rule) => rule.preset === preset).length) }
  })
}

function printCounts(): void {
  const rows = countsBySection()
  const line = (title: string, counts: readonly number[], all: number): void => console.log(`${title.padEnd(20)}${counts.map((count) => String(count).padStart(13)).join('')}${String(all).padStart(8)}`)
  console.log(`${''.padEnd(20)}${presets.map((preset) => preset.padStart(13)).join('')}${'all'.padStart(8)}`)
  for (const { title, presets: counts, all } of rows) line(title, counts, all)
  line('All', presets.map((_, i) => rows.reduce((sum, row) => sum + row.presets[i]!, 0)), allRules.length)
  const fixes = (safety: string | undefined): number => allRules.filter((rule) => rule.fix === safety).length
  console.log(`\n${allRules.length} rules: ${fixes('safe')} with a safe fix, ${fixes('suggested')} with a suggestion, ${fixes(undefined)} without; ${new Set(allRules.flatMap((rule) => rule.twins)).size} twins`)
}
