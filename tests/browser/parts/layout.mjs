// Pages hold at 320 px and with text of double size, targets are large enough for a finger, and nothing shifts.

import { each, observeShifts, shifts } from '../world.mjs'

// What is wider than the window, though nothing around it scrolls.
function wide() {
  const root = document.documentElement
  const findings = root.scrollWidth > root.clientWidth ? [`the page scrolls sideways: ${root.scrollWidth} of ${root.clientWidth}`] : []
  const scrolls = (element) => element && (/auto|scroll/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement))
  for (const element of document.body.querySelectorAll('*')) {
    if (!element.checkVisibility() || element.closest('svg *, .skip')) continue
    const { right, left, width, height } = element.getBoundingClientRect()
    if (width <= 1 || height <= 1 || (right <= root.clientWidth + 1 && left >= -1)) continue
    if (!scrolls(element.parentElement)) findings.push(`cut off at the side: ${element.outerHTML.slice(0, 110)}`)
  }
  return findings.slice(0, 3)
}

// WCAG 2.5.8, without its exception for spacing: only links in a sentence may be lower than 24 px.
function small() {
  const findings = []
  for (const element of document.querySelectorAll('a[href], button, summary, input, select, textarea')) {
    if (!element.checkVisibility({ visibilityProperty: true }) || element.closest('.skip')) continue
    const { width, height } = element.getBoundingClientRect()
    if (width >= 23.9 && height >= 23.9) continue
    const around = element.closest('p, li, dd, dt, td, th, figcaption, caption, blockquote, h1, h2, h3, h4, time, div')
    const own = [...around.querySelectorAll('a[href]')].reduce((sum, link) => sum + link.textContent.trim().length, 0)
    const sentence = getComputedStyle(element).display === 'inline' && around.textContent.trim().length > own + 3
    if (!sentence) findings.push(`a target of ${Math.round(width)} × ${Math.round(height)}: ${element.outerHTML.slice(0, 110)}`)
  }
  return findings
}

function sizes() {
  const own = (element) => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim())
  return [...document.querySelectorAll('main *, header *, footer *')].filter((element) => own(element) && !element.closest('svg'))
    .map((element) => ({ name: element.outerHTML.slice(0, 90), size: Number.parseFloat(getComputedStyle(element).fontSize), heading: element.closest('h1, h2, h3') !== null }))
}

export default (world) => each(world, { before: (page) => page.addInitScript(observeShifts) }, async (page, target, say) => {
  for (const shift of await shifts(page, target.url)) say(`1440 px: the layout shifts by ${shift}`)
  await page.setViewportSize({ width: 360, height: 740 })
  for (const finding of await page.evaluate(small)) say(finding)
  await page.goto(target.url, { waitUntil: 'load' })
  for (const shift of await shifts(page, target.url)) say(`360 px: the layout shifts by ${shift}`)
  await page.setViewportSize({ width: 320, height: 640 })
  for (const finding of await page.evaluate(wide)) say(`320 px: ${finding}`)
  await page.setViewportSize({ width: 640, height: 640 })
  const before = await page.evaluate(sizes)
  await page.evaluate(() => {
    const root = document.documentElement
    root.style.fontSize = `${2 * Number.parseFloat(getComputedStyle(root).fontSize)}px`
  })
  const after = await page.evaluate(sizes)
  before.forEach(({ name, size, heading }, at) => {
    // What grows with the window too grows a little less.
    if (after[at].size < size * (heading ? 1.3 : 1.8)) say(`text does not grow: ${size} to ${after[at].size} px, ${name}`)
  })
  for (const finding of await page.evaluate(wide)) say(`text of double size: ${finding}`)
})
