// Reads a published site with readers that we did not write, and says what is wrong, one line each.
//
// node check.mjs PUBLIC BASE_URL: HTML (the Nu validator), feeds, sitemaps, robots.txt, JSON-LD, and every link within
// the site. Exit code 1 when anything was said.

import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { parse } from 'parse5'
import robotsParser from 'robots-parser'
import RssParser from 'rss-parser'

const [root, baseUrl] = process.argv.slice(2)
const base = new URL(baseUrl)
const wrong = []
const say = (file, what) => wrong.push(`${file}: ${what}`)

function files(folder) {
  return readdirSync(folder, { recursive: true })
    .map((name) => name.split(path.sep).join('/'))
    .filter((name) => statSync(path.join(folder, name)).isFile())
    .sort()
}

const all = files(root)
const read = (file) => readFileSync(path.join(root, file), 'utf8')

// The file that a host would serve for an address, `.html` being left out or not.
function served(pathname) {
  if (!pathname.startsWith(base.pathname)) return null
  const file = decodeURIComponent(pathname.slice(base.pathname.length))
  const candidates = file === '' || file.endsWith('/') ? [`${file}index.html`] : [file, `${file}.html`]
  return candidates.find((name) => existsSync(path.join(root, name))) ?? null
}

function validateHtml() {
  const jar = path.join(path.dirname(createRequire(import.meta.url).resolve('vnu-jar/package.json')), 'build/dist/vnu.jar')
  try {
    execFileSync('java', ['-Xss1m', '-jar', jar, '--format', 'json', '--skip-non-html', root], { stdio: 'pipe', maxBuffer: 1 << 28 })
  } catch (error) {
    if (!error.stderr) throw error
    for (const message of JSON.parse(error.stderr.toString()).messages) {
      if (message.type === 'error') say(message.url, `HTML: ${message.message} (${message.extract ?? ''})`)
    }
  }
}

function walk(node, visit) {
  visit(node)
  for (const child of node.childNodes ?? []) walk(child, visit)
}

// Links, anchors, and what the security policy forbids.
function checkPages() {
  const pages = new Map()
  for (const file of all.filter((name) => name.endsWith('.html'))) {
    const page = { ids: new Set(), links: [], titles: 0 }
    walk(parse(read(file)), (node) => {
      const attributes = Object.fromEntries((node.attrs ?? []).map(({ name, value }) => [name, value]))
      if (attributes.id !== undefined) {
        if (page.ids.has(attributes.id)) say(file, `the id ${attributes.id} stands twice`)
        page.ids.add(attributes.id)
      }
      for (const name of Object.keys(attributes)) {
        if (name === 'style' || name.startsWith('on')) say(file, `the attribute ${name} on ${node.nodeName}`)
      }
      if (node.nodeName === 'script') checkScript(file, node, attributes)
      if (node.nodeName === 'style') say(file, 'an inline style sheet')
      if (node.nodeName === 'h1') page.titles += 1
      if (node.nodeName === 'img' && attributes.alt === undefined) say(file, `a picture without alt: ${attributes.src}`)
      for (const name of ['href', 'src']) if (attributes[name] !== undefined) page.links.push(attributes[name])
    })
    if (page.titles !== 1) say(file, `${page.titles} elements h1`)
    pages.set(file, page)
  }
  for (const [file, page] of pages) {
    const own = new URL(base.pathname + file.replace(/(^|\/)index\.html$/, '$1'), base)
    for (const link of page.links) {
      const url = new URL(link, own)
      if (url.origin !== base.origin) continue
      const target = served(url.pathname)
      if (target === null) say(file, `a link to nothing: ${link}`)
      else if (url.hash && pages.has(target) && !pages.get(target).ids.has(decodeURIComponent(url.hash.slice(1)))) {
        say(file, `a link to a missing anchor: ${link}`)
      }
    }
  }
}

function checkScript(file, node, attributes) {
  if (attributes.type !== 'application/ld+json') {
    if (attributes.src === undefined) say(file, 'an inline script')
    return
  }
  const data = JSON.parse(node.childNodes[0].value)
  const article = ['Article', 'NewsArticle'].includes(data['@type'])
  const needed = article ? ['headline', 'datePublished', 'dateModified', 'author', 'publisher', 'mainEntityOfPage'] : ['name']
  for (const key of needed) if (data[key] === undefined) say(file, `JSON-LD without ${key}`)
  if (data['@context'] !== 'https://schema.org') say(file, 'JSON-LD without context')
  if (article && Number.isNaN(Date.parse(data.datePublished))) say(file, `JSON-LD date ${data.datePublished}`)
  for (const image of data.image ?? []) if (served(new URL(image).pathname) === null) say(file, `JSON-LD image ${image}`)
}

async function checkFeeds() {
  for (const file of all.filter((name) => name.endsWith('rss.xml'))) {
    const valid = XMLValidator.validate(read(file))
    if (valid !== true) say(file, `XML: ${valid.err.msg}`)
    const feed = await new RssParser().parseString(read(file))
    if (!feed.title || !feed.link || feed.feedUrl === undefined) say(file, 'a feed without title, link or own address')
    if (feed.items.length > 20) say(file, `${feed.items.length} items`)
    let last = Infinity
    for (const item of feed.items) {
      const date = Date.parse(item.pubDate)
      if (!item.title || !item.guid || Number.isNaN(date)) say(file, `an item without title, guid or date: ${item.link}`)
      if (date > last) say(file, 'items are not newest first')
      last = date
      if (served(new URL(item.link).pathname) === null) say(file, `an item that leads nowhere: ${item.link}`)
    }
  }
}

function checkSitemaps() {
  const parser = new XMLParser({ isArray: (name) => ['sitemap', 'url'].includes(name), parseTagValue: false })
  const listed = new Set()
  const index = parser.parse(read('sitemap.xml'))
  for (const { loc } of index.sitemapindex.sitemap) {
    const file = served(new URL(loc).pathname)
    if (file === null) {
      say('sitemap.xml', `a part that is not there: ${loc}`)
      continue
    }
    for (const url of parser.parse(read(file)).urlset.url ?? []) {
      if (listed.has(url.loc)) say(file, `listed twice: ${url.loc}`)
      listed.add(url.loc)
      if (served(new URL(url.loc).pathname) === null) say(file, `leads nowhere: ${url.loc}`)
      if (url.lastmod !== undefined && Number.isNaN(Date.parse(url.lastmod))) say(file, `lastmod ${url.lastmod}`)
    }
  }
  const robots = robotsParser(new URL('/robots.txt', base).href, read('robots.txt'))
  for (const sitemap of robots.getSitemaps()) {
    if (served(new URL(sitemap).pathname) !== 'sitemap.xml') say('robots.txt', `sitemap ${sitemap}`)
  }
  if (robots.getSitemaps().length !== 1 || !robots.isAllowed(base.href, 'any')) say('robots.txt', 'is not as meant')
  const articles = all.filter((name) => /\/\d{4}\/[^/]+\.html$/.test(name))
  for (const file of articles) {
    const url = new URL(base.pathname + file, base).href
    if (!listed.has(url) && !listed.has(url.replace(/\.html$/, ''))) say(file, 'is in no sitemap')
  }
}

validateHtml()
checkPages()
await checkFeeds()
checkSitemaps()
for (const line of wrong) console.log(line)
process.exitCode = wrong.length > 0 ? 1 : 0
