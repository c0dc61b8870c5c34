// Kinds of evidence: which may lead, and which say the same thing twice. How much each weighs was learned, see learned.ts.

export interface Kind {
  /** True where it may lead: be the strongest reason for the first name of a finding that nobody asked for. */
  readonly trusted: boolean
  /** Two reasons of one family are told as one. */
  readonly family: string
}

const kind = (trusted: boolean, family: string): Kind => ({ trusted, family })

export const kinds = {
  /** The same expression is bound to this name in other functions of the file, and to no other good name. */
  'same value': kind(true, 'value elsewhere'),
  /** The same callable's result has this name in other functions of the file; the same by the method's name alone. */
  'same call': kind(true, 'value elsewhere'),
  'same method': kind(false, 'value elsewhere'),
  /** As these three, but in one or two functions only and without a word in common with the value: perhaps its role there. */
  'value once': kind(false, 'value elsewhere'),
  'call once': kind(false, 'value elsewhere'),
  'method once': kind(false, 'value elsewhere'),
  /** The same where the file has several names for it. */
  'value among': kind(false, 'value elsewhere'),
  'call among': kind(false, 'value elsewhere'),
  'method among': kind(false, 'value elsewhere'),
  /** A literal of this text, or of this shape (its first key, its first word), is named so. */
  'same literal': kind(false, 'value elsewhere'),
  'same shape': kind(false, 'shape elsewhere'),
  /** Variables that are used in this way are named so: the attributes read from it, the place where it is passed. */
  'same use': kind(false, 'use elsewhere'),
  'same argument': kind(false, 'use elsewhere'),
  /** What other test files of the workspace say to the same questions. */
  'workspace value': kind(true, 'workspace'),
  'workspace call': kind(true, 'workspace'),
  'workspace method': kind(false, 'workspace'),
  'workspace literal': kind(false, 'workspace'),
  'workspace shape': kind(false, 'shape elsewhere'),
  'workspace use': kind(true, 'use elsewhere'),
  'workspace argument': kind(true, 'use elsewhere'),
  /** The parameter at which it is passed, of a callable of this file, of one of that name in other test files. */
  parameter: kind(true, 'passed'),
  'workspace parameter': kind(false, 'passed'),
  keyword: kind(true, 'passed'),
  class: kind(true, 'class'),
  'class word': kind(true, 'class'),
  'class method': kind(true, 'class'),
  annotation: kind(true, 'class'),
  'loop plural': kind(true, 'iterated'),
  singular: kind(true, 'singular'),
  'call noun': kind(true, 'call'),
  'call word': kind(true, 'call'),
  'noun call': kind(false, 'call'),
  partner: kind(true, 'compared'),
  key: kind(true, 'key'),
  item: kind(true, 'key'),
  attribute: kind(true, 'key'),
  'dict value': kind(true, 'stored'),
  'stored key': kind(true, 'stored'),
  stored: kind(true, 'stored'),
  instance: kind(true, 'instance'),
  appended: kind(true, 'appended'),
  returned: kind(true, 'returned'),
  patched: kind(true, 'patched'),
  idiom: kind(false, 'idiom'),
  'used like': kind(false, 'used like'),
  expected: kind(false, 'role'),
  shape: kind(false, 'shape'),
  comment: kind(false, 'comment'),
  /** A word of the test's own name; only where it names variables elsewhere. */
  'test word': kind(false, 'test name'),
  /** What an abbreviation stands for. */
  'spelled out': kind(true, 'spelled out'),
} as const satisfies Record<string, Kind>

export type EvidenceSource = keyof typeof kinds

/** Below this a name is not even a suggestion for somebody who asked. */
export const suggestionFloor = 0.03
/**
 * From this score a trusted lead is shown without being asked: on hidden names of suites that training never saw 91 % of such leads are
 * exactly the author's word, and most others would do too; from 0.5 on one in eleven that was read was wrong.
 */
export const strictScore = 0.7
