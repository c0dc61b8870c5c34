// proctor/rules: every rule, in the order of the review's sections.

import { sections } from '../../core/index.ts'
import type { RuleEntry } from '../../protocol/index.ts'
import type { Session } from '../session.ts'

export function listRules({ proctor }: Session): readonly RuleEntry[] {
  return sections.flatMap(({ id, title }) => proctor.rules.filter((rule) => rule.section === id).map((rule) => ({ id: rule.id, section: title, summary: rule.summary })))
}
