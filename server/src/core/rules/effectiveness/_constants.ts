// Which linters say of an assertion that constants alone decide it, whatever they decide. The rule itself says less.

import { argumentsOf, calledName, truthOf, unwrapped, type Claim, type Node } from '../../kit/index.ts'

/** Twins. */
export function lintersOf(claim: Claim): readonly string[] {
  return [...pylintsOf(claim), ...plugins(claim)]
}

/** Pylint knows unittest's four, whichever way they end. */
function pylintsOf({ assertion, operands }: Claim): readonly string[] {
  const name = calledName(assertion) ?? ''
  const isPylints = assertion.kind === 'call' && (/^assert(?:True|False)$/.test(name) ? isComparedLiteral(argumentsOf(assertion).positional[0]!) : /^assert(?:Not)?Equal$/.test(name) && operands.every(isComparedLiteral))
  return isPylints ? ['pylint:W1503'] : []
}

/** flake8-useless-assert's, for which texts are assert-on-string-literal's. */
function plugins({ assertion }: Claim): readonly string[] {
  const tested = assertion.kind === 'assert_statement' ? unwrapped(assertion.firstChild!) : undefined
  if (tested === undefined || /string$/.test(tested.kind)) return []
  if (/^(?:integer|float|true|ellipsis)$/.test(tested.kind)) return truthOf(tested) === false ? [] : ['flake8:ULA001']
  const callee = tested.kind === 'call' ? tested.field('function') : undefined
  if (callee?.kind === 'attribute' && callee.field('attribute')?.text === 'format' && isText(callee.field('object')!)) return ['flake8:ULA004']
  return isComputed(tested) && !/^(?:false|none)$/.test(tested.kind) ? ['flake8:ULA006'] : []
}

/** Made of constants alone, by operators and by builtins that do nothing else. */
function isComputed(node: Node): boolean {
  if (isText(node) || /^(?:integer|float|true|false|none|ellipsis)$/.test(node.kind)) return true
  if (node.kind === 'call') return pure.test(node.field('function')?.text ?? '') && (node.field('arguments')?.children ?? []).every((each) => isComputed(each.kind === 'keyword_argument' ? each.field('value')! : each))
  return /^(?:parenthesized_expression|tuple|list|set|dictionary|pair|comparison_operator|conditional_expression|binary_operator|list_splat|dictionary_splat)$/.test(node.kind) && node.children.every(isComputed)
}

const pure = /^(?:abs|all|any|ascii|bin|bool|bytearray|bytes|callable|chr|complex|dict|dir|divmod|enumerate|filter|float|format|frozenset|getattr|hasattr|hash|hex|id|int|isinstance|issubclass|iter|len|list|map|max|memoryview|min|oct|ord|pow|range|repr|reversed|round|set|slice|sorted|str|sum|tuple|type|zip)$/

function isText(node: Node): boolean {
  return /string$/.test(node.kind) && node.descendants('interpolation').length === 0
}

/** A constant that is no part of a larger one. */
export function isComparedLiteral(node: Node): boolean {
  return /^(?:integer|float|string|concatenated_string|true|false|none)$/.test(node.kind) && node.descendants('interpolation').length === 0
}
