// The Tab key alone reaches everything that can be used, in the order of the page, and the focus is always seen.

import { each } from '../world.mjs'

// Notes, whenever a key goes down, what has the focus and whether it is seen.
function watch() {
  window.stops = []
  const name = (element) => element.outerHTML.slice(0, 110)
  const seen = (element) => {
    const style = getComputedStyle(element)
    const ring = style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 1 && !/, 0\)$|transparent/.test(style.outlineColor)
    if (!ring && element.localName !== 'audio' && element.localName !== 'video') return 'no ring'
    const rects = [...element.getClientRects()].filter((rect) => rect.width > 0 && rect.height > 0)
    const inside = rects.find((rect) => rect.bottom > 0 && rect.top < innerHeight && rect.right > 0 && rect.left < innerWidth)
    if (!inside) return 'not in view'
    const [x, y] = [Math.max(0, inside.left) + Math.min(inside.width, 8) / 2, Math.max(0, inside.top) + Math.min(inside.height, innerHeight - Math.max(0, inside.top)) / 2]
    const top = document.elementFromPoint(x, y)
    return top && (element.contains(top) || top.contains(element)) ? null : `covered by ${top ? name(top) : 'nothing'}`
  }
  addEventListener('keydown', () => {
    const element = document.activeElement
    const rect = element.getBoundingClientRect()
    const sticks = (one) => one && (getComputedStyle(one).position === 'sticky' || sticks(one.parentElement))
    window.stops.push({ element, name: name(element), sticks: Boolean(sticks(element)), hidden: element === document.body ? null : seen(element),
      rect: { left: rect.left + scrollX, right: rect.right + scrollX, top: rect.top + scrollY, bottom: rect.bottom + scrollY } })
  }, true)
  // All that must be reached, in the order of the document.
  window.expected = () => [...document.querySelectorAll('a[href], button, summary, input, select, textarea, audio[controls], video[controls]')]
    .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.disabled)
}

// What can be used, and what had the focus: missed, unseen, out of order.
function judge() {
  const findings = []
  const stops = window.stops.filter(({ element }) => element !== document.body)
  const reached = new Set(stops.map(({ element }) => element))
  // A picture beside a headline may be a second link to the same, out of the order of Tab and of screen readers.
  const addresses = new Set([...reached].map(({ href }) => href))
  const second = (element) => element.matches('a[tabindex="-1"][aria-hidden="true"]') && addresses.has(element.href)
  for (const element of window.expected()) {
    if (!reached.has(element) && !second(element)) findings.push(`never has the focus: ${element.outerHTML.slice(0, 110)}`)
  }
  stops.forEach(({ element, name, hidden, rect }, at) => {
    if (hidden) findings.push(`focus unseen, ${hidden}: ${name}`)
    const next = stops[at + 1]
    if (!next || next.element === stops[0].element) return
    const follows = element.compareDocumentPosition(next.element) & Node.DOCUMENT_POSITION_FOLLOWING
    // Up again is right only where a column to the right begins, or what stays in view beside the text.
    const up = !next.sticks && next.rect.bottom <= rect.top && next.rect.left < rect.right && at > 0
    if (next.element !== element && (!follows || up)) findings.push(`the focus jumps from ${name} to ${next.name}`)
  })
  return findings
}

export default (world) => each(world, { before: (page) => page.addInitScript(watch) }, async (page, target, say) => {
  const skip = await page.evaluate(() => document.querySelector('body > a[href="#_main"]') !== null)
  if (!skip) say('no skip link')
  const count = await page.evaluate(() => window.expected().length)
  // Frames that scroll are stops too; players have several of their own.
  for (let at = 0; at < count + 40; at++) {
    await page.keyboard.press('Tab')
    if (at >= count && at % 8 === 0 && await page.evaluate(() => document.activeElement === document.body)) break
  }
  for (const finding of await page.evaluate(judge)) say(finding)

  await page.goto(target.url)
  await page.keyboard.press('Tab')
  const shown = await page.evaluate(() => {
    const { top, height, width } = document.activeElement.getBoundingClientRect()
    return document.activeElement.matches('[href="#_main"]') && top >= 0 && height >= 24 && width >= 24
  })
  if (!shown) say('the skip link is not first, or not seen')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  const within = await page.evaluate(() => {
    const main = document.querySelector('main')
    const usable = window.expected().some((element) => main.contains(element))
    return !usable || main.contains(document.activeElement)
  })
  if (!within) say('after the skip link the focus is not within <main>')
})
