// What the bundler knows about this build.

declare const PROCTOR_VERSION: string | undefined
declare const PROCTOR_DOCS: string | undefined

export const version: string = typeof PROCTOR_VERSION === 'string' ? PROCTOR_VERSION : '0.0.0'
/** URI prefix of the rule pages for clients that name none; undefined where the build names none either. */
export const docsBase: string | undefined = typeof PROCTOR_DOCS === 'string' ? PROCTOR_DOCS : undefined
