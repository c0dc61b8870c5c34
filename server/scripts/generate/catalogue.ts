// The rules and actions themselves, loaded from the sources as they are now.

import type { Message } from 'esbuild'
import type { Action } from '../../src/core/kit/action.ts'
import type { Rule } from '../../src/core/kit/rule.ts'
import type { Outputs } from '../generate.ts'
import { load } from '../load.mjs'
import { actionsIndex, rulesIndex } from './indexes.ts'

/** The engine's own rules, about suppression comments; they have pages and settings like all others. */
const suppressions = 'server/src/core/engine/suppress.ts'

export interface Catalogue {
  readonly rules: readonly Rule[]
  readonly actions: readonly Action[]
}

/** Reads through the indexes in `indexes`, not those on the disk; a mistake names the files that do not compile or are not as they should be. */
export async function loadCatalogue(root: string, indexes: Outputs): Promise<Catalogue | { readonly mistake: string }> {
  try {
    const loaded = await load('catalogue.ts', {
      stdin: { contents: `export { rules } from './${rulesIndex}'\nexport { actions } from './${actionsIndex}'\nexport { suppressionRules } from './${suppressions}'`, resolveDir: root, loader: 'ts' },
      logLevel: 'silent',
      plugins: [
        {
          name: 'indexes',
          setup: (bundle) => bundle.onLoad({ filter: /[/\\]core[/\\](rules|actions)[/\\]index\.ts$/ }, ({ path }) => ({ contents: indexes.get(path.endsWith('rules/index.ts') ? rulesIndex : actionsIndex)!, loader: 'ts' })),
        },
      ],
    })
    const { rules, actions, suppressionRules } = loaded as Catalogue & { readonly suppressionRules: readonly Rule[] }
    const mistakes = mistakesIn(rules, indexes)
    return mistakes.length > 0 ? { mistake: mistakes.join('\n') } : { rules: [...rules, ...suppressionRules], actions }
  } catch (error) {
    const errors = (error as { readonly errors?: readonly Message[] }).errors
    const lines = errors?.map(({ location, text }) => `${location === null ? '' : `${location.file}:${location.line}:${location.column + 1}: `}${text}`)
    return { mistake: lines === undefined ? `the rules could not be loaded: ${String(error)}` : lines.join('\n') }
  }
}

/** What no type can say: a rule lives in the file that its id and section name, and no id is used twice. */
function mistakesIn(rules: readonly Rule[], indexes: Outputs): readonly string[] {
  const paths = [...indexes.get(rulesIndex)!.matchAll(/from '\.\/(.+)\.ts'/g)].map((match) => match[1]!)
  return rules.flatMap((rule, i) => {
    const wanted = `${rule.section}/${rule.id}`
    return wanted === paths[i] ? [] : [`server/src/core/rules/${paths[i]}.ts: its rule is '${rule.id}' of section '${rule.section}', so it belongs into ${wanted}.ts`]
  })
}
