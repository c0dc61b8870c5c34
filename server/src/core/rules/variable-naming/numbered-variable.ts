// Variables that differ by a number only where the code says which is which: flavor1 and flavor2 as source and destination.

import { flag, rule, type Binding, type Located, type Refusal, type Repair } from '../../kit/index.ts'
import { renameEdits } from '../../edits/index.ts'
import { functionScopes, namesOfSiblings, numberedSiblings, type SiblingName } from '../../naming/index.ts'

interface Facts extends Located {
  readonly members: readonly Binding[]
  /** In the order of the members; undefined where the code gives no names. */
  readonly roles: readonly SiblingName[] | undefined
}

export default rule({
  id: 'numbered-variable',
  summary: 'Variables of one test differ by a number only, though their roles are known.',
  why: 'With `flavor1` and `flavor2` the reader has to remember which is which; `source_flavor` and `dest_flavor` say it at every use. Reported only where arguments, keywords and neighbours give two opposite roles: two of the same kind are often just that, and their numbers are fine.',
  section: 'variable-naming',
  severity: 'information',
  preset: 'recommended',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['flake8:WPS114'],
  options: {
    unnamed: flag(false, 'Also report numbered siblings for whose roles the code has no words'),
  },
  on: 'module',
  gather: (segment) => (segment.kind === 'trivia' ? [] : functionScopes(segment).flatMap((scope) => (scope.isDynamic ? [] : numberedSiblings(scope)))),
  *check({ source, gathered }, { options }): Iterable<Facts> {
    for (const { facts } of gathered) {
      for (const siblings of facts) {
        const roles = namesOfSiblings(source, siblings)
        if (roles === undefined && !(options.unnamed && siblings.members.every((member) => /\d$/.test(member.name)))) continue
        const [first, ...others] = siblings.members
        yield {
          at: first!.definitions[0]!.node,
          related: others.map((other) => ({ at: other.definitions[0]!.node, message: `'${other.name}' is made here` })),
          members: siblings.members,
          roles,
        }
      }
    }
  },
  message({ members, roles }) {
    const what = `${enumeration(members.map((member) => `'${member.name}'`))} differ by number only`
    if (roles === undefined) return what
    const better = `${what}: ${enumeration(roles.map((role) => `'${role.name}'`))} would say which is which`
    const why = roles.map((role) => role.evidence.split(', ')[0]!).join('; ')
    return better.length + why.length + 3 <= 120 ? `${better} (${why})` : better
  },
  repair({ roles }, context): Repair | Refusal | undefined {
    if (roles === undefined) return undefined
    const answers = roles.map(({ binding, name }) => renameEdits(context.source, binding, name))
    const refused = answers.find((answer) => 'refusal' in answer)
    if (refused !== undefined) return refused as Refusal
    return { title: `Rename variables to ${enumeration(roles.map((role) => `'${role.name}'`))}`, edits: answers.flatMap((answer) => ('refusal' in answer ? [] : answer.edits)) }
  },
})

function enumeration(words: readonly string[]): string {
  if (words.length > 3) return `${words[0]} to ${words[words.length - 1]}`
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`
}
