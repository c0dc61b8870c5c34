// What the two rules about the case of names share.

/** `orderTotal`, `userID`: words that a capital parts. Not a class, a constant, `xA` or `test_HTTP`, which have other reasons. */
export function isMixedCase(name: string): boolean {
  return /^_*[a-z][a-z0-9]+(?:[A-Z][a-z0-9]+)*(?:[A-Z][a-z0-9]+|ID|URL|DB|IP)$/.test(name)
}
