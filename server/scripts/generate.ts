// `npm run generate`: writes what follows from the rules: indexes, settings schema, rule pages, tables. `-- --check` only compares.

import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { indexFiles } from './generate/indexes.ts'
import { loadCatalogue } from './generate/catalogue.ts'
import { manifest } from './generate/manifest.ts'
import { pages } from './generate/pages.ts'

/** Path from the root → wanted text; undefined: the file should not be there. */
export type Outputs = ReadonlyMap<string, string | undefined>

export async function main(args: readonly string[], root: string): Promise<number> {
  const isCheck = args.includes('--check')
  const unknown = args.filter((arg) => arg !== '--check')
  if (unknown.length > 0) {
    console.error(`unknown argument ${unknown[0]}; usage: npm run generate [-- --check]`)
    return 2
  }

  // The indexes follow from file names alone, so they are there even while a rule does not compile yet.
  const indexes = indexFiles(root)
  if (!isCheck) write(root, indexes)
  const catalogue = await loadCatalogue(root, indexes)
  if ('mistake' in catalogue) {
    console.error(catalogue.mistake)
    return 1
  }
  const outputs = new Map([...indexes, ...manifest(root, catalogue), ...pages(root, catalogue)])
  if (!isCheck) {
    const changed = write(root, outputs)
    console.log(`${catalogue.rules.length} rules, ${catalogue.actions.length} actions; ${changed.length === 0 ? 'everything was up to date' : `written: ${changed.join(', ')}`}`)
    return 0
  }
  const stale = differing(root, outputs)
  if (stale.length === 0) return 0
  console.error(`Out of date: ${stale.join(', ')}\nRun this and commit what it writes:\n\n    npm run generate\n`)
  return 1
}

function differing(root: string, outputs: Outputs): readonly string[] {
  return [...outputs].filter(([path, text]) => current(root + path) !== text).map(([path]) => path)
}

function write(root: string, outputs: Outputs): readonly string[] {
  const changed = differing(root, outputs)
  for (const path of changed) {
    const text = outputs.get(path)
    if (text === undefined) rmSync(root + path)
    else {
      mkdirSync(dirname(root + path), { recursive: true })
      writeFileSync(root + path, text)
    }
  }
  return changed
}

function current(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined
}
