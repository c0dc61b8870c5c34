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
  ...of('narrower', 'only tests are looked at, for other functions that are defined twice are found by every linter', 'ruff:F811', 'flake8:F811', 'pylint:E0102'),
  ...of('narrower', 'only assertions that cannot be reached are found', 'pylint:W0101', 'sonar:S1763'),
  ...of('overlaps', 'files are looked at, temporary ones of every kind too, but not folders, processes, locks and pools', 'pylint:R1732'),
  ...of('overlaps', 'as Ruff and pyflakes count it: unpacked values and definitions that nobody reads are left alone', 'pylint:W0612'),
  ...of('overlaps', 'what lasts beyond a test is found where it is changed and not put back, not where it is declared', 'ruff:PLW0603', 'ruff:RUF012'),
  ...of('overlaps', 'only numbers on which an outcome rests are found, whatever draws them', 'ruff:NPY002'),
  ...of('overlaps', 'only assertions are looked at, and of calls only methods that change their object in place', 'pylint:E1111'),
  ...of('overlaps', 'tests are compared as a whole, those of one file, whatever their length', 'pylint:R0801'),
  ...of('overlaps', 'as Ruff counts names: constants, modules and type variables are left alone', 'pylint:C0103'),
  ...of('narrower', 'a variable that holds the exception is not followed', 'pylint:W0719'),
  ...of('narrower', 'a callable that is compared with another value may be what is expected, so only constants count', 'pylint:W0143'),
  ...of('narrower', 'a nested function is no test', 'flake8:PT028'),
  ...of('overlaps', 'a name is judged by what it holds and by the names around it, not by a list alone', 'flake8:VNE001', 'flake8:VNE002', 'pylint:C0104'),
  ...of('overlaps', 'whole tests that are commented out are found, not single lines of code', 'ruff:ERA001', 'sonar:S125'),
  ...of('overlaps', 'lines of code are counted, as a reader scrolls over lines; the twin counts statements', 'ruff:PLR0915', 'pylint:R0915'),
  ...of('overlaps', 'the value decides whether it is a secret that works, not the name of what holds it', 'ruff:S105', 'ruff:S106', 'ruff:S107', 'bandit:B105', 'bandit:B106', 'bandit:B107', 'sonar:S2068'),
  ...of('overlaps', 'only a path at which the test makes something is found, and a joined one too', 'ruff:S108', 'bandit:B108'),
}

function of(ours: Relation['ours'], reason: string, ...twins: readonly string[]): Readonly<Record<string, Relation>> {
  return Object.fromEntries(twins.map((twin) => [twin, { ours, reason }]))
}

/** Twins for which Proctor does not step aside, as they would leave something unsaid. */
export const widerTwins: ReadonlySet<string> = new Set(Object.entries(relations).flatMap(([twin, { ours }]) => (ours === 'narrower' ? [] : [twin])))
