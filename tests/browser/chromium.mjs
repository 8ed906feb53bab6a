// Starts the system's Chromium: nothing goes in, a browser of playwright-core comes out.

import { existsSync } from 'node:fs'
import { chromium } from 'playwright-core'

export const PROGRAM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((file) => existsSync(file))
export const FLAGS = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
]

export function launch(more = {}) {
  if (!PROGRAM) throw new Error('no Chromium here: run scripts/test, which installs it')
  return chromium.launch({ executablePath: PROGRAM, args: FLAGS, ...more })
}
