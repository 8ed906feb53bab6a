// A whole site under a base path: every address in pages, style sheets, feeds and redirects of its own is answered.

import { readdirSync, readFileSync } from 'node:fs'
import { request } from 'node:http'
import path from 'node:path'
import { pagesByKind } from '../kinds.mjs'
import { redirectRules, serve } from '../server.mjs'
import { demo } from '../sites.mjs'
import { each } from '../world.mjs'

const HOST = 'https://example.vn'
const BASE = '/tin/dan-van/'

const ask = (url) => new Promise((resolve, reject) => request(url, { method: 'HEAD' }, (response) => {
  response.resume().on('end', () => resolve({ status: response.statusCode, location: response.headers.location }))
}).on('error', reject).end())

const unescape = (text) => text.replaceAll('&amp;', '&').replaceAll('&#39;', "'").replaceAll('&quot;', '"')

// All addresses in a file, as they are written.
function addresses(file, text) {
  if (file.endsWith('.html')) {
    const inside = [...text.matchAll(/\s(?:href|src|poster|action|content|data-[a-z]+)="([^"]*)"/g)].map((match) => match[1])
    const sets = [...text.matchAll(/\ssrcset="([^"]*)"/g)].flatMap((match) => match[1].split(',').map((part) => part.trim().split(/\s+/)[0]))
    return [...inside, ...sets].map(unescape).filter((address) => /^(\/|https:\/\/example\.vn)/.test(address))
  }
  if (file.endsWith('.css')) return [...text.matchAll(/url\(["']?([^"')]+)/g)].map((match) => match[1]).filter((address) => address.startsWith('/'))
  return [...text.matchAll(/https:\/\/example\.vn[^\s"'<>\\)\]]*/g)].map((match) => unescape(match[0]))
}

export default async function check(world) {
  const folder = demo(world.program, path.join(world.folder, 'base'), '--base-url', HOST + BASE)
  const site = { name: 'base', folder, ...await serve(folder, BASE) }
  const found = new Map()
  for (const file of readdirSync(folder, { recursive: true })) {
    if (!/\.(html|css|js|xml|json|webmanifest|txt|csv)$/.test(file)) continue
    for (const address of addresses(file, readFileSync(path.join(folder, file), 'utf8'))) {
      // A host and an id with a fragment are names; what stands behind them is asked for once.
      const way = new URL(address, HOST).pathname
      if (!found.has(way)) found.set(way, file)
    }
  }
  if (found.size < 500) world.say('base', `only ${found.size} addresses were found`)
  for (const [way, file] of found) {
    if (!way.startsWith(BASE)) {
      world.say(`base ${file}`, `${way} is outside the base path`)
      continue
    }
    const { status } = await ask(site.origin + way)
    if (status !== 200) world.say(`base ${file}`, `${status} for ${way}`)
  }
  for (const feed of ['rss.xml', 'atom.xml', 'feed.json', 'sitemap.xml']) if (!found.has(BASE + feed) && feed !== 'sitemap.xml') world.say('base', `no page names ${feed}`)

  const redirects = redirectRules(folder)
  if (redirects.length === 0) world.say('base _redirects', 'no redirects')
  for (const { from, to } of redirects) {
    const first = await ask(site.origin + encodeURI(from))
    const { status } = await ask(new URL(first.location ?? '/', site.origin))
    if (first.status !== 301 || first.location !== encodeURI(to) || status !== 200) world.say('base _redirects', `${from} ${to}: ${first.status} ${first.location} ${status}`)
  }
  const lost = await ask(`${site.origin}${BASE}khong-co.html`)
  if (lost.status !== 404) world.say('base', `${lost.status} for what is not there`)

  const pages = [...pagesByKind(folder)].filter(([kind]) => ['home', 'news', 'video', 'communes', 'not_found', 'register'].includes(kind))
    .map(([, [page]]) => ({ ...page, site, url: site.url(page.address) }))
  // The page for lost readers is right at any depth.
  pages.find(({ kind }) => kind === 'not_found').url = site.url('mo-hinh/2019/khong-co/nua.html')
  const before = (page, target, say) => {
    page.on('response', (response) => { if (response.status() >= 400 && response.url() !== target.url) say(`${response.status()} for ${response.url()}`) })
    page.on('requestfailed', (failed) => say(`not answered: ${failed.url()}`))
  }
  await each(world, { pages, before }, async (page, target, say) => {
    if (!await page.evaluate(() => [...document.styleSheets].every((sheet) => sheet.cssRules.length > 0) && document.styleSheets.length > 0)) say('no style sheet')
  })
  await site.close()
}
