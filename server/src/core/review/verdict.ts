// The one sentence at the end of a review, decided by the counts alone, so that the same file always gets the same words.

import type { Review } from './review.ts'

/** `gaps`: parts of the file that could not be read; `suggestions`: names that are only likely to be better. No full stop. */
export function verdictOf({ error, warning, information, hint }: Review['counts'], gaps: number, suggestions: number): string {
  const remarks = information + hint
  const unread = gaps === 0 ? '' : `; ${gaps === 1 ? 'one part' : `${gaps} parts`} of the file could not be read and may hide more`
  if (error > 0) {
    const rest = [counted(warning, 'warning'), counted(remarks, 'smaller remark')].filter((part) => part !== undefined)
    return `Not ready: ${counted(error, 'error')} should be mended first${rest.length === 0 ? '' : `, then ${rest.join(' and ')}`}${unread}`
  }
  if (warning > 0) return `Nearly ready: ${counted(warning, 'warning')} to look at${remarks === 0 ? '' : `, and ${counted(remarks, 'smaller remark')}`}${unread}`
  if (remarks > 0) return `Sound: no errors or warnings, ${counted(remarks, 'remark')} that would make it easier to read and keep${unread}`
  if (gaps > 0) return `Nothing found in what could be read; ${gaps === 1 ? 'one part' : `${gaps} parts`} of the file could not be read`
  return suggestions > 0 ? `Nothing to mend; ${counted(suggestions, 'name')} might be better` : 'Nothing to mend'
}

function counted(number: number, noun: string): string | undefined {
  return number === 0 ? undefined : `${number} ${noun}${number === 1 ? '' : 's'}`
}
