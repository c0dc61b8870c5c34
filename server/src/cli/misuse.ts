// The command line was not used as it is meant: the message goes to standard error and the exit code is 2.

export class Misuse extends Error {}
