// What the command line says about rules, laid over the settings of the files.

import { allRules, checkSelectors, type Preset, type Settings } from '../core/index.ts'
import { Misuse } from './misuse.ts'

export interface Overrides {
  readonly preset: Preset | undefined
  readonly select: readonly string[] | undefined
  readonly ignore: readonly string[]
}

export const noOverrides: Overrides = { preset: undefined, select: undefined, ignore: [] }

/**
 * `--select` decides alone what runs: a `select`, `ignore` or `off` of the files gives way to it (an `off` stays where ALL is
 * selected). `--preset` replaces the files' preset and `select`. `--ignore` wins over everything.
 */
export function overrides(settings: Settings, { preset, select, ignore }: Overrides): Settings {
  const chosen = preset === undefined ? settings : { ...settings, preset, select: undefined }
  if (select === undefined) return ignore.length === 0 ? chosen : { ...chosen, ignore: [...chosen.ignore, ...ignore] }
  const isAll = select.some((name) => name.toLowerCase() === 'all')
  const rules = isAll ? chosen.rules : Object.fromEntries(Object.entries(chosen.rules).filter(([, level]) => level !== 'off'))
  return { ...chosen, select, ignore, rules }
}

/** Splits `a,b` and refuses names that nobody knows. */
export function selectorList(option: string, values: readonly string[] | undefined): readonly string[] | undefined {
  const names = values?.flatMap((value) => value.split(',')).map((name) => name.trim()).filter((name) => name !== '')
  if (names === undefined) return undefined
  if (names.length === 0) throw new Misuse(`${option} expects rule ids, sections, twins or ALL`)
  const [mistake] = checkSelectors(names, allRules)
  if (mistake !== undefined) throw new Misuse(`${option}: ${mistake}`)
  return names
}
