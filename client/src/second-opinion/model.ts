// The language model that the editor offers, and the consent of whoever sits in front of it. Without both nothing is sent anywhere.
import { CancellationTokenSource, type ExtensionContext, LanguageModelChatMessage, type LanguageModelChat, type LanguageModelAccessInformation, lm, window, workspace } from 'vscode'
import { answerTime, type Model } from './ask.ts'

/** True where the user asked for it. Only the user's own settings count, so that no workspace can turn it on. */
export function isWanted(): boolean {
  return workspace.getConfiguration('proctor').get('naming.useLanguageModel') === true
}

/** The first model that is offered; undefined where there is none, or it takes too long to tell. */
export async function offeredModel(context: ExtensionContext): Promise<Model | undefined> {
  // Editors built on VS Code may lack the whole namespace.
  if (typeof lm?.selectChatModels !== 'function') return undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<undefined>((resolve) => (timer = setTimeout(() => resolve(undefined), answerTime)))
  try {
    const [chat] = (await Promise.race([lm.selectChatModels(), late])) ?? []
    return chat && modelOf(chat, context.languageModelAccessInformation)
  } catch {
    return undefined
  } finally {
    clearTimeout(timer)
  }
}

function modelOf(chat: LanguageModelChat, access: LanguageModelAccessInformation): Model {
  return {
    name: chat.name,
    vendor: chat.vendor,
    permitted: access.canSendRequest(chat) === undefined ? new Promise<void>((resolve) => {
      const listener = access.onDidChange(() => {
        listener.dispose()
        resolve()
      })
    }) : Promise.resolve(),
    async *send(text, signal) {
      const source = new CancellationTokenSource()
      const cancel = (): void => source.cancel()
      signal.addEventListener('abort', cancel)
      try {
        const justification = 'To put the names that Proctor suggests for a variable into an order.'
        const response = await chat.sendRequest([LanguageModelChatMessage.User(text)], { justification }, source.token)
        yield* response.text
      } finally {
        signal.removeEventListener('abort', cancel)
        source.dispose()
      }
    },
  }
}

/** Vendors that the user let have the question; kept on this machine. */
const consentsKey = 'naming.languageModelVendors'
/** Who says no is not asked again in this window. */
const refused = new Set<string>()

/** Asks once for each vendor, in words that say what is sent. */
export async function hasConsent(context: ExtensionContext, { name, vendor }: Model): Promise<boolean> {
  if (context.globalState.get<readonly string[]>(consentsKey, []).includes(vendor)) return true
  if (refused.has(vendor)) return false
  const yes = 'Send and ask'
  const detail = [
    `For each list of names that you ask for, Proctor will send to ${name} (${vendor}): the name of the variable, the names that it suggests with their evidence, and those statements of the test that use the variable, as they are, with any values in them.`,
    'Nothing else of the file or workspace is sent, and nothing without your asking for names. The answer can reorder the list and add names to it, which are marked; it changes no file. The setting "proctor.naming.useLanguageModel" turns this off again.',
  ].join('\n\n')
  // In an editor that shows no dialogs (under test) there is nobody who could agree.
  const answer = await window.showInformationMessage(`Ask ${name} for a second opinion on names?`, { modal: true, detail }, yes).then((chosen) => chosen, () => undefined)
  if (answer !== yes) {
    refused.add(vendor)
    return false
  }
  await agree(context, vendor)
  return true
}

export async function agree(context: ExtensionContext, vendor: string): Promise<void> {
  const vendors = context.globalState.get<readonly string[]>(consentsKey, [])
  await context.globalState.update(consentsKey, [...new Set([...vendors, vendor])])
}
