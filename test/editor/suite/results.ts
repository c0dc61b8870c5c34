// The mark in front of a result on the console; the launcher (test/support/vscode-host) looks for the same one.

export const resultMark = 'proctor-test-result: '
