// Times of a benchmark: medians and 95th percentiles, in milliseconds.

export interface Times {
  readonly median: number
  readonly p95: number
  readonly worst: number
}

export async function elapsed(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await run()
  return performance.now() - start
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

export function timesOf(values: readonly number[]): Times {
  return { median: median(values), p95: quantile(values, 0.95), worst: Math.max(...values) }
}
