// Mocha's browser build, which runs in both hosts once it finds what it expects of a page.

const surroundings = globalThis as { location?: { search: string } }
// It looks for `?grep=` in the address; Node has no address.
surroundings.location ??= { search: '' }

import 'mocha/mocha.js'

/** Puts `describe`, `it` and the rest into the global scope. */
export function prepare(options: Mocha.MochaOptions): BrowserMocha {
  const browser = (globalThis as unknown as { mocha: BrowserMocha }).mocha
  // Its own reporter wants a page to write on.
  browser.setup({ ...options, reporter: class {} as unknown as Mocha.ReporterConstructor })
  return browser
}

type BrowserMocha = typeof mocha
