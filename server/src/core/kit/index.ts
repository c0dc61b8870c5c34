// The vocabulary of rules and actions: a rule file imports from here, from `edits` and `naming`, and nothing else.

export { action, type Action, type OpenRename, type Selection } from './action.ts'
export type { Context } from './context.ts'
export { argumentOf, argumentsOf, calledName, literalText, rootOf, unwrapped, type Arguments } from './expressions.ts'
export { choice, flag, integer, names, type OptionShape, type OptionShapes, type OptionValues } from './options.ts'
export { isMock, isPatch, makesMock, patchedParameters } from './mocks.ts'
export { rule, type Located, type Place, type PlaceEdit, type Preset, type Refusal, type Related, type Repair, type Rule, type Safety, type Severity } from './rule.ts'
export { sections, type SectionId } from './sections.ts'
export type { AssertionUnit, ModuleUnit, UnitName, Units } from './units.ts'
export type { Assertion, AssertionKind, AssertionSummary, ClassUnit, FixtureUnit, FunctionUnit, NamedExpression, Parameter, Round, SuiteFile, TestUnit } from '../suite/model.ts'
export type { Binding, Definition, Scope } from '../semantic/model.ts'
export { editDistance } from '../text/distance.ts'
export { Node, type NodeKind, type Segment, type Source } from '../syntax/index.ts'
