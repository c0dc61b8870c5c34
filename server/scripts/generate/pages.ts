// The pages that follow from the rules: one per rule, their index, the settings page and the table in the README.

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import type { OptionShape } from '../../src/core/kit/options.ts'
import type { Rule } from '../../src/core/kit/rule.ts'
import { sections } from '../../src/core/kit/sections.ts'
import { kebab, settingShapes } from '../../src/core/settings/shape.ts'
import type { Outputs } from '../generate.ts'
import type { Catalogue } from './catalogue.ts'
import { relations } from '../../src/core/settings/neighbours/relations.ts'
import { examplesOf, type Example } from './examples.ts'
import { migrationLinks, migrationPages } from './migration.ts'

const folder = 'docs/rules/'
const note = '<!-- Written by `npm run generate`; change the rule or its spec instead. -->'

export function pages(root: string, { rules, actions }: Catalogue): Outputs {
  const wanted = new Map<string, string | undefined>(rules.map((rule) => [`${folder}${rule.id}.md`, rulePage(root, rule)]))
  wanted.set(`${folder}README.md`, indexPage(rules))
  wanted.set('docs/settings.md', settingsPage())
  const migration = migrationPages(root, rules)
  for (const [path, text] of migration) wanted.set(path, text)
  for (const name of existsSync(root + folder) ? readdirSync(root + folder) : []) {
    if (name.endsWith('.md') && !wanted.has(folder + name)) wanted.set(folder + name, undefined)
  }
  if (existsSync(`${root}README.md`)) {
    const readme = replaceBetween(readFileSync(`${root}README.md`, 'utf8'), 'rules', readmeTable(rules))
    const actionList = actions.map((action) => `- \`${action.id}\`: ${sentence(action.summary)}`).join('\n')
    wanted.set('README.md', replaceBetween(readme, 'actions', actionList))
  }
  return wanted
}

function rulePage(root: string, rule: Rule): string {
  const spec = `test/rules/${rule.section}/${rule.id}.md`
  const examples = existsSync(root + spec) ? examplesOf(readFileSync(root + spec, 'utf8')) : []
  return [
    `# ${rule.id}`,
    note,
    sentence(rule.summary),
    `| Section | Severity | Preset | Fix | Since |\n| --- | --- | --- | --- | --- |\n| ${titleOf(rule.section)} | ${rule.severity} | ${rule.preset} | ${rule.fix ?? 'none'} | ${rule.since} |`,
    '## Why',
    rule.why,
    ...exampleSection('Flagged', examples.filter((example) => example.kind === 'flagged')),
    ...exampleSection('Fixed', examples.filter((example) => example.kind === 'fixed')),
    ...exampleSection('Not flagged', examples.filter((example) => example.kind === 'allowed')),
    '## Fix',
    fixText(rule),
    ...optionSection(rule),
    ...twinSection(rule),
    '## When to turn it off',
    rule.whenNotToUse ?? 'Where the finding is right but the code has to stay: say so beside it.',
    `On one line: \`# proctor: ignore[${rule.id}] reason\`. In one file: \`# proctor: ignore-file[${rule.id}] reason\`. In a project:`,
    `\`\`\`toml\n[tool.proctor.rules]\n${rule.id} = "off"\n\`\`\``,
    ...(existsSync(root + spec) ? [`*More examples, all of them run as tests: [${spec}](../../${spec}).*`] : []),
  ].join('\n\n') + '\n'
}

function exampleSection(title: string, examples: readonly Example[]): readonly string[] {
  if (examples.length === 0) return []
  return [`## ${title}`, ...examples.slice(0, 2).flatMap((example) => [`${example.title.charAt(0).toUpperCase()}${example.title.slice(1)}:`, `\`\`\`${example.language}\n${example.code}\`\`\``])]
}

function fixText(rule: Rule): string {
  if (rule.fix === 'safe') return 'Safe: the suite behaves as before and no comment is lost. It is part of *Fix all safe problems* and of `proctor check --fix`; a single place where that is not certain gets a suggestion instead.'
  if (rule.fix === 'suggested') return 'A suggestion: a person should look at it. It is on the lightbulb; `proctor check --fix --unsafe-fixes` applies it on the command line.'
  return 'None: what is right here only the author knows.'
}

function optionSection(rule: Rule): readonly string[] {
  const options = Object.entries(rule.options ?? {})
  if (options.length === 0) return []
  const rows = options.map(([name, shape]) => `| \`${kebab(name)}\` | ${kindOf(shape)} | \`${JSON.stringify(shape.default)}\` | ${shape.description} |`)
  const [name, shape] = options[0]!
  return [
    '## Options',
    ['| Option | Values | Default | What it does |', '| --- | --- | --- | --- |', ...rows].join('\n'),
    `\`\`\`toml\n[tool.proctor.options.${rule.id}]\n${kebab(name)} = ${JSON.stringify(shape.default)}\n\`\`\``,
  ]
}

