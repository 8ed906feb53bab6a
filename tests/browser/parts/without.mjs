// Nothing is lost without script, without pictures or without style sheets; and what is printed is the article alone.

import { ARTICLES } from '../kinds.mjs'
import { each } from '../world.mjs'

// The page as a screen reader has it, with the addresses of links. Buttons, what tells that they are done, and
// the filters of the search may come by script, and only without it does the search say that it needs one.
const heard = async (page) => (await page.locator('body').ariaSnapshot()).split('\n').filter((line) => !/^\s*- (button|status|combobox|option|group "Lọc|paragraph: Trình duyệt này không cho)/.test(line))

const differences = (one, other) => one.filter((line) => !other.includes(line)).map((line) => line.trim().slice(0, 140))

// The height of each picture, when all have come. The program does not know their sizes: without them a frame may be a little
// higher or lower, but must not be gone.
const heights = (page) => page.evaluate(async () => {
  for (const image of document.images) image.loading = 'eager'
  await Promise.all([...document.images].map((image) => image.decode().catch(() => null)))
  return [...document.images].map((image) => image.getBoundingClientRect().height)
})

const block = (type) => (page) => page.route('**/*', (route) => (route.request().resourceType() === type ? route.abort() : route.continue()))

export default async function check(world) {
  const pages = world.pages.filter(({ site }) => site === world.demo)
  const whole = new Map()
  await each(world, { pages }, async (page, target) => {
    whole.set(target, { heard: await heard(page), heights: await heights(page), text: await page.evaluate(words) })
  })

  await each(world, { pages, options: { javaScriptEnabled: false } }, async (page, target, say) => {
    const lines = await heard(page)
    for (const line of differences(whole.get(target).heard, lines)) say(`only with script: ${line}`)
    for (const line of differences(lines, whole.get(target).heard)) say(`only without script: ${line}`)
    if (lines.length < 10) say('hardly anything to hear')
  })

  await each(world, { pages, before: block('image') }, async (page, target, say) => {
    for (const line of differences(whole.get(target).heard, await heard(page))) say(`only with pictures: ${line}`)
    const now = await heights(page)
    const collapsed = whole.get(target).heights.findIndex((height, at) => now[at] < 0.7 * height)
    if (collapsed >= 0) say(`without pictures, picture ${collapsed + 1} is ${now[collapsed]} px high, not ${whole.get(target).heights[collapsed]}`)
    await page.setViewportSize({ width: 360, height: 740 })
    if (await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)) say('scrolls sideways without pictures')
  })

  await each(world, { pages, before: block('stylesheet') }, async (page, target, say) => {
    const now = (await page.evaluate(words)).join('')
    const lost = whole.get(target).text.filter((word) => !now.includes(word))
    if (lost.length > 0) say(`without style sheets these words are missing: ${lost.slice(0, 8).join(' ')}`)
    for (const finding of await page.evaluate(readingOrder)) say(`without style sheets: ${finding}`)
  })

  const articles = pages.filter(({ kind }) => ARTICLES.includes(kind))
  await each(world, { pages: articles, options: { viewport: { width: 718, height: 1000 } } }, async (page, target, say) => {
    await page.emulateMedia({ media: 'print' })
    for (const finding of await page.evaluate(printed)) say(`printed: ${finding}`)
  })
}

const words = () => {
  // What may be chosen comes by script, in its time.
  for (const choice of document.querySelectorAll('select')) choice.remove()
  return document.body.innerText.toLowerCase().split(/\s+/)
}

// What must come after what, and headings that skip no level.
function readingOrder() {
  const findings = []
  const [skip, header, nav, main, heading, footer] = ['a[href="#_main"]', 'body > header', 'header nav', 'main', 'main h1, body > header h1', 'body > footer']
    .map((selector) => document.querySelector(selector))
  const parts = { skip, header, nav, main, heading, footer }
  for (const [name, element] of Object.entries(parts)) if (!element) findings.push(`no ${name}`)
  const before = (one, other) => one && other && one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING
  if (document.body.firstElementChild !== skip) findings.push('the skip link is not the first')
  if (!before(nav, main) || !before(header, main) || !before(main, footer)) findings.push('not in the order header, main, footer')
  let last = 0
  for (const element of document.querySelectorAll('h1, h2, h3, h4, h5, h6')) {
    const level = Number(element.localName[1])
    if (level > last + 1) findings.push(`a heading skips a level: ${element.outerHTML.slice(0, 90)}`)
    last = level
  }
  if (document.querySelectorAll('h1').length !== 1) findings.push('not one h1')
  return findings
}

function printed() {
  const findings = []
  for (const element of document.querySelectorAll('nav, button, form, iframe, audio, video, .skip, .play')) {
    if (element.checkVisibility()) findings.push(`shows ${element.outerHTML.slice(0, 90)}`)
  }
  const canonical = document.querySelector('link[rel=canonical]')?.href
  if (canonical && !document.body.innerText.includes(canonical)) findings.push(`the address is missing: ${canonical}`)
  for (const code of document.querySelectorAll('[class*="qr"]')) if (!code.checkVisibility()) findings.push('the QR code is missing')
  return findings
}
