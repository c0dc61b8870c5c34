// The rules of other tools that concern tests, kept as data in `peers/`, and which of them a rule of Proctor covers by its twins.

import { readdirSync, readFileSync } from 'node:fs'
import type { Rule } from '../src/core/index.ts'

export interface PeerRule {
  /** As the tool spells it. */
  readonly code: string
  readonly title?: string
  /** What the rule is about in the catalogue of the field, and the category there; null where it is in none. */
  readonly row: string | null
  readonly category: string | null
  /** Why Proctor does not want it, whatever the tool says. */
  readonly never?: string
}

export interface Peer {
  readonly name: string
  /** The tools as which twins name it, the first being its own. */
  readonly twins: readonly string[]
  readonly source: string
  /** Of the source, YYYY-MM-DD. */
  readonly date: string
  readonly rules: readonly PeerRule[]
}

/** In the order of their size, largest first. Throws where a file is not as it should be. */
export function readPeers(root: string): readonly Peer[] {
  const folder = `${root}server/scripts/peers/`
  const peers = readdirSync(folder).filter((name) => name.endsWith('.json')).map((name) => {
    const peer = JSON.parse(readFileSync(folder + name, 'utf8')) as Peer
    const codes = peer.rules.map(({ code }) => code)
    if (new Set(codes).size !== codes.length) throw new Error(`${name} names a rule twice`)
    if (!/^\d{4}-\d\d-\d\d$/.test(peer.date) || peer.source === '') throw new Error(`${name} does not say where it is from`)
    return peer
  })
  return peers.sort((a, b) => b.rules.length - a.rules.length || (a.name < b.name ? -1 : 1))
}

/** Proctor's rules with a twin for that rule. Spelling of names (`Empty Test`, `empty-test`, `EmptyTest`) does not count. */
export function coverOf({ twins }: Peer, { code }: PeerRule, rules: readonly Rule[]): readonly Rule[] {
  const wanted = twins.map((tool) => `${tool}:${spelled(code)}`)
  return rules.filter((rule) => rule.twins.some((twin) => wanted.includes(`${twin.slice(0, twin.indexOf(':'))}:${spelled(twin.slice(twin.indexOf(':') + 1))}`)))
}

function spelled(name: string): string {
  return name.toLowerCase().replace(/[\s_/-]/g, '')
}
