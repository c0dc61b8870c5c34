// Puts a question to a language model and waits for so long and no longer. It knows no editor, so that every way to fail can be tried out.

/** A language model as far as a question needs one. */
export interface Model {
  /** For people. */
  readonly name: string
  /** Who offers it; consent is given to a vendor. */
  readonly vendor: string
  /** Settles when nobody is being asked for permission any more: the time counts from then on. */
  readonly permitted: Promise<unknown>
  /** The answer in parts. Rejects where the model refuses or fails; ends early when `signal` says so. */
  readonly send: (text: string, signal: AbortSignal) => AsyncIterable<string>
}

export type Answer = { readonly text: string } | { readonly silence: 'cancelled' | 'timeout' | 'error'; readonly reason: string }

export const answerTime = 5000
/** In characters: names are short, and whoever says more than this is not answering. */
const longestAnswer = 4000

/** Never rejects. `cancel`: nobody waits for the answer any more. */
export async function ask(model: Model, question: string, cancel: AbortSignal, milliseconds = answerTime): Promise<Answer> {
  const stop = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  const stopped = new Promise<Answer>((resolve) => {
    const end = (answer: Answer): void => {
      resolve(answer)
      stop.abort()
    }
    const cancelled = (): void => end({ silence: 'cancelled', reason: 'nobody waits for it' })
    if (cancel.aborted) return cancelled()
    cancel.addEventListener('abort', cancelled, { once: true, signal: stop.signal })
    const start = (): void => {
      if (!stop.signal.aborted) timer = setTimeout(() => end({ silence: 'timeout', reason: `${model.name} did not answer within ${milliseconds / 1000} s` }), milliseconds)
    }
    model.permitted.then(start, start)
  })
  try {
    return await Promise.race([stopped, read(model, question, stop.signal)])
  } finally {
    stop.abort()
    clearTimeout(timer)
  }
}

async function read(model: Model, question: string, signal: AbortSignal): Promise<Answer> {
  if (signal.aborted) return { silence: 'cancelled', reason: 'nobody waits for it' }
  try {
    let text = ''
    for await (const part of model.send(question, signal)) {
      text += part
      if (text.length > longestAnswer) break
    }
    return { text: text.slice(0, longestAnswer) }
  } catch (error) {
    return { silence: 'error', reason: error instanceof Error ? error.message : String(error) }
  }
}
