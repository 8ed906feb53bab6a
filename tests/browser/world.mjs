// What all checks share: takes the program, gives the built and served sites, their pages, and a browser; and `each`,
// which opens every page and gathers what a check finds there.

import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { launch } from './chromium.mjs'
import { pagesByKind } from './kinds.mjs'
import { serve } from './server.mjs'
import { demo, hostile, STRAINED } from './sites.mjs'

export async function makeWorld(program) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'lantoa-browser-'))
  const sites = []
  for (const [name, make] of Object.entries({ demo, hostile })) {
    const built = make(program, folder)
    sites.push({ name, folder: built, kinds: pagesByKind(built), ...await serve(built) })
  }
  // The largest page of each kind.
  const pages = sites.flatMap((site) => [...site.kinds].filter(([kind]) => kind !== 'redirect' && (site.name === 'demo' || STRAINED.includes(kind)))
    .map(([kind, [page]]) => ({ ...page, kind, site, url: site.url(page.address) })))
  const browser = await launch()
  const findings = []
  return {
    program, folder, sites, pages, browser, findings,
    demo: sites[0],
    page: (kind, site = 'demo') => pages.find((page) => page.kind === kind && page.site.name === site),
    say: (where, what) => findings.push(`${where}: ${what}`),
    close: async () => {
      await browser.close()
      for (const site of sites) await site.close()
      rmSync(folder, { recursive: true })
    },
  }
}

// Opens each page in a context of its own with these options, two at a time, and hands it to `look(page, target, say)`.
// `before(page, target, say)` is called before the page is loaded.
export async function each(world, { options = {}, pages = world.pages, before, url = (target) => target.url } = {}, look) {
  const queue = [...pages]
  const work = async () => {
    for (let target = queue.shift(); target; target = queue.shift()) {
      const said = new Set()
      const say = (what) => {
        if (!said.has(what)) world.say(`${target.site.name} ${target.kind} /${target.address}`, what)
        said.add(what)
      }
      const context = await world.browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce', ...options })
      try {
        const page = await context.newPage()
        await before?.(page, target, say)
        await page.goto(url(target), { waitUntil: 'load' })
        await look(page, target, say)
      } catch (error) {
        say(error.stack)
      }
      await context.close()
    }
  }
  await Promise.all([work(), work()])
}

// Gathers in `window.shifts` what moves of what the page lays out; to be run before the page is loaded. The buttons of the browser's own players are none of the page's.
export const observeShifts = () => {
  window.shifts = []
  const own = ({ node, currentRect: at }) => node === null && [...document.querySelectorAll('audio, video')].some((player) => {
    const { left, right, top, bottom } = player.getBoundingClientRect()
    return at.left >= left - 1 && at.right <= right + 1 && at.top >= top - 1 && at.bottom <= bottom + 1
  })
  new PerformanceObserver((list) => {
    for (const { value, sources } of list.getEntries()) {
      if (sources.length === 0 || !sources.every(own)) window.shifts.push(`${value.toFixed(4)} ${sources[0]?.node?.outerHTML?.slice(0, 90) ?? ''}`)
    }
  }).observe({ type: 'layout-shift', buffered: true })
}
