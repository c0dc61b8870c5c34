// All actions, by id. Written by `npm run generate` from the names of the files; don't edit it.

import type { Action } from '../kit/index.ts'
import addDocstring from './add-docstring.ts'
import completeTestName from './complete-test-name.ts'
import explainWait from './explain-wait.ts'
import normalizeTrailingCommas from './normalize-trailing-commas.ts'
import normalizeTrailingCommasInSelection from './normalize-trailing-commas-in-selection.ts'
import renameFixture from './rename-fixture.ts'
import renameVariable from './rename-variable.ts'
import suggestNames from './suggest-names.ts'

export const actions: readonly Action[] = [
  addDocstring,
  completeTestName,
  explainWait,
  normalizeTrailingCommas,
  normalizeTrailingCommasInSelection,
  renameFixture,
  renameVariable,
  suggestNames,
]
