// testCamelCase among test_snake_case, where most tests of the file are the other way; test classes that don't begin with a capital.

import { renameEdits } from '../../edits/rename.ts'
import { rule, type Located, type Node, type Refusal, type Repair } from '../../kit/index.ts'
import { snakeCase } from '../../naming/index.ts'

interface Facts extends Located {
  readonly name: string
  readonly kind: 'test' | 'class'
  readonly better: string
  readonly nameNode: Node
}

export default rule({
  id: 'inconsistent-test-case',
  summary: 'A test\'s name is written in another case than those of the file\'s other tests.',
  why: 'Whoever selects tests by name (`-k resize`) or reads the report meets two ways to write the same words. A suite that is camelCase throughout, as unittest\'s own methods are, is left alone.',
  section: 'test-names',
  severity: 'hint',
  preset: 'strict',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['ruff:N801', 'ruff:N802', 'pylint:C0103', 'sonar:S100', 'sonar:S101'],
  on: 'module',
  *check({ suite }): Iterable<Facts> {
    const camel = suite.tests.filter((test) => isCamel(test.name))
    if (camel.length * 2 < suite.tests.length) {
      for (const test of camel) yield { at: test.nameNode, name: test.name, kind: 'test', better: snakeCase(test.name), nameNode: test.nameNode, twins: ['ruff:N802', 'pylint:C0103', 'sonar:S100'] }
    }
    for (const unit of suite.classes) {
      if (unit.role !== 'test' || /^_*\p{Lu}/u.test(unit.name)) continue
      const better = unit.name.split('_').map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join('')
      yield { at: unit.nameNode, name: unit.name, kind: 'class', better, nameNode: unit.nameNode, twins: ['ruff:N801', 'pylint:C0103', 'sonar:S101'] }
    }
  },
  message: ({ name, kind }) => (kind === 'test' ? `'${name}' is camelCase where the file's other tests are snake_case` : `Test class '${name}' does not begin with a capital`),
  repair({ nameNode, kind, better }, context): Repair | Refusal | undefined {
    const answer = renameEdits(context.source, nameNode, better)
    return 'refusal' in answer ? answer : { title: `Rename ${kind} to '${better}'`, edits: answer.edits }
  },
})

/** `testResize`, not `test_HTTPServer_close`: names of things keep their case. */
function isCamel(name: string): boolean {
  return /^test[A-Z]/.test(name) && !name.includes('_')
}
