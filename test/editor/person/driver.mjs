// The hands and eyes of a person in a window of VS Code: keys, menus, what is on the screen, what is in the file.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The pictures that git keeps, for the README; written anew on demand only, so that a run leaves the work tree as it is. */
const kept = ['squiggles', 'lightbulb', 'review']
const isKept = (name) => kept.includes(name) && process.env.PROCTOR_SCREENSHOTS === 'keep'

/** `page`: of playwright. `server`: of VS Code. `workspace`: folder on disk. `screenshots`: folder for pictures. */
export function createDriver({ page, server, workspace, screenshots }) {
  const press = (...keys) => keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve())
  const quickInput = page.locator('.quick-input-widget input.input').first()
  const pause = (milliseconds) => page.waitForTimeout(milliseconds)

  const until = async (holds) => {
    for (const end = Date.now() + 30_000; !(await holds()); await pause(200)) {
      if (Date.now() > end) throw new Error(`not within 30 s: ${holds}`)
    }
  }
  /** Types into the box at the top, and takes the entry that is `label`. */
  const pick = async (typed, label) => {
    await quickInput.waitFor()
    await quickInput.fill(typed)
    const exactly = new RegExp(`^${label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`)
    const name = page.locator('.quick-input-list .monaco-list-row .label-name', { hasText: exactly })
    await name.first().click()
    // Out of the way: what opens under the mouse gets a tooltip.
    await page.mouse.move(600, 758)
  }
  const openFile = async (name) => {
    await press('Escape', 'Control+P')
    await pick(name, name)
    await page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor()
    await page.locator('.monaco-editor.focused').first().waitFor()
  }
  /** Waits until the status bar counts problems. */
  const reviewed = () => page.locator('#status\\.problems', { hasText: /[1-9]/ }).waitFor()
  const command = async (title) => {
    await press('F1')
    await pick(`>${title}`, title)
  }
  /** Line and column from 1. */
  const goTo = async (line, column = 1) => {
    await press('Control+G')
    await quickInput.waitFor()
    await quickInput.fill(`:${line}:${column}`)
    await press('Enter')
    await page.locator('.statusbar-item', { hasText: `Ln ${line}, Col ${column}` }).first().waitFor()
  }
  /** Opens the menu of the lightbulb. The bulb itself, which lights up a moment after the cursor came to rest, can close it again. */
  const lightbulb = async (tries = 3) => {
    const entry = page.locator('.action-widget .monaco-list-row').first()
    await pause(700)
    await press('Control+.')
    await entry.waitFor({ timeout: 10_000 }).catch(() => undefined)
    await pause(300)
    if (await entry.isVisible()) return page.locator('.action-widget .monaco-list-row.action').allInnerTexts()
    if (tries === 1) throw new Error('the lightbulb shows no menu')
    return lightbulb(tries - 1)
  }
  const choose = async (title) => {
    await page.locator('.action-widget .monaco-list-row.action', { hasText: title }).first().click()
    await page.locator('.action-widget').first().waitFor({ state: 'hidden' })
  }
  /** Where a file of the workspace is on disk. */
  const path = (name) => join(workspace, name)
  /** Saves, and gives the text on disk. */
  const saved = async (path) => {
    const dirty = page.locator('.tab.active.dirty')
    await dirty.waitFor()
    await press('Control+S')
    await dirty.waitFor({ state: 'detached' })
    return readFileSync(join(workspace, path), 'utf8')
  }
  /** The frame of a rendered Markdown document whose text has `heading`. */
  const rendered = async (heading) => {
    for (const end = Date.now() + 30_000; Date.now() < end; await pause(200)) {
      for (const frame of page.frames()) {
        const found = await frame.locator('h1', { hasText: heading }).first().isVisible().catch(() => false)
        if (found) return frame
      }
    }
    throw new Error(`no rendered page with the heading ${heading}`)
  }
  /** Reloads the window, as *Developer: Reload Window* does. */
  const reload = async () => {
    // In a browser the editor writes down every five seconds which tabs are open.
    await pause(8000)
    await page.reload()
    await page.locator('.tab.active').first().waitFor()
  }
  /** What popped up; the notifications are on show afterwards. (In a window under automation they wait behind the bell.) */
  const notifications = async () => {
    await page.locator('#status\\.notifications').click()
    await page.locator('.notifications-center.visible').waitFor()
    return page.locator('.notifications-center .notification-list-item-message').allInnerTexts()
  }
  /** Path of a file of the installed extension. */
  const installed = (path) => {
    const folder = readdirSync(server.extensions).find((name) => name.startsWith('proctor.proctor-'))
    return join(server.extensions, folder, path)
  }
  const shot = async (name, options = {}) => {
    await pause(400)
    await page.screenshot({ path: join(screenshots, `${name}${isKept(name) ? '' : '.actual'}.png`), ...options })
  }
  return { page, press, pick, openFile, reviewed, command, goTo, lightbulb, choose, path, saved, rendered, reload, notifications, installed, shot, pause, until }
}
