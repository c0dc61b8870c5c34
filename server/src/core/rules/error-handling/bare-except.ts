// bare-except: `except:` takes KeyboardInterrupt, SystemExit and pytest's own skips and failures too.

import { blockOf, caughtBy, endingOf, handlersOf, rule, type Located, type Node, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly keyword: Node
}

export default rule({
  id: 'bare-except',
  summary: 'An except clause names no exception.',
  why: 'A bare `except:` also takes what ends the process, and what `pytest.skip` and `pytest.fail` raise.',
  section: 'error-handling',
  severity: 'warning',
  preset: 'recommended',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['ruff:E722', 'flake8:E722', 'hacking:H201', 'pylint:W0702', 'sonar:S5754'],
  on: 'node',
  kinds: ['try_statement'],
  *check(statement): Iterable<Facts> {
    for (const handler of handlersOf(statement)) {
      if (handler.isBroken || caughtBy(handler) !== undefined) continue
      const keyword = handler.tokens[0]!
      if (reRaises(handler)) {
        yield { at: keyword, keyword, preset: 'twin', twins: ['hacking:H201', 'flake8:E722'] }
        continue
      }
      // One that fails in any case hides nothing.
      const last = blockOf(handler)?.lastChild
      const isLoud = last !== undefined && /^(?:raise|fail)$/.test(endingOf(last) ?? '')
      yield { at: keyword, keyword, ...(isLoud ? { severity: 'hint', preset: 'strict' } : {}) }
    }
  },
  message: () => '`except:` takes everything, an interrupt and a skip included',
  repair: ({ keyword: { segment, end } }): Repair => ({ title: 'Catch Exception', edits: [{ segment, start: end, end, text: ' Exception' }] }),
})

/** A handler that hands on what it took may take everything. */
function reRaises(handler: Node): boolean {
  return blockOf(handler)?.children.some((each) => each.kind === 'raise_statement' && each.children.length === 0) === true
}
