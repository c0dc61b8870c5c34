// getfixturevalue-literal: `request.getfixturevalue("basket")` at the start of a test, where a parameter would do.

import { addParameter } from '../../edits/index.ts'
import { argumentsOf, literalText, rule, type Located, type Node, type PlaceEdit, type Refusal, type Repair, type TestUnit } from '../../kit/index.ts'

interface Facts extends Located {
  readonly call: Node
  readonly test: TestUnit
  readonly name: string
}

export default rule({
  id: 'getfixturevalue-literal',
  summary: 'A test asks for a fixture by a written name in its body.',
  why: 'A parameter shows what a test needs before it starts, and `pytest --setup-plan` and editors know it. `getfixturevalue` is for names that are computed, or needed only sometimes.',
  section: 'organization',
  severity: 'hint',
  preset: 'recommended',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['sonar:S8993'],
  on: 'test',
  *check(test): Iterable<Facts> {
    if (!test.parameters.some(({ name }) => name === 'request') || test.owner?.isTestCase === 'yes') return
    for (const statement of test.statements) {
      const value = statement.kind !== 'expression_statement' ? undefined : statement.firstChild?.kind === 'assignment' ? statement.firstChild.field('right') : statement.firstChild
      const name = value?.kind === 'call' && value.field('function')?.text === 'request.getfixturevalue' ? literalText(argumentsOf(value).positional[0] ?? value) : undefined
      // Behind anything else that runs, the order may be what is wanted.
      if (name === undefined) {
        if (statement.descendants('call').length > 0 || /^(?:if|for|while|with|try)/.test(statement.kind)) return
      } else if (/^[A-Za-z_]\w*$/.test(name)) yield { at: value!, call: value!, test, name }
    }
  },
  message: ({ name }) => `\`${name}\` is always requested; a parameter would show it`,
  repair({ call, test, name }): Repair | Refusal {
    if (test.parameters.some((parameter) => parameter.name === name)) return { refusal: 'It is a parameter already' }
    const { segment, start, end } = call
    const request = test.parameters.find((parameter) => parameter.name === 'request')!
    const uses = test.body.descendants('identifier').filter(({ text }) => text === 'request').length
    const own = test.node.field('parameters')!.children.find((child) => child === request.node || child.contains(request.node))!
    const edits: PlaceEdit[] = [{ segment, start, end, text: name }]
    if (uses === 1) edits.push({ segment, start: own.start, end: own.end, text: name })
    else {
      const added = addParameter(test.node, name)
      if (added === undefined) return { refusal: 'There is no list of parameters' }
      edits.push(added)
    }
    // `basket = request.getfixturevalue("basket")` is said by the parameter.
    const assignment = call.parent?.kind === 'assignment' && call.parent.field('left')?.text === name ? call.parent.parent : call.parent?.kind === 'expression_statement' ? call.parent : undefined
    if (assignment === undefined) return { title: `Request \`${name}\``, edits }
    const next = assignment.nextSibling
    if (next === undefined || assignment.parent?.kind !== 'block' || segment.comments.some((offset) => offset >= assignment.start && offset < next.start)) return { refusal: 'The statement can\'t be taken out' }
    edits[0] = { segment, start: assignment.start, end: next.start, text: '' }
    return { title: `Request \`${name}\``, edits }
  },
})

