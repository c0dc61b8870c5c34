import type { BuildOptions } from 'esbuild'

export const root: string
export function load(entry: string, options?: BuildOptions): Promise<unknown>
