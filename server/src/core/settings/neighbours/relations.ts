// Twins that are not exactly the same finding: in which direction they differ, and why. Everything else is held to agreement by
// `npm run twins`.

export interface Relation {
  /**
   * `wider`: Proctor's rule finds more than the twin, so it does not step aside for it. `narrower`: it finds less on purpose, so whoever
   * wants all of it keeps the other tool. `overlaps`: both.
   */
  readonly ours: 'wider' | 'narrower' | 'overlaps'
  /** Ends without a full stop. */
  readonly reason: string
}

export const relations: Readonly<Record<string, Relation>> = {
  'ruff:D101': { ours: 'narrower', reason: 'only classes of tests are looked at' },
  'ruff:D103': { ours: 'narrower', reason: 'only fixtures are looked at' },
  'pylint:C0115': { ours: 'narrower', reason: 'only classes of tests are looked at' },
  'pylint:C0116': { ours: 'narrower', reason: 'only fixtures are looked at' },
}

/** Twins for which Proctor does not step aside, as they would leave something unsaid. */
export const widerTwins: ReadonlySet<string> = new Set(Object.entries(relations).flatMap(([twin, { ours }]) => (ours === 'narrower' ? [] : [twin])))
