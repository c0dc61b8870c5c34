// Variables that differ by a number only where the code says which is which: flavor1 and flavor2 as source and destination.

import { flag, rule, type Binding, type Located, type Refusal, type Repair } from '../../kit/index.ts'
import { renameEdits } from '../../edits/index.ts'
import { functionScopes, namesOfSiblings, numberedSiblings, type SiblingName } from '../../naming/index.ts'

interface Facts extends Located {
  readonly members: readonly Binding[]
  /** In the order of the members, for each function of the file that has siblings of these names and roles; empty where the code gives no names. */
  readonly roles: readonly (readonly SiblingName[])[]
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
  *check(module, { options }): Iterable<Facts> {
    const groups = new Map<string, { readonly members: readonly Binding[]; readonly roles: (readonly SiblingName[])[] }>()
    for (const siblings of module.gathered.flatMap(({ facts }) => facts)) {
      const roles = namesOfSiblings(module.source, siblings)
      if (roles === undefined && !(options.unnamed && siblings.members.every((member) => /\d$/.test(member.name)))) continue
      // One decision for the file, like that about a vague name.
      const key = roles === undefined ? `${groups.size}` : roles.map(({ binding, name }) => `${binding.name} ${name}`).join()
      const group = groups.get(key)
      if (group === undefined) groups.set(key, { members: siblings.members, roles: roles === undefined ? [] : [roles] })
      else group.roles.push(roles!)
    }
    for (const { members, roles } of groups.values()) {
      const [first, ...others] = members
      yield {
        at: first!.definitions[0]!.node,
        related: others.map((other) => ({ at: other.definitions[0]!.node, message: `'${other.name}' is made here` })),
        members,
        roles,
      }
    }
  },
  message({ members, roles: [named, ...more] }) {
    const what = `${enumeration(members.map((member) => `'${member.name}'`))} differ by number only`
    if (named === undefined) return what
    const where = more.length > 0 ? ` in ${more.length + 1} functions` : ''
    const better = `${what}${where}: ${enumeration(named.map((role) => `'${role.name}'`))} would say which is which`
    const why = named.map((role) => role.evidence.split(', ')[0]!).join('; ')
    return better.length + why.length + 3 <= 120 ? `${better} (${why})` : better
  },
  repair({ roles }, context): Repair | Refusal | undefined {
    const [named] = roles
    if (named === undefined) return undefined
    const answers = roles.flat().map(({ binding, name }) => renameEdits(context.source, binding, name))
    const refused = answers.find((answer) => 'refusal' in answer)
    if (refused !== undefined) return refused as Refusal
    const where = roles.length > 1 ? ` in ${roles.length} functions` : ''
    return { title: `Rename variables to ${enumeration(named.map((role) => `'${role.name}'`))}${where}`, edits: answers.flatMap((answer) => ('refusal' in answer ? [] : answer.edits)) }
  },
})

function enumeration(words: readonly string[]): string {
  if (words.length > 3) return `${words[0]} to ${words[words.length - 1]}`
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`
}
