// The pages of the rules, which ship with the extension, and the choice among them.
import { type QuickPickItem, QuickPickItemKind, window } from 'vscode'
import type { RuleEntry } from '../../server/src/protocol/index.ts'
import { showRendered } from './columns.ts'
import { pageUri } from './review/links.ts'

/** Shows the page of a rule. Without an id, asks which; `list` gives the rules then. */
export async function showRule(id: unknown, list: () => Promise<readonly RuleEntry[]>): Promise<void> {
  const chosen = typeof id === 'string' ? id : await chooseRule(list)
  if (chosen !== undefined) await showRendered(pageUri(chosen))
}

async function chooseRule(list: () => Promise<readonly RuleEntry[]>): Promise<string | undefined> {
  const items = list().then(withSections)
  const chosen = await window.showQuickPick(items, { title: 'Show rule documentation', placeHolder: 'Name of a rule', matchOnDetail: true })
  return chosen?.label
}

/** A separator goes in front of the first rule of each section. */
function withSections(rules: readonly RuleEntry[]): QuickPickItem[] {
  return rules.flatMap((rule, index) => {
    const item = { label: rule.id, detail: rule.summary }
    if (rules[index - 1]?.section === rule.section) return [item]
    return [{ label: rule.section, kind: QuickPickItemKind.Separator }, item]
  })
}
