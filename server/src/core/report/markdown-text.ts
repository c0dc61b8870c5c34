// Pieces of Markdown: text that is not taken for marks, links with any path.

import type { Severity } from '../kit/index.ts'

export const severityWords: Readonly<Record<Severity, string>> = { error: 'Error', warning: 'Warning', information: 'Information', hint: 'Hint' }

/**
 * The text on one line with Markdown's signs escaped where they would act, so that it reads well unrendered too: an underscore
 * inside a word and a bracket without a link do nothing. Code spans that close stay code spans.
 */
export function plain(text: string): string {
  return text
    .replace(/[\r\n]+/g, ' ')
    .split(/(`[^`]+`)/)
    .map((part, i) => (i % 2 === 1 ? part : part.replace(/[\\`*<~]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|\](?=\()/gu, '\\$&')))
    .join('')
}

/** `target` is a URI or path; spaces and brackets in it are encoded, what is encoded already stays. */
export function link(label: string, target: string): string {
  return `[${plain(label)}](${target.replace(/[\s()<>\\]/g, (sign) => (sign === '\\' ? '/' : `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`))})`
}

/** A code span, whatever it holds. */
export function code(text: string): string {
  const fence = '`'.repeat(1 + Math.max(0, ...[...text.matchAll(/`+/g)].map((run) => run[0].length)))
  return text.includes('`') ? `${fence} ${text} ${fence}` : `${fence}${text}${fence}`
}
