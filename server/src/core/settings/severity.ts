// Names for rules: an id, a section, a twin with or without its tool, or ALL; and what the settings make of a rule.

import { sections, type Preset, type Rule, type Severity } from '../kit/index.ts'
import { didYouMean } from './nearest.ts'
import type { Settings } from './settings.ts'

/**
 * The severity with which the rule runs. A finding may still carry its own severity, which counts
 * where {@link configuredSeverity} is undefined.
 * Order: `ignore` turns off, by a twin only the findings that have it ({@link ignoredTwins}); `select` alone decides what runs where it is given; else an entry of `rules` for the id or a twin,
 * else the preset; an entry for the section only changes the severity of what is on, or turns it off.
 */
export function severityOf(rule: Rule, settings: Settings): Severity | 'off' {
  const ignored = ignoredTwins(rule, settings)
  if (settings.ignore.some((selector) => namesWhole(selector, rule)) || (ignored.length > 0 && ignored.length === rule.twins.length)) return 'off'
  const configured = configuredLevel(rule, settings)
  if (configured?.level === 'off') return 'off'
  const isOn = settings.select !== undefined ? settings.select.some((selector) => namesRule(selector, rule)) : configured?.enables === true || isInPreset(rule, settings.preset)
  return isOn ? (configured?.level ?? rule.severity) : 'off'
}

/** The severity that somebody asked for; undefined where nobody did, so that rule and finding decide. */
export function configuredSeverity(rule: Rule, settings: Settings): Severity | undefined {
  const level = configuredLevel(rule, settings)?.level
  return level === 'off' ? undefined : level
}

/** True where the selector means this rule. Upper and lower case are one. */
export function namesRule(selector: string, rule: Rule): boolean {
  return namesWhole(selector, rule) || isTwin(selector.toLowerCase(), rule)
}

function namesWhole(selector: string, rule: Rule): boolean {
  const wanted = selector.toLowerCase()
  return wanted === 'all' || wanted === rule.id || wanted === rule.section
}

/** The twins of the rule that `ignore` names. A bare code means it in each tool that has it. */
export function ignoredTwins(rule: Rule, { ignore }: Settings): readonly string[] {
  if (ignore.length === 0) return []
  const wanted = ignore.map((selector) => selector.toLowerCase())
  return rule.twins.filter((twin) => wanted.includes(twin.toLowerCase()) || wanted.includes(withoutTool(twin).toLowerCase()))
}

/** The twins by which `select` names the rule; undefined where it names the rule otherwise, or not at all. */
export function soleTwins(rule: Rule, { select }: Settings): readonly string[] | undefined {
  if (select === undefined) return undefined
  const wanted = select.map((selector) => selector.toLowerCase())
  if (wanted.some((each) => each === 'all' || each === rule.id || each === rule.section)) return undefined
  return rule.twins.filter((twin) => wanted.includes(twin.toLowerCase()) || wanted.includes(withoutTool(twin).toLowerCase()))
}

/** A message for each name that means no rule, with the nearest one that does. */
export function checkSelectors(names: readonly string[], rules: readonly Rule[]): readonly string[] {
  return names
    .filter((name) => !isSelector(name, rules))
    .map((name) => `no rule, section or twin is called '${name}'${didYouMean(name, selectorsOf(rules))}`)
}

function isSelector(name: string, rules: readonly Rule[]): boolean {
  const wanted = name.toLowerCase()
  return wanted === 'all' || sections.some((section) => section.id === wanted) || rules.some((rule) => namesRule(name, rule))
}

/** All names that {@link namesRule} understands; ids first, for they win where two are equally near. */
function selectorsOf(rules: readonly Rule[]): readonly string[] {
  const twins = rules.flatMap((rule) => rule.twins)
  return [...rules.map((rule) => rule.id), ...sections.map((section) => section.id), 'ALL', ...twins, ...twins.map(withoutTool)]
}

function isTwin(lowered: string, rule: Rule): boolean {
  return rule.twins.some((twin) => lowered === twin.toLowerCase() || lowered === withoutTool(twin).toLowerCase())
}

function withoutTool(twin: string): string {
  return twin.slice(twin.indexOf(':') + 1)
}

/** The narrowest entry of `rules` that means this rule; the later of two equally narrow ones. `default` hides wider ones. */
function configuredLevel(rule: Rule, settings: Settings): { readonly level: Severity | 'off'; readonly enables: boolean } | undefined {
  const entries = Object.entries(settings.rules).map(([name, level]) => ({ name: name.toLowerCase(), level }))
  const narrow = entries.findLast((entry) => entry.name === rule.id) ?? entries.findLast((entry) => isTwin(entry.name, rule))
  const entry = narrow ?? entries.findLast((wide) => wide.name === rule.section) ?? entries.findLast((wide) => wide.name === 'all')
  if (entry === undefined || entry.level === 'default') return undefined
  return { level: entry.level, enables: narrow !== undefined }
}

const ranks: Readonly<Record<Preset | 'named', number>> = { essential: 0, recommended: 1, strict: 2, named: 3 }

function isInPreset(rule: Rule, preset: Preset): boolean {
  return isWithin(rule.preset, preset)
}

/** True where whoever chose `chosen` gets what belongs to `preset`. */
export function isWithin(preset: Preset | 'named', chosen: Preset | 'named'): boolean {
  return ranks[preset] <= ranks[chosen]
}

/** True where the rule runs because `select` or an entry of `rules` names it, whatever the preset. */
export function isNamed(rule: Rule, settings: Settings): boolean {
  return settings.select !== undefined || configuredLevel(rule, settings)?.enables === true
}
