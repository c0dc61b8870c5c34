// The pages for people who come from another tool: each of its rules for tests with the rule of Proctor that covers it, from peers/ and twins.

import { existsSync } from 'node:fs'
import type { Rule } from '../../src/core/kit/rule.ts'
import { relations } from '../../src/core/settings/neighbours/relations.ts'
import type { Outputs } from '../generate.ts'
import { coverOf, readPeers, type Peer, type PeerRule } from '../peers.ts'

const note = '<!-- Written by `npm run generate`; change the rules or server/scripts/peers instead. -->'

interface Page {
  readonly name: string
  readonly title: string
  /** Names of peers, in the order of the page. */
  readonly peers: readonly string[]
  readonly text: string
}

const silent = 'Its comments stay in force: where one silences a rule of that tool, the twin here is silent too.'

const pages: readonly Page[] = [
  {
    name: 'coming-from-ruff',
    title: 'Coming from Ruff',
    peers: ['Ruff'],
    text: `Ruff can stay. What its configuration says that it reports in a file is left to it there (\`avoid-duplicates\` in the [settings](settings.md)), and \`# noqa\`, \`# ruff: noqa\` and \`# ruff: disable[…]\` stay in force: a bare one hides what has a twin in Ruff or flake8, one with codes hides their twins. To see here what Ruff says, select it by its code: \`proctor check --select PT018\`.`,
  },
  {
    name: 'coming-from-flake8',
    title: 'Coming from flake8',
    peers: ['flake8-pytest-style', 'flake8-bugbear', 'flake8-assertive', 'flake8-useless-assert', 'flake8-commas', 'flake8-mock', 'flake8-mock-spec', 'flake8-variables-names', 'wemake-python-styleguide'],
    text: 'flake8 can stay. Its own codes are left to it unless its configuration ignores them; those of a plugin where the configuration names them, as nobody can see from outside which plugins are installed. `# noqa` and `# flake8: noqa` stay in force.',
  },
  {
    name: 'coming-from-pylint',
    title: 'Coming from Pylint',
    peers: ['Pylint', 'pylint-unittest', 'pylint-pytest'],
    text: 'Pylint can stay. Messages that its configuration leaves on are left to it. `# pylint: disable=…` by code, name or category stays in force, on a line, in a block, for the next line and in a file.',
  },
  { name: 'coming-from-sonar', title: 'Coming from Sonar', peers: ['SonarPython'], text: 'Sonar has no configuration beside the tests, so name what is to be left to it: `avoid-duplicates = ["S5906"]`. `# NOSONAR` stays in force.' },
  { name: 'coming-from-falsegreen', title: 'Coming from falsegreen', peers: ['falsegreen', 'vacuous'], text: 'Both look for tests that cannot fail; here most of what they find is in the section [Effectiveness](rules/README.md#effectiveness).' },
  {
    name: 'coming-from-hacking',
    title: 'Coming from hacking',
    peers: ['hacking', 'Nova', 'Cinder', 'Keystone', 'neutron-lib', 'Tempest'],
    text: `hacking runs in flake8: the codes that \`enable-extensions\` or \`select\` names are left to it. The checks of single projects (N3xx, C3xx, T1xx) mean something else in another project, so they are never left to anybody. ${silent}`,
  },
  { name: 'coming-from-test-smells', title: 'Coming from detectors of test smells', peers: ['PyNose', 'pytest-smell', 'tsDetect'], text: 'Smells that research has described. Some are what every well-kept suite is made of; what is not covered says why.' },
]

export function migrationPages(root: string, rules: readonly Rule[]): Outputs {
  // A folder without the lists has no such pages.
  if (!existsSync(`${root}server/scripts/peers`)) return new Map()
  const peers = readPeers(root)
  return new Map(pages.map((page) => [`docs/${page.name}.md`, written(page, peers, rules)]))
}

/** For the index of the rules and the README. */
export function migrationLinks(from: string): string {
  return pages.map(({ name, title }) => `[${title.replace('Coming from ', '')}](${from}${name}.md)`).join(', ')
}

function written({ title, peers: names, text }: Page, peers: readonly Peer[], rules: readonly Rule[]): string {
  const own = names.map((name) => {
    const peer = peers.find((each) => each.name === name)
    if (peer === undefined) throw new Error(`no list of rules in peers/ is called ${name}`)
    return peer
  })
  return [`# ${title}`, note, text, ...own.flatMap((peer) => partOf(peer, own.length > 1, rules))].join('\n\n') + '\n'
}

function partOf(peer: Peer, hasHeading: boolean, rules: readonly Rule[]): readonly string[] {
  const covered = peer.rules.filter((rule) => coverOf(peer, rule, rules).length > 0).length
  const wanted = peer.rules.filter((rule) => rule.never === undefined).length
  const rows = peer.rules.map((rule) => rowOf(peer, rule, rules))
  return [
    ...(hasHeading ? [`## ${peer.name}`] : []),
    `${covered} of ${wanted} rules that concern tests are covered. The list is of ${peer.date} (${peer.source}).`,
    ['| There | What it finds | Here | Preset | |', '| --- | --- | --- | --- | --- |', ...rows].join('\n'),
  ]
}

function rowOf(peer: Peer, rule: PeerRule, rules: readonly Rule[]): string {
  const cover = coverOf(peer, rule, rules)
  const relation = peer.twins.map((tool) => relations[`${tool}:${rule.code}`]).find((each) => each !== undefined)
  const remark = rule.never ?? (cover.length === 0 ? 'not covered' : relation === undefined ? '' : `${relation.ours}: ${relation.reason}`)
  const words = rule.title ?? (rule.row ?? '').replaceAll('-', ' ')
  return `| \`${rule.code}\` | ${words.replaceAll('|', '\\|').replaceAll('<', '&lt;')} | ${cover.map(({ id }) => `[${id}](rules/${id}.md)`).join(', ')} | ${[...new Set(cover.map(({ preset }) => preset))].join(', ')} | ${remark.replaceAll('|', '\\|')} |`
}
