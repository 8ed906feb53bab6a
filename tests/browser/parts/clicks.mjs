// What is clicked does what it says: players come by a click and not before, details open, pages turn.

import { each } from '../world.mjs'

const PROVIDER = /^https:\/\/(www\.youtube-nocookie\.com|player\.vimeo\.com)\//

async function player(world) {
  const all = world.demo.kinds.get('video').map((page) => ({ ...page, site: world.demo, url: world.demo.url(page.address) }))
  let cards = 0
  const before = async (page, target) => {
    target.asked = []
    await page.route((url) => url.origin !== target.site.origin, (route) => {
      target.asked.push(route.request().url())
      return route.fulfill({ contentType: 'text/html', body: '<!DOCTYPE html><title>player</title>' })
    })
  }
  await each(world, { pages: all, before }, async (page, target, say) => {
    const card = page.locator('.video-card a[data-embed]')
    if (await card.count() === 0) return
    cards++
    if (target.asked.length > 0) say(`asks before a click: ${target.asked}`)
    for (const how of ['click', 'key']) {
      target.asked.length = 0
      await page.goto(target.url)
      const frame = page.waitForEvent('frameattached')
      if (how === 'click') await card.first().click()
      else await card.first().press('Enter')
      await (await frame).waitForLoadState()
      if (target.asked.length !== 1 || !PROVIDER.test(target.asked[0])) say(`after a ${how} it asks: ${target.asked}`)
      if (!await page.evaluate(() => document.activeElement.localName === 'iframe' && document.activeElement.title !== '')) say(`after a ${how} the player has no focus or no name`)
      if (page.url() !== target.url) say(`a ${how} leaves the page`)
    }
  })
  if (cards === 0) world.say('clicks.mjs', 'no page has a video card')
}

async function details(world) {
  let opened = 0
  await each(world, {}, async (page, target, say) => {
    for (const summary of await page.$$('details:not([open]) > summary')) {
      if (!await summary.isVisible()) continue
      opened++
      await summary.click()
      if (!await summary.evaluate((element) => element.parentElement.open)) say('details do not open')
    }
  })
  if (opened === 0) world.say('clicks.mjs', 'no page has details to open')
}

// From the newest page of the largest section to the oldest, and back.
async function pager(world) {
  const newest = world.page('section', 'hostile')
  await each(world, { pages: [newest] }, async (page, target, say) => {
    const step = async (name) => {
      const links = page.locator(`.pager a.${name}`)
      if (await links.count() === 0) return false
      await links.click()
      await page.waitForLoadState()
      return true
    }
    const times = () => page.evaluate(() => [...document.querySelectorAll('.stream .card time, .stream .compact time')].map(({ dateTime }) => dateTime))
    const seen = [...await times()]
    let turns = 0
    while (await step('older')) {
      turns++
      const now = await times()
      if (now.length === 0 || now[0] > seen.at(-1)) say('an older page has newer articles')
      seen.push(...now)
    }
    if (turns < 2 || seen.length !== 64) say(`${turns} older pages, ${seen.length} of 64 articles`)
    for (let back = 0; back < turns; back++) if (!await step('newer')) say('there is no way back to the newest page')
    if (page.url() !== target.url) say(`the newest page is ${page.url()}`)
  })
}

export default async function check(world) {
  await player(world)
  await details(world)
  await pager(world)
}