/** By tool, in the order of the rule. */
function twinSection({ twins }: Rule): readonly string[] {
  if (twins.length === 0) return []
  const tools = [...new Set(twins.map((twin) => twin.slice(0, twin.indexOf(':'))))]
  const rows = tools.map((tool) => `| ${tool} | ${twins.filter((twin) => twin.startsWith(`${tool}:`)).map((twin) => `\`${twin.slice(tool.length + 1)}\``).join(', ')} |`)
  const differing = twins.flatMap((twin) => (relations[twin] === undefined ? [] : [`\`${twin}\` (here ${relations[twin].ours}: ${relations[twin].reason})`]))
  return [
    '## The same finding elsewhere',
    ['| Tool | Names |', '| --- | --- |', ...rows].join('\n'),
    `Each of these names works in \`select\`, \`ignore\` and \`rules\`, with or without its tool; comments that silence one of them silence this rule, and what another linter of the project reports is left to it ([settings](../settings.md#avoid-duplicates)).`,
    ...(differing.length > 0 ? [`Not quite the same: ${differing.join('; ')}.`] : []),
  ]
}

function kindOf(shape: OptionShape): string {
  switch (shape.type) {
    case 'choice':
      return shape.choices.map((choice) => `\`"${choice}"\``).join(', ')
    case 'integer':
      return `a whole number, at least ${shape.minimum}`
    case 'boolean':
      return '`true`, `false`'
    case 'names':
      return 'a list of names'
  }
}

function indexPage(rules: readonly Rule[]): string {
  const parts = sections.flatMap((section) => {
    const own = rules.filter((rule) => rule.section === section.id)
    if (own.length === 0) return []
    const rows = own.map((rule) => `| [${rule.id}](${rule.id}.md) | ${cell(rule.summary)} | ${rule.severity} | ${rule.preset} | ${rule.fix ?? ''} |`)
    return [`## ${section.title}`, ['| Rule | What it finds | Severity | Preset | Fix |', '| --- | --- | --- | --- | --- |', ...rows].join('\n')]
  })
  return ['# Rules', note, `${rules.length} rules, in the order of the review. How to choose among them: [settings](../settings.md). What covers the rules of another tool: ${migrationLinks('../')}.`, ...parts].join('\n\n') + '\n'
}

function settingsPage(): string {
  const rows = settingShapes.map((shape) => `### \`${kebab(shape.key)}\`\n\n${shape.description}\n\nIn the editor: \`proctor.${shape.key}\`.\n\n\`\`\`toml\n[tool.proctor]\n${kebab(shape.key)} = ${shape.example}\n\`\`\``)
  return [
    '# Settings',
    '<!-- Written by `npm run generate`; change server/src/core/settings/shape.ts instead. -->',
    'In `pyproject.toml` the settings stand in the table `[tool.proctor]`; in the editor they are called `proctor.…`. The `pyproject.toml` that has the table and is nearest to the file counts, wherever the command runs. Where both say something the project file wins; `proctor.configurationPreference` turns that round. Entries of `rules` and `options` are merged one by one. A mistake is reported with its line and what was expected; everything else in the file still counts.',
    ...rows,
  ].join('\n\n') + '\n'
}

/** How many rules each section has, and some of them: those that are surely defects first. */
function readmeTable(rules: readonly Rule[]): string {
  const rows = sections.map((section) => {
    const own = rules.filter((rule) => rule.section === section.id)
    const byDefault = own.filter((rule) => rule.preset !== 'strict')
    const shown = [...byDefault.filter((rule) => rule.preset === 'essential'), ...byDefault.filter((rule) => rule.preset !== 'essential')].slice(0, 4)
    const examples = shown.map((rule) => `[${rule.id}](docs/rules/${rule.id}.md)`).join(', ')
    return `| [${section.title}](docs/rules/README.md#${section.title.toLowerCase().replaceAll(' ', '-')}) | ${byDefault.length} | ${own.length - byDefault.length} | ${examples} |`
  })
  const strict = rules.filter((rule) => rule.preset === 'strict').length
  return ['| Section | By default | Only strict | Among them |', '| --- | --- | --- | --- |', ...rows, `| | ${rules.length - strict} | ${strict} | |`].join('\n')
}

/** Replaces what stands between `<!-- name -->` and `<!-- /name -->`; a text without the marks stays as it is. */
function replaceBetween(text: string, name: string, content: string): string {
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
  const from = text.indexOf(open)
  const to = text.indexOf(close)
  return from < 0 || to < from ? text : `${text.slice(0, from + open.length)}\n${content}\n${text.slice(to)}`
}

function titleOf(section: Rule['section']): string {
  return sections.find((each) => each.id === section)!.title
}

function sentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|')
}
