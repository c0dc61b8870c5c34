// The identifiers of a parameter list.

import type { Node } from '../../kit/index.ts'

/** Of `parameters` or `lambda_parameters`, in order, those of `*args` and `**kwargs` included. */
export function parameterNames(list: Node): readonly Node[] {
  return list.children.flatMap((each) => {
    const name = each.field('name') ?? (each.kind === 'identifier' ? each : each.firstChild)
    const inner = name !== undefined && /splat_pattern$/.test(name.kind) ? name.firstChild : name
    return inner?.kind === 'identifier' ? [inner] : []
  })
}
