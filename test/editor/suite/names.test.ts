// *Suggest names…*: the list, what becomes of a choice, and the second opinion of a language model, which is a fake one (../fake-model).
import * as vscode from 'vscode'
import { actionAt, closeAll, configure, extension, type NamesView, perform, showText } from './editor.ts'
import { equal, eventually, isTrue, matches, sleep } from './expect.ts'

const path = 'tests/test_orders.py'
const text = `import secrets_of_the_house


def test_boots(api):
    x = api.make_server()
    unrelated()
    boot(machine=x)
    assert x.is_up


def test_other(token):
    assert token
`
const listed = ['machine', 'server', '$(edit) Another name…']

interface Behaviour {
  readonly says?: string
  readonly fails?: string
}

const view = (): NamesView | undefined => extension().exports.names()
const accept = () => vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem')
const close = async () => {
  await vscode.commands.executeCommand('workbench.action.closeQuickOpen')
  await eventually('the list is closed', () => view() === undefined)
}
const labels = () => view()?.entries.map(({ label }) => label) ?? []
const behave = (behaviour: Behaviour) => vscode.commands.executeCommand('proctorTest.behave', behaviour)
const questions = () => vscode.commands.executeCommand<{ readonly text: string; readonly isCancelled: boolean }[]>('proctorTest.questions')

/** Opens the list for `x`; the second value resolves when all is done. */
async function openList(): Promise<{ readonly document: vscode.TextDocument; readonly done: Thenable<unknown> }> {
  const { document } = await showText(path, text)
  const place = new vscode.Position(4, 4)
  const action = await eventually('the action is offered', () => actionAt(document.uri, new vscode.Range(place, place), /^Suggest names…$/))
  const done = perform(action)
  await eventually('the list is open', () => view() !== undefined)
  return { document, done }
}

const settled = () => eventually('no second opinion is awaited', () => view()?.busy === false, 20_000)

describe('the list of names', () => {
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen')
    await closeAll()
  })

  it('shows each name with what speaks for it, and asks nobody', async () => {
    await behave({ says: '["server"]' })
    const { done } = await openList()
    equal(view()?.title, "Rename 'x' to", 'title')
    equal(labels(), listed, 'names')
    equal(view()?.entries.map(({ description }) => description).slice(0, 2), ['passed as machine', 'returned by make_server'], 'evidence')
    equal(view()?.busy, false, 'waiting')
    await close()
    await done
    equal(await questions(), [], 'questions to the model')
  })

  it('renames to the chosen name, and takes that back in one step', async () => {
    const { document, done } = await openList()
    await vscode.commands.executeCommand('workbench.action.quickOpenSelectNext')
    await accept()
    await done
    equal(document.getText(), text.replaceAll(/\bx\b/g, 'server'), 'text')
    await vscode.commands.executeCommand('undo')
    equal(document.getText(), text, 'text after one undo')
  })

  it('leaves the text alone when it is closed', async () => {
    const { document, done } = await openList()
    await close()
    await done
    equal(document.getText(), text, 'text')
  })
})

