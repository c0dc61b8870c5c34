// core/rules/index.ts and core/actions/index.ts, from the names of the files.

import { existsSync, readdirSync } from 'node:fs'
import { sections } from '../../src/core/kit/sections.ts'
import type { Outputs } from '../generate.ts'

export const rulesIndex = 'server/src/core/rules/index.ts'
export const actionsIndex = 'server/src/core/actions/index.ts'

export function indexFiles(root: string): Outputs {
  const rules = sections.flatMap((section) => modulesIn(`${root}server/src/core/rules/${section.id}`).map((id) => `${section.id}/${id}`))
  const actions = modulesIn(`${root}server/src/core/actions`)
  return new Map([
    [rulesIndex, indexText('rules', 'Rule', 'All rules, by section in the order of the review, then by id', rules)],
    [actionsIndex, indexText('actions', 'Action', 'All actions, by id', actions)],
  ])
}

/** Names without `.ts`, sorted; the index and files that start with an underscore are not among them. */
function modulesIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => /^[a-z0-9]+(-[a-z0-9]+)*\.ts$/.test(name) && name !== 'index.ts')
    .map((name) => name.slice(0, -3))
    .sort()
}

function indexText(name: string, type: string, title: string, paths: readonly string[]): string {
  const identifiers = paths.map((path) => identifier(path.slice(path.lastIndexOf('/') + 1)))
  return [
    `// ${title}. Written by \`npm run generate\` from the names of the files; don't edit it.`,
    '',
    `import type { ${type} } from '../kit/index.ts'`,
    ...paths.map((path, i) => `import ${identifiers[i]} from './${path}.ts'`),
    '',
    identifiers.length === 0 ? `export const ${name}: readonly ${type}[] = []` : `export const ${name}: readonly ${type}[] = [\n${identifiers.map((each) => `  ${each},\n`).join('')}]`,
    '',
  ].join('\n')
}

/** `long-test` → `longTest`. */
function identifier(id: string): string {
  return id.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
}
