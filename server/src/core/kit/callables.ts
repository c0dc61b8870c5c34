// plainMethod(): the method that an object of a class of this file has under a name, where nothing else can stand there.

import { classNamedBy, methodsOf, ownMethod } from '../suite/classes.ts'
import { classAttribute } from '../suite/styles.ts'
import { peek, type Node } from '../syntax/index.ts'
import type { Context } from './context.ts'

/**
 * `callee` is the `Thing` of `Thing()`. Undefined where the class is not this file's, has bases or decorators, where the method has a
 * decorator, or where the class or one of its methods assigns the name. Tracked. What comes back may belong to another segment.
 */
export function plainMethod(callee: Node, name: string, { source }: Context<unknown>): Node | undefined {
  const made = classNamedBy(source, callee)
  if (made === undefined || made.bases.length > 0 || made.decorators.length > 0) return undefined
  const method = ownMethod(source, made, name)
  if (method === undefined || method.decorators.length > 0 || classAttribute(source, made, name) !== undefined) return undefined
  const assigned = new RegExp(`\\.${name}\\b\\s*(?::[^=\\n]*)?=[^=]|__getattr|setattr\\(|def ${name}\\b[^]*def ${name}\\b`)
  const mayDiffer = peek(source, `assigns ${name} in ${made.name}`, (version) => {
    const again = classNamedBy(version, callee)
    return again === undefined || methodsOf(version, again).some(({ segment }) => assigned.test(segment.text))
  })
  return mayDiffer ? undefined : method.node
}
