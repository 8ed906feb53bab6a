// What machines read beyond pages: feeds, structured data, the manifest, what hosts are told.

import path from 'node:path'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { parseAtomFeed, parseJsonFeed } from 'feedsmith'
import { parseAllHeaders } from 'netlify-headers-parser'
import { parseAllRedirects } from 'netlify-redirect-parser'
import RssParser from 'rss-parser'

const isDate = (text) => !Number.isNaN(Date.parse(text))

export async function checkFeeds(site) {
  const ids = {}
  for (const file of site.all.filter((name) => /(^|\/)(rss|podcast|atom)\.xml$/.test(name))) {
    const valid = XMLValidator.validate(site.read(file))
    if (valid !== true) site.say(file, `XML: ${valid.err.msg}`)
  }
  for (const file of site.all.filter((name) => name.endsWith('rss.xml'))) {
    const feed = await new RssParser().parseString(site.read(file))
    if (!feed.title || !feed.link || feed.feedUrl === undefined) site.say(file, 'a feed without title, link or own address')
    if (feed.items.length > 20) site.say(file, `${feed.items.length} items`)
    checkItems(site, file, feed.items.map((item) => ({ ...item, id: item.guid, date: item.pubDate })))
    if (file === 'rss.xml') ids.rss = feed.items.map((item) => item.guid)
  }
  const atom = parseAtomFeed(site.read('atom.xml'))
  const link = (links, rel) => links?.find((one) => one.rel === rel)?.href
  if (!atom.id || !atom.title || !isDate(atom.updated) || !link(atom.links, 'self')) site.say('atom.xml', 'is not whole')
  for (const entry of atom.entries ?? []) {
    if (!isDate(entry.updated)) site.say('atom.xml', `updated: ${entry.id}`)
    if (!entry.authors?.length && !atom.authors?.length) site.say('atom.xml', `no author: ${entry.id}`)
  }
  const entries = (atom.entries ?? []).map((entry) => ({ ...entry, link: link(entry.links, 'alternate'), date: entry.published }))
  checkItems(site, 'atom.xml', entries)
  const json = parseJsonFeed(JSON.parse(site.read('feed.json')))
  if (!json.title || !json.feed_url || !json.home_page_url) site.say('feed.json', 'is not whole')
  if (JSON.parse(site.read('feed.json')).version !== 'https://jsonfeed.org/version/1.1') site.say('feed.json', 'the version')
  for (const item of json.items ?? []) {
    if (!item.content_text && !item.content_html) site.say('feed.json', `no content: ${item.id}`)
    if (!isDate(item.date_modified)) site.say('feed.json', `date_modified: ${item.id}`)
  }
  checkItems(site, 'feed.json', (json.items ?? []).map((item) => ({ ...item, link: item.url, date: item.date_published })))
  ids.atom = entries.map((entry) => entry.id)
  ids.json = (json.items ?? []).map((item) => item.id)
  if (JSON.stringify(ids.rss) !== JSON.stringify(ids.atom) || JSON.stringify(ids.rss) !== JSON.stringify(ids.json)) {
    site.say('rss.xml', 'the ids of the three feeds differ')
  }
  for (const file of site.all.filter((name) => name.endsWith('podcast.xml'))) checkPodcast(site, file)
}

function checkItems(site, file, items) {
  let last = Infinity
  for (const item of items) {
    const date = Date.parse(item.date)
    if (!item.title || !item.id || Number.isNaN(date)) site.say(file, `an item without title, id or date: ${item.link}`)
    if (date > last) site.say(file, 'items are not newest first')
    last = date
    for (const address of [item.link, item.id]) {
      if (site.served(new URL(address).pathname) === null) site.say(file, `an item that leads nowhere: ${address}`)
    }
  }
}

// Apple Podcasts, "A Podcaster's Guide to RSS": what a directory insists on.
function checkPodcast(site, file) {
  const parser = new XMLParser({ ignoreAttributes: false, parseTagValue: false, isArray: (name) => name === 'item' })
  const { channel } = parser.parse(site.read(file)).rss
  for (const name of ['title', 'description', 'link', 'language', 'itunes:author', 'itunes:explicit', 'itunes:image', 'itunes:category']) {
    if (!channel[name]) site.say(file, `no ${name}`)
  }
  const cover = channel['itunes:image']?.['@_href']
  if (cover && (site.served(new URL(cover).pathname) === null || !/\.(png|jpe?g)$/.test(cover))) site.say(file, `cover ${cover}`)
  if (channel['itunes:explicit'] !== 'false') site.say(file, 'itunes:explicit')
  if (site.served(new URL(channel['atom:link']['@_href']).pathname) !== file) site.say(file, 'atom:link')
  const guids = new Set()
  for (const item of channel.item ?? []) {
    const { '@_url': url, '@_length': length, '@_type': type } = item.enclosure
    const recording = site.served(new URL(url).pathname)
    if (recording === null || site.size(recording) !== Number(length)) site.say(file, `enclosure ${url} of ${length} bytes`)
    if (!['audio/mpeg', 'audio/x-m4a', 'audio/ogg', 'audio/wav'].includes(type)) site.say(file, `enclosure of type ${type}`)
    if (!item.title || !item.description || !isDate(item.pubDate) || guids.has(item.guid['#text'])) site.say(file, `item ${url}`)
    guids.add(item.guid['#text'])
    if (item['itunes:duration'] !== undefined && !/^\d+$/.test(item['itunes:duration'])) site.say(file, `duration of ${url}`)
  }
}

