// Browsers choose the picture that fits: at three widths and two densities each takes the candidate it needs, nothing moves
// when it comes, and an article on a telephone does not load much before it is scrolled.

import { each, observeShifts, shifts } from '../world.mjs'

const SCREENS = [[360, 640], [768, 1024], [1440, 900]].flatMap(([width, height]) => [1, 2].map((density) => ({ width, height, density })))
const KINDS = ['home', 'section', 'news', 'model', 'longform', 'audio', 'record']
// Pictures of an article on a telephone before it is scrolled, over the wire.
const FIRST = 45 * 1024

// What is wrong with the candidates that were chosen.
function chosen(density) {
  const findings = []
  for (const image of document.images) {
    const source = image.closest('picture')?.querySelector('source[type="image/webp"]')
    if (!source || !image.checkVisibility()) continue
    const widths = [...source.srcset.matchAll(/ (\d+)w/g)].map(([, width]) => Number(width))
    const file = new URL(image.currentSrc).pathname.split('/').pop()
    const width = Number(file.match(/-(\d+)\.[0-9a-f]+\.webp$/)?.[1])
    if (!image.complete || image.naturalWidth === 0) { findings.push(`not loaded: ${file}`); continue }
    if (!width) { findings.push(`not the WebP: ${file}`); continue }
    // What is cut off at the sides needs as many pixels as its height.
    const box = image.getBoundingClientRect()
    const scale = getComputedStyle(image).objectFit === 'cover' ? Math.max(1, (box.height / box.width) * (image.width ? image.getAttribute('width') / image.getAttribute('height') : 1)) : 1
    const needed = box.width * density
    const fits = widths.find((candidate) => candidate >= needed * 0.95) ?? widths.at(-1)
    const at = `${file} in ${Math.round(box.width)} × ${Math.round(box.height)} at ${density}x, of ${widths}`
    if (width < fits && width < needed * scale * 0.8) findings.push(`blurred: ${at}`)
    // What another place of the page needs larger is there already, and serves.
    const serves = [...document.images].some((other) => other !== image && other.currentSrc === image.currentSrc)
    if (!serves && widths.indexOf(width) > widths.indexOf(fits) + 1) findings.push(`too large: ${at}`)
  }
  return findings
}

export default async function check(world) {
  const pages = world.pages.filter(({ kind, site }) => site.name === 'demo' && KINDS.includes(kind))
  for (const { width, height, density } of SCREENS) {
    const options = { viewport: { width, height }, deviceScaleFactor: density }
    await each(world, { options, pages, before: (page) => page.addInitScript(observeShifts) }, async (page, target, say) => {
      for (const shift of await shifts(page, target.url)) say(`${width} px: something moves: ${shift}`)
      for (const finding of await page.evaluate(chosen, density)) say(`${width} px: ${finding}`)
    })
  }
  const telephone = { viewport: { width: 360, height: 640 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true }
  const articles = pages.filter(({ kind }) => ['news', 'model'].includes(kind))
  await each(world, { options: telephone, pages: articles }, async (page, target, say) => {
    const bytes = await page.evaluate(() => performance.getEntriesByType('resource').filter(({ initiatorType }) => initiatorType === 'img').reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0))
    if (bytes > FIRST) say(`${bytes} bytes of pictures before scrolling`)
  })
}
