// Which rules run under given settings, with which severity and options; worked out once per settings object.

import { optionsOf } from '../settings/options.ts'
import { configuredSeverity, severityOf } from '../settings/severity.ts'
import type { Rule, Severity } from '../kit/index.ts'
import type { Settings } from '../settings/settings.ts'

export interface EnabledRule {
  readonly rule: Rule
  readonly severity: Severity
  /** True where somebody asked for that severity, so that a finding's own does not count. */
  readonly isConfigured: boolean
  readonly options: Readonly<Record<string, unknown>>
}

const cache = new WeakMap<Settings, readonly EnabledRule[]>()

/** In the order of `rules`; the same array for the same settings object, for which `rules` must not change. */
export function enabledRules(rules: readonly Rule[], settings: Settings): readonly EnabledRule[] {
  let known = cache.get(settings)
  if (known === undefined) {
    known = rules.flatMap((rule) => {
      const severity = severityOf(rule, settings)
      return severity === 'off' ? [] : [{ rule, severity, isConfigured: configuredSeverity(rule, settings) !== undefined, options: optionsOf(rule, settings) }]
    })
    cache.set(settings, known)
  }
  return known
}
