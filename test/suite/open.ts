// What the tests of the suite model share: a file from inline Python, its units by name.

import { defaultSettings } from '../../server/src/core/settings/settings.ts'
import { suiteOf } from '../../server/src/core/suite/units.ts'
import type { FunctionUnit, SuiteFile } from '../../server/src/core/suite/model.ts'
import { openSource, type Source } from '../../server/src/core/syntax/index.ts'
import { testParser } from '../support/parser.ts'

export async function opened(text: string, path = 'test_file.py'): Promise<{ readonly source: Source; readonly suite: SuiteFile; unit(name: string): FunctionUnit }> {
  const source = openSource(await testParser(), path, text)
  const suite = suiteOf(source, defaultSettings)
  return {
    source,
    suite,
    unit: (name) => {
      const found = [...suite.tests, ...suite.fixtures, ...suite.helpers, ...suite.hooks].find((each) => each.name === name)
      if (found === undefined) throw new Error(`no unit ${name}`)
      return found
    },
  }
}

export const names = (units: readonly { readonly name: string }[]): string[] => units.map((unit) => unit.name)
