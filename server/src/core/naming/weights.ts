// How often the name that a piece of evidence proposes is the name that authors chose: measured on hidden names of real test suites.
// `known`: the word is already a variable's name elsewhere in the file or workspace; `fresh`: it is not. Both are probabilities.

export interface Weight {
  readonly known: number
  readonly fresh: number
  /** True where it may lead: rank first in a finding that nobody asked for. */
  readonly trusted: boolean
  /** Evidence of one family counts once: it repeats itself rather than confirms. */
  readonly family: string
}

const weigh = (known: number, fresh: number, trusted: boolean, family: string): Weight => ({ known, fresh, trusted, family })

export const weights = {
  /** The same expression is bound to this name in other functions of the file, and to no other good name. */
  'same value': weigh(0.8, 0.6, true, 'value elsewhere'),
  /** The same callable's result has this name in other functions of the file. */
  'same call': weigh(0.85, 0.5, true, 'value elsewhere'),
  /** Other test files name the result of this `receiver.method` so; times the share of them that do. */
  'workspace call': weigh(0.75, 0.2, true, 'workspace'),
  /** As `same value` and `same call`, but in one or two functions only and without a word in common with the value: perhaps its role there. */
  'value once': weigh(0.7, 0.5, false, 'value elsewhere'),
  'call once': weigh(0.55, 0.35, false, 'value elsewhere'),
  /** The same, by the method's name alone. */
  'same method': weigh(0.8, 0.4, false, 'value elsewhere'),
  /** Other test files name the result of a method of this name so. */
  'workspace method': weigh(0.6, 0.15, false, 'workspace'),
  /** The parameter at which it is passed, of a callable of this file or of the workspace's tests; times the share of those that call it so. */
  parameter: weigh(0.5, 0.3, true, 'passed'),
  keyword: weigh(0.6, 0.3, true, 'passed'),
  class: weigh(0.45, 0.04, true, 'class'),
  'class word': weigh(0.42, 0.03, true, 'class'),
  'class method': weigh(0.45, 0.15, true, 'class'),
  annotation: weigh(0.5, 0.08, true, 'class'),
  'loop plural': weigh(0.57, 0.27, true, 'iterated'),
  singular: weigh(0.68, 0.15, true, 'singular'),
  'call noun': weigh(0.45, 0.1, true, 'call'),
  'call word': weigh(0.22, 0.1, true, 'call'),
  'noun call': weigh(0.24, 0.02, false, 'call'),
  partner: weigh(0.39, 0.14, true, 'compared'),
  key: weigh(0.42, 0.18, true, 'key'),
  item: weigh(0.3, 0.05, true, 'key'),
  attribute: weigh(0.38, 0.13, true, 'key'),
  'dict value': weigh(0.35, 0.17, true, 'stored'),
  'stored key': weigh(0.48, 0.17, true, 'stored'),
  stored: weigh(0.33, 0.17, true, 'stored'),
  instance: weigh(0.4, 0.03, true, 'instance'),
  appended: weigh(0.43, 0.06, true, 'appended'),
  returned: weigh(0.44, 0.06, true, 'returned'),
  patched: weigh(0.42, 0.1, true, 'patched'),
  idiom: weigh(0.36, 0.08, false, 'idiom'),
  'used like': weigh(0.64, 0.08, false, 'used like'),
  expected: weigh(0.24, 0.04, false, 'role'),
  shape: weigh(0.11, 0.01, false, 'shape'),
  comment: weigh(0.1, 0.01, false, 'comment'),
  /** What an abbreviation stands for. */
  'spelled out': weigh(0.5, 0.2, true, 'spelled out'),
} as const satisfies Record<string, Weight>

export type EvidenceSource = keyof typeof weights

/** Below this a name is not even a suggestion for somebody who asked. */
export const suggestionFloor = 0.08
/** From this score a trusted lead is shown without being asked: about 70 % exactly right on hidden names, 80 % acceptable by eye. */
export const strictScore = 0.5
