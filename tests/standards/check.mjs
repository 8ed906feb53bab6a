// Reads a published site with readers that we did not write, and says what is wrong, one line each.
//
// node check.mjs PUBLIC BASE_URL: HTML (the Nu validator), feeds, sitemaps, robots.txt, JSON-LD, the manifest, what hosts
// are told (`machines.mjs`), and every link within the site. Exit code 1 when anything was said.

import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { XMLParser } from 'fast-xml-parser'
import { parse } from 'parse5'
import robotsParser from 'robots-parser'
import { checkFeeds, checkGraph, checkHosts, checkManifest } from './machines.mjs'

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
    const page = { ids: new Set(), links: [], titles: 0, redirects: false, withdrawn: false }
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
      if (node.nodeName === 'meta' && attributes['http-equiv'] === 'refresh') {
        page.redirects = true
        page.links.push(attributes.content.replace(/^0; url=/, ''))
      }
      if (node.nodeName === 'body' && attributes.class?.split(' ').includes('withdrawn')) page.withdrawn = true
      if (node.nodeName === 'img' && attributes.alt === undefined) say(file, `a picture without alt: ${attributes.src}`)
      for (const name of ['href', 'src']) if (attributes[name] !== undefined) page.links.push(attributes[name])
    })
    // What stands at an old address is read by nobody but browsers.
    if (page.titles !== 1 && !page.redirects) say(file, `${page.titles} elements h1`)
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
  return pages
}

function checkScript(file, node, attributes) {
  if (attributes.type !== 'application/ld+json') {
    if (attributes.src === undefined) say(file, 'an inline script')
    return
  }
  checkGraph(site, file, JSON.parse(node.childNodes[0].value))
}

function checkSitemaps(pages) {
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
    if (!['sitemap.xml', 'news-sitemap.xml'].includes(served(new URL(sitemap).pathname))) say('robots.txt', `sitemap ${sitemap}`)
  }
  const sitemaps = all.includes('news-sitemap.xml') ? 2 : 1
  if (robots.getSitemaps().length !== sitemaps || !robots.isAllowed(base.href, 'any')) say('robots.txt', 'is not as meant')
  const articles = all.filter((name) => /\/\d{4}\/[^/]+\.html$/.test(name))
  for (const file of articles.filter((name) => !pages.get(name).redirects && !pages.get(name).withdrawn)) {
    const url = new URL(base.pathname + file, base).href
    if (!listed.has(url) && !listed.has(url.replace(/\.html$/, ''))) say(file, 'is in no sitemap')
  }
  for (const [file, page] of pages) {
    const url = new URL(base.pathname + file.replace(/(^|\/)index\.html$/, '$1'), base).href
    if ((page.redirects || page.withdrawn) && listed.has(url)) say(file, 'stands in a sitemap')
  }
}

function checkNews() {
  if (!all.includes('news-sitemap.xml')) return
  const parser = new XMLParser({ isArray: (name) => name === 'url', parseTagValue: false })
  const urls = parser.parse(read('news-sitemap.xml')).urlset.url ?? []
  if (urls.length > 1000) say('news-sitemap.xml', `${urls.length} articles`)
  for (const url of urls) {
    const news = url['news:news']
    if (served(new URL(url.loc).pathname) === null) say('news-sitemap.xml', `leads nowhere: ${url.loc}`)
    if (!news['news:title'] || Number.isNaN(Date.parse(news['news:publication_date']))) say('news-sitemap.xml', url.loc)
    const { 'news:name': name, 'news:language': language } = news['news:publication']
    if (!name || !/^[a-z]{2,3}$/.test(language)) say('news-sitemap.xml', `the publication of ${url.loc}`)
  }
}

const size = (file) => statSync(path.join(root, file)).size
const site = { root, base, all, read, served, size, say }
validateHtml()
const pages = checkPages()
await checkFeeds(site)
checkSitemaps(pages)
checkNews()
checkManifest(site)
await checkHosts(site)
for (const line of wrong) console.log(line)
process.exitCode = wrong.length > 0 ? 1 : 0
