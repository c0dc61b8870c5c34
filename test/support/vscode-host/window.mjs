// A window of VS Code: a page of headless Chromium, with a profile that vanishes with it.
import { chromium } from 'playwright-core'
import { removeFolder, scratchFolder, within } from './lifetime.mjs'

const flags = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage',
]

/**
 * Opens Chromium with one page. Resolves with the `page` (of playwright) and `close()`.
 * Nothing is loaded yet, so that functions can be exposed to the page first.
 */
export async function openWindow(executablePath, { width = 1280, height = 800 } = {}) {
  const profile = scratchFolder()
  const context = await within(60_000, 'Starting Chromium', chromium.launchPersistentContext(profile, {
    executablePath,
    args: flags,
    headless: true,
    viewport: { width, height },
    permissions: ['clipboard-read', 'clipboard-write'],
  }))
  const page = context.pages()[0] ?? (await context.newPage())
  const close = async () => {
    await within(10_000, 'Closing Chromium', context.close()).catch(() => undefined)
    removeFolder(profile)
  }
  return { page, close }
}
