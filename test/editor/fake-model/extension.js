// A language model that says what it was told to say, so that the way through the editor's own `vscode.lm` is tested without one.
const vscode = require('vscode')

const model = { id: 'parrot', name: 'Parrot', family: 'parrot', version: '1', maxInputTokens: 10_000, maxOutputTokens: 1000, capabilities: {} }

/** `says`: its answer. `fails`: the message of its error. Neither: it never answers. */
let behaviour = { says: '["placed_order"]' }
/** The questions, as `{ text, isCancelled }`. */
const questions = []

const provider = {
  provideLanguageModelChatInformation: () => [model],
  provideTokenCount: async () => 1,
  async provideLanguageModelChatResponse(_model, messages, _options, progress, token) {
    const question = { text: messages.flatMap(({ content }) => content).map(({ value }) => value).join(''), isCancelled: false }
    questions.push(question)
    token.onCancellationRequested(() => (question.isCancelled = true))
    if (behaviour.fails !== undefined) throw new Error(behaviour.fails)
    if (behaviour.says === undefined) return new Promise((resolve) => token.onCancellationRequested(resolve))
    for (const part of behaviour.says.match(/[^]{1,5}/g) ?? []) progress.report(new vscode.LanguageModelTextPart(part))
  },
}

exports.activate = ({ subscriptions }) => {
  subscriptions.push(
    vscode.lm.registerLanguageModelChatProvider('proctor-test', provider),
    vscode.commands.registerCommand('proctorTest.behave', (next) => {
      behaviour = next
      questions.length = 0
    }),
    vscode.commands.registerCommand('proctorTest.questions', () => questions),
  )
}
