// `npm run new-rule -- SECTION ID`: the two files of a new rule, ready to be filled in, and the indexes.

import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { sections } from '../src/core/kit/sections.ts'
import { main as generate } from './generate.ts'

export async function main(args: readonly string[], root: string): Promise<number> {
  const [section, id] = args
  if (args.length !== 2 || section === undefined || id === undefined) return refuse('usage: npm run new-rule -- SECTION ID')
  if (!sections.some((each) => each.id === section)) return refuse(`no section is called '${section}'; there are ${sections.map((each) => each.id).join(', ')}`)
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id) || id.startsWith('no-')) return refuse(`'${id}' is no rule id: kebab-case, and it names the smell, so it does not begin with 'no-'`)

  const files = new Map([
    [`server/src/core/rules/${section}/${id}.ts`, ruleText(id, section)],
    [`test/rules/${section}/${id}.md`, specText(id)],
  ])
  for (const path of files.keys()) if (existsSync(root + path)) return refuse(`${path} is already there`)
  for (const [path, text] of files) {
    mkdirSync(dirname(root + path), { recursive: true })
    writeFileSync(root + path, text)
    console.log(path)
  }
  return generate([], root)
}

function refuse(message: string): number {
  console.error(message)
  return 2
}

/** It compiles and finds every test, so that the spec fails until somebody has said what is wrong. */
function ruleText(id: string, section: string): string {
  return `// ${id}: what it finds, in one line.

import { rule } from '../../kit/index.ts'

export default rule({
  id: '${id}',
  summary: 'One sentence that says what it finds',
  why: 'One short paragraph that says what goes wrong where nobody mends it.',
  section: '${section}',
  severity: 'information',
  preset: 'strict',
  fix: undefined,
  since: '0.1.0',
  twins: [],
  on: 'test',
  *check(test) {
    yield { at: test.nameNode, name: test.name }
  },
  message: ({ name }) => \`'\${name}' has what this rule finds\`,
})
`
}

function specText(id: string): string {
  return `# ${id}

What it finds, and where it stays silent on purpose.

## Flags what it is for

\`\`\`python
def test_total():
    ^^^^^^^^^^ 'test_total' has what this rule finds
    assert total([1, 2]) == 3
\`\`\`

## Allows what is normal in tests

\`\`\`python
def test_total():
    assert total([]) == 0
\`\`\`
`
}
