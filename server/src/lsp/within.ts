// A promise with an end: what the other side does not answer in time is given up.

/** Rejects after that many milliseconds; the late answer is dropped, the timer does not keep the process alive longer than needed. */
export function within<T>(milliseconds: number, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no answer within ${milliseconds} ms`)), milliseconds)
    promise.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
