// Which rules run under given settings, with which severity and options; worked out once per settings object.

import { optionsOf } from '../settings/options.ts'
import { configuredSeverity, ignoredTwins, isNamed, isWithin, severityOf, soleTwins } from '../settings/severity.ts'
import type { Located } from '../kit/rule.ts'
import type { Preset, Rule, Severity } from '../kit/index.ts'
import type { Settings } from '../settings/settings.ts'

export interface EnabledRule {
  readonly rule: Rule
  readonly severity: Severity
  /** True where somebody asked for that severity, so that a finding's own does not count. */
  readonly isConfigured: boolean
  /** Findings that ask for a stricter preset than this one are not made. */
  readonly upTo: Preset | 'named'
  /** The twins by which alone `select` names the rule; undefined where it runs for another reason. */
  readonly asTwins: readonly string[] | undefined
  /** Findings that have one of these twins are not made. */
  readonly withoutTwins: readonly string[]
  readonly options: Readonly<Record<string, unknown>>
}

const cache = new WeakMap<Settings, readonly EnabledRule[]>()

/** In the order of `rules`; the same array for the same settings object, for which `rules` must not change. */
export function enabledRules(rules: readonly Rule[], settings: Settings): readonly EnabledRule[] {
  let known = cache.get(settings)
  if (known === undefined) {
    known = rules.flatMap((rule) => {
      const severity = severityOf(rule, settings)
      return severity === 'off' ? [] : [{ rule, severity, isConfigured: configuredSeverity(rule, settings) !== undefined, upTo: isNamed(rule, settings) ? 'named' : settings.preset, asTwins: soleTwins(rule, settings), withoutTwins: ignoredTwins(rule, settings), options: optionsOf(rule, settings) }]
    })
    cache.set(settings, known)
  }
  return known
}

/** False for a finding that only a stricter preset shows, that the twin by which the rule was selected does not report, or that has a twin which is ignored. */
export function isShown({ rule, upTo, asTwins, withoutTwins }: EnabledRule, { preset, twins }: Located): boolean {
  if (withoutTwins.length > 0 && withoutTwins.some((twin) => (twins ?? rule.twins).includes(twin))) return false
  if (asTwins !== undefined && twins !== undefined && !asTwins.some((twin) => twins.includes(twin))) return false
  if (preset === 'twin') return asTwins !== undefined
  return preset === undefined || isWithin(preset, upTo)
}
