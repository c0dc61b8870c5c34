// Test classes that still have the name of a template: MyTestCase, TestStringMethods.

import { rule, type ClassUnit, type Located } from '../../kit/index.ts'

interface Facts extends Located {
  readonly unit: ClassUnit
}

/** Of PyCharm's template, the documentation of unittest and pytest, and what tutorials call theirs. */
const ofTemplates = new Set(['MyTestCase', 'MyTest', 'MyTests', 'TestStringMethods', 'TestStub', 'DefaultTestCase', 'DefaultWidgetSizeTestCase', 'TestSomething', 'SomethingTest', 'TestExample', 'ExampleTest', 'ExampleTestCase', 'TestFoo', 'FooTest', 'TestClass', 'TestCase1', 'NewTestCase', 'TestMyClass', 'TestMyFunction'])

export default rule({
  id: 'template-class-name',
  summary: 'A test class still has the name that a template gave it.',
  why: 'The class is the first word of every one of its tests in a report. MyTestCase says that somebody began with a template; the unit that is tested says where to look.',
  section: 'test-names',
  severity: 'hint',
  preset: 'strict',
  fix: undefined,
  since: '0.1.0',
  twins: [],
  on: 'class',
  *check(unit): Iterable<Facts> {
    // Inside another class it is what that one's tests run.
    if (unit.role === 'test' && unit.outer === undefined && ofTemplates.has(unit.name)) yield { at: unit.nameNode, unit }
  },
  message: ({ unit }) => `'${unit.name}' is a template's name; it does not say what is tested`,
})

