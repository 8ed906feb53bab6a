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

// Gathers in `window.shifts` what moves of what the page lays out; to be run before the page is loaded. The buttons of the
// browser's own players are none of the page's. They are told apart by where they are: a shift is measured from the top of
// the window as it was scrolled then, and is told later, as is a scroll.
export const observeShifts = () => {
  window.shifts = []
  const scrolled = [{ time: 0, y: 0 }]
  addEventListener('scroll', () => scrolled.push({ time: performance.now(), y: scrollY }), { passive: true })
  const own = (time) => ({ node, currentRect: at }) => node === null && [...document.querySelectorAll('audio, video')].some((player) => {
    const { left, right, top, bottom } = player.getBoundingClientRect()
    const since = scrolled.findLastIndex((scroll) => scroll.time <= time)
    return at.left >= left - 1 && at.right <= right + 1 && [...scrolled.slice(since), { y: scrollY }].some(({ y }) => (
      at.top + y >= top + scrollY - 1 && at.bottom + y <= bottom + scrollY + 1))
  })
  new PerformanceObserver((list) => {
    for (const { value, sources, startTime } of list.getEntries()) {
      if (sources.length === 0 || !sources.every(own(startTime))) window.shifts.push(`${value.toFixed(4)} ${sources[0]?.node?.outerHTML?.slice(0, 90) ?? ''}`)
    }
  }).observe({ type: 'layout-shift', buffered: true })
}

// To the foot of the page by steps, with two frames for each.
const scrollThrough = async () => {
  const frame = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  for (let at = 0; at < document.documentElement.scrollHeight; at += 700) {
    scrollTo(0, at)
    await frame()
  }
  await Promise.all([...document.images].map((image) => image.decode().catch(() => null)))
  await frame()
  return window.shifts
}

// A page that is parsed in two goes may show half a row first, when the machine is busy: a shift of the page's own is there
// each time, and only that is given.
export async function shifts(page, url) {
  let found = await page.evaluate(scrollThrough)
  for (let again = 0; again < 2 && found.length > 0; again++) {
    await page.goto(url, { waitUntil: 'load' })
    found = await page.evaluate(scrollThrough)
  }
  return found
}