describe('the second opinion', () => {
  const useModel = (value: boolean | undefined) => vscode.workspace.getConfiguration('proctor').update('naming.useLanguageModel', value, vscode.ConfigurationTarget.Global)

  before(async () => {
    await eventually('the editor offers the model', async () => (await vscode.lm.selectChatModels()).some(({ vendor }) => vendor === 'proctor-test'))
    await useModel(true)
  })
  after(() => useModel(undefined))
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen')
    await closeAll()
  })

  it('cannot be turned on by a workspace', async () => {
    const refusal = await configure('naming.useLanguageModel', true).then(() => 'none', (error: Error) => error.message)
    matches(refusal, /naming\.useLanguageModel/, 'what the editor says')
  })

  it('is not asked for without consent', async () => {
    await behave({ says: '["server"]' })
    // No dialog is shown under test, which counts as no.
    const { done } = await openList()
    equal(view()?.busy, false, 'waiting')
    equal(labels(), listed, 'names')
    await close()
    await done
    equal(await questions(), [], 'questions to the model')
    const { agree } = extension().exports
    isTrue(agree, 'consent can be given under test')
    await agree('proctor-test')
  })

  it('puts the names into the order of the model, which sees the statements of the variable alone', async () => {
    await behave({ says: '["server"]' })
    const { document, done } = await openList()
    await settled()
    equal(labels(), ['server', 'machine', '$(edit) Another name…'], 'names')
    equal(view()?.placeholder, 'In the order of Parrot', 'what is told')
    const [question] = await questions()
    isTrue(question, 'the model was asked')
    matches(question.text, /def test_boots\(api\):\n {4}x = api\.make_server\(\)\n {4}boot\(machine=x\)\n {4}assert x\.is_up\n/, 'code in the question')
    matches(question.text, /- machine: passed as machine\n- server: returned by make_server\n/, 'candidates in the question')
    for (const other of ['secrets_of_the_house', 'unrelated', 'token']) equal(question.text.includes(other), false, `${other} in the question`)
    await accept()
    await done
    equal(document.getText(), text.replaceAll(/\bx\b/g, 'server'), 'text')
    await vscode.commands.executeCommand('undo')
    equal(document.getText(), text, 'text after one undo')
  })

  it("marks the model's own names, and leaves out those that mean something else there", async () => {
    await behave({ says: 'Sure!\n```json\n["api", "booted_server", "machine", "class"]\n```' })
    const { done } = await openList()
    await settled()
    equal(labels(), ['$(sparkle) booted_server', ...listed.filter((label) => label !== 'server').slice(0, 1), 'server', '$(edit) Another name…'], 'names')
    equal(view()?.entries[0]?.description, 'proposed by Parrot', 'what stands beside it')
    await close()
    await done
  })

  for (const [what, behaviour, told] of [
    ['fails', { fails: 'over quota' }, /^No second opinion: .*over quota/],
    ['talks nonsense', { says: 'I would rather talk about the weather.' }, /^No second opinion: the answer of Parrot was of no use$/],
  ] as const) {
    it(`leaves the list as it is where the model ${what}`, async () => {
      await behave(behaviour)
      const { done } = await openList()
      await settled()
      equal(labels(), listed, 'names')
      matches(view()?.placeholder ?? '', told, 'what is told')
      await close()
      await done
    })
  }

  it('leaves the list as it is where the model says nothing for 5 seconds', async () => {
    await behave({})
    const { document, done } = await openList()
    equal(view()?.busy, true, 'waiting')
    equal(labels(), listed, 'names meanwhile')
    await settled()
    equal(view()?.placeholder, 'No second opinion: Parrot did not answer within 5 s', 'what is told')
    await eventually('the question is cancelled', async () => (await questions())[0]?.isCancelled)
    await accept()
    await done
    equal(document.getText(), text.replaceAll(/\bx\b/g, 'machine'), 'text')
  })

  it('is cancelled with the list, and a name can be chosen before it is there', async () => {
    await behave({})
    const { document, done } = await openList()
    await eventually('the model is asked', async () => (await questions()).length === 1)
    await accept()
    await done
    equal(document.getText(), text.replaceAll(/\bx\b/g, 'machine'), 'text')
    await eventually('the question is cancelled', async () => (await questions())[0]?.isCancelled, 3000)
  })

  it('is asked for by nothing but the list: not by findings, actions or reviews', async () => {
    await behave({ says: '["server"]' })
    const { document } = await showText(path, text)
    await configure('preset', 'strict')
    await actionAt(document.uri, new vscode.Range(4, 4, 4, 4), /^Suggest names…$/)
    await vscode.commands.executeCommand('proctor.reviewFile')
    await sleep(1000)
    await configure('preset', undefined)
    equal(await questions(), [], 'questions to the model')
  })
})