// What Google's documentation of search features asks of each type, and what this site promises.
const NEEDED = {
  Article: ['headline', 'datePublished', 'dateModified', 'author', 'publisher', 'mainEntityOfPage'],
  NewsArticle: ['headline', 'datePublished', 'dateModified', 'author', 'publisher', 'mainEntityOfPage'],
  VideoObject: ['name', 'description', 'thumbnailUrl', 'uploadDate'],
  PodcastEpisode: ['name', 'url', 'datePublished', 'associatedMedia', 'partOfSeries'],
  WebPage: ['name', 'url'],
  CollectionPage: ['name', 'url'],
  Dataset: ['name', 'description', 'url', 'creator', 'distribution'],
  WebSite: ['name', 'url'],
  Organization: ['@id', 'name', 'url'],
  BreadcrumbList: ['itemListElement'],
}

export function checkGraph(site, file, data) {
  const say = (what) => site.say(file, `JSON-LD: ${what}`)
  if (data['@context'] !== 'https://schema.org' || !Array.isArray(data['@graph'])) return say('no context or graph')
  const known = new Set(data['@graph'].map((thing) => thing['@id']).filter(Boolean))
  for (const thing of data['@graph']) {
    const needed = NEEDED[thing['@type']]
    if (needed === undefined) say(`type ${thing['@type']}`)
    for (const key of needed ?? []) if (thing[key] === undefined) say(`${thing['@type']} without ${key}`)
    for (const key of ['datePublished', 'dateModified', 'uploadDate']) {
      if (thing[key] !== undefined && !/T.*[+-]\d\d:\d\d$/.test(thing[key])) say(`${key} ${thing[key]}`)
    }
    for (const value of [thing.publisher, thing.author, thing.creator].flat()) {
      if (value?.['@id'] !== undefined && !known.has(value['@id'])) say(`${value['@id']} is nowhere`)
      else if (value !== undefined && value['@id'] === undefined && !value.name) say('an author without name')
    }
    const files = [thing.image, thing.thumbnailUrl, thing.contentUrl, thing.associatedMedia?.contentUrl, thing.encoding?.contentUrl, thing.distribution?.map((file) => file.contentUrl)]
    const pages = [thing.mainEntityOfPage, thing.partOfSeries?.url, thing.partOfSeries?.webFeed, thing.author?.map?.((one) => one.url)]
    for (const address of [...files, ...pages].flat().filter(Boolean)) {
      const url = new URL(address)
      if (url.origin === site.base.origin && site.served(url.pathname) === null) say(`leads nowhere: ${address}`)
    }
    for (const key of ['duration', 'timeRequired']) {
      if (thing[key] !== undefined && !/^PT(\d+H)?(\d+M)?(\d+S)?$/.test(thing[key])) say(`${key} ${thing[key]}`)
    }
    thing.itemListElement?.forEach((item, at) => {
      if (item.position !== at + 1 || !item.name || site.served(new URL(item.item).pathname) === null) say(`step ${item.item}`)
    })
  }
}

// W3C, "Web Application Manifest".
export function checkManifest(site) {
  const say = (what) => site.say('manifest.webmanifest', what)
  const manifest = JSON.parse(site.read('manifest.webmanifest'))
  if (!manifest.name || !manifest.short_name || [...manifest.short_name].length > 12) say('names')
  for (const key of ['start_url', 'scope', 'id']) {
    if (new URL(manifest[key], site.base).href !== site.base.href) say(`${key} ${manifest[key]}`)
  }
  if (!['browser', 'minimal-ui', 'standalone', 'fullscreen'].includes(manifest.display)) say(`display ${manifest.display}`)
  for (const key of ['theme_color', 'background_color']) if (!/^#[0-9a-f]{6}$/.test(manifest[key])) say(key)
  if (!manifest.icons.length) say('no icon')
  for (const icon of manifest.icons) if (site.served(new URL(icon.src, site.base).pathname) === null) say(`icon ${icon.src}`)
}

const SECURITY = ['content-security-policy', 'x-content-type-options', 'referrer-policy', 'x-frame-options', 'permissions-policy']

export async function checkHosts(site) {
  const file = (name) => path.join(site.root, name)
  if (site.all.includes('_headers')) {
    const { headers, errors } = await parseAllHeaders({ headersFiles: [file('_headers')], minimal: true })
    for (const error of errors) site.say('_headers', error.message)
    const of = (address) => headers.find((rule) => rule.for === site.base.pathname + address)?.values ?? {}
    const names = Object.keys(of('*')).map((name) => name.toLowerCase())
    for (const name of SECURITY) if (!names.includes(name)) site.say('_headers', `no ${name}`)
    if (!of('assets/*')['Cache-Control']?.includes('immutable')) site.say('_headers', 'assets are not kept')
  }
  if (site.all.includes('_redirects')) {
    const { redirects, errors } = await parseAllRedirects({ redirectsFiles: [file('_redirects')], minimal: true })
    for (const error of errors) site.say('_redirects', error.message)
    const lines = site.read('_redirects').split('\n').filter((line) => line && !line.startsWith('#'))
    if (redirects.length !== lines.length) site.say('_redirects', `${redirects.length} rules in ${lines.length} lines`)
    for (const { from, to, status } of redirects) {
      if (status !== 301 || site.served(to) === null) site.say('_redirects', `${from} ${to} ${status}`)
      if (site.served(from) === null && site.served(`${from}/`) === null) site.say('_redirects', `no page at ${from}`)
    }
  }
  if (site.all.includes('vercel.json')) {
    const rules = JSON.parse(site.read('vercel.json'))
    for (const { source, destination } of rules.redirects) {
      if (site.served(destination) === null) site.say('vercel.json', `${source} ${destination}`)
    }
  }
  if (site.all.includes('web.config')) {
    const valid = XMLValidator.validate(site.read('web.config'))
    if (valid !== true) site.say('web.config', `XML: ${valid.err.msg}`)
  }
}
