// Waits for a pause in which nobody asks or types, for work that can wait.

/** Milliseconds between two looks at whether a message came. */
const look = 250

/** Resolves when no message has come for that many milliseconds; `handled` gives the number of messages handled so far. */
export async function idle(handled: () => number, milliseconds: number): Promise<void> {
  let [before, quiet] = [handled(), 0]
  while (quiet < milliseconds) {
    await new Promise((resolve) => setTimeout(resolve, Math.min(look, milliseconds)))
    quiet = handled() === before ? quiet + Math.min(look, milliseconds) : 0
    before = handled()
  }
}
