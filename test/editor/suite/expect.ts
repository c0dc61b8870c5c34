// Assertions that run in both hosts: the web worker has no `node:assert`.

export function isTrue(value: unknown, message: string): asserts value {
  if (!value) throw new Error(message)
}

export function equal<T>(actual: T, expected: T, what = 'value'): void {
  const [is, should] = [JSON.stringify(actual), JSON.stringify(expected)]
  if (is !== should) throw new Error(`${what}: expected ${should}, but it is ${is}`)
}

export function matches(actual: string, pattern: RegExp, what = 'text'): void {
  if (!pattern.test(actual)) throw new Error(`${what}: expected ${pattern}, but it is ${JSON.stringify(actual)}`)
}

/**
 * Repeats `attempt` until it gives something other than undefined and false, and gives that. Fails after `milliseconds`
 * with `what`, and with what `attempt` threw last.
 */
export async function eventually<T>(what: string, attempt: () => T | Promise<T>, milliseconds = 15_000): Promise<Exclude<T, undefined | false>> {
  const end = Date.now() + milliseconds
  let problem = ''
  for (;;) {
    try {
      const value = await attempt()
      if (value !== undefined && value !== false) return value as Exclude<T, undefined | false>
    } catch (error) {
      problem = `: ${error instanceof Error ? error.message : String(error)}`
    }
    if (Date.now() > end) throw new Error(`not within ${milliseconds} ms: ${what}${problem}`)
    await sleep(50)
  }
}

/** For what can only be shown by waiting: that something does not happen. */
export function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
