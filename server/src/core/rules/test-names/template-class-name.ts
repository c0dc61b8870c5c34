// Test classes that still have the name of a template or a number for one: MyTestCase, TestStringMethods, TestFoo1.

import { renamedTo, rule, type ClassUnit, type Located, type Refusal, type Repair } from '../../kit/index.ts'
import { classMadeBy } from '../../naming/index.ts'

interface Facts extends Located {
  readonly unit: ClassUnit
}

/** Of PyCharm's template, the documentation of unittest and pytest, and what tutorials call theirs. */
const ofTemplates = new Set(['MyTestCase', 'MyTest', 'MyTests', 'TestStringMethods', 'TestStub', 'DefaultTestCase', 'DefaultWidgetSizeTestCase', 'TestSomething', 'SomethingTest', 'TestExample', 'ExampleTest', 'ExampleTestCase', 'TestFoo', 'FooTest', 'TestClass', 'TestCase1', 'NewTestCase', 'TestMyClass', 'TestMyFunction'])

/** Nothing but such words and a number; not `Tests` alone, which its file tells apart, nor the number of a bug or of a status. */
const empty = /^(?:My|New|Some|Sample|Example|Dummy|Default|The)?(?:Test|Tests|TestCase|TestCases|TestClass|TestSuite|UnitTest|UnitTests)\d{1,2}$|^(?:My|New|Some|Sample|Example)(?:Unit)?(?:Test|Tests|TestCase|TestSuite)$|^Test(?:My|Some)?(?:Foo|Bar|Baz|Spam|Stuff|Thing|Things|Something|Anything|Class)\d*$|^(?:Foo|Bar|Baz|Something|Stuff)(?:Test|Tests|TestCase)\d*$/

export default rule({
  id: 'template-class-name',
  summary: 'A test class still has the name that a template gave it, or a number in place of one.',
  why: 'The class is the first word of every one of its tests in a report. MyTestCase says that somebody began with a template; the unit that is tested says where to look.',
  section: 'test-names',
  severity: 'hint',
  preset: 'strict',
  fix: 'suggested',
  since: '0.1.0',
  twins: [],
  on: 'class',
  *check(unit): Iterable<Facts> {
    // Inside another class it is what that one's tests run.
    if (unit.role === 'test' && unit.outer === undefined && (ofTemplates.has(unit.name) || empty.test(unit.name))) yield { at: unit.nameNode, unit }
  },
  message: ({ unit }) => (ofTemplates.has(unit.name) ? `'${unit.name}' is a template's name; it does not say what is tested` : `'${unit.name}' does not say what is tested`),
  repair({ unit }, context): readonly (Repair | Refusal)[] {
    const made = classMadeBy(unit.functions.filter(({ role }) => role === 'test').map(({ body }) => body))
    if (made === undefined) return []
    const ending = /(?:Tests|TestCase)(?=\d*$)/.exec(unit.name)?.[0] ?? 'Test'
    const name = made.replace(/^_+/, '')
    return renamedTo(unit.nameNode, [unit.name.startsWith('Test') ? `Test${name}` : `${name}${ending}`], 'class', context)
  },
})
