// Pictures of every kind of page: node screenshots.mjs PROGRAM OUT [options]; usage below. Writes PNG files and a sheet of
// all of them, index.html, to OUT.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { launch } from './chromium.mjs'
import { ARTICLES, pagesByKind } from './kinds.mjs'
import { serve } from './server.mjs'
import { demo, hostile, STRAINED } from './sites.mjs'

const USAGE = `scripts/screenshots [OUT] [options]     OUT: a folder outside Git, by default target/screenshots

  --only KIND,…        kinds of pages (news, home, communes …; article: all kinds of articles) or addresses (/mo-hinh/…)
  --sizes WIDTH,…      by default 360,768,1440
  --variants NAME,…    of light, dark, print, noscript, text200; by default light,dark,print,noscript
                       (print and noscript once a page, text200 doubles the text at 640 px)
  --sites NAME,…       of demo, hostile (longest titles, no pictures, wide tables); by default both
  --height PIXELS      cut pictures there; by default 6000
  --each NUMBER        pages of each kind, by default 1: the largest
  --list               only say which kinds there are`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string' }, sizes: { type: 'string', default: '360,768,1440' }, list: { type: 'boolean' },
    variants: { type: 'string', default: 'light,dark,print,noscript' }, sites: { type: 'string', default: 'demo,hostile' },
    height: { type: 'string', default: '6000' }, each: { type: 'string', default: '1' }, help: { type: 'boolean' },
  },
})
if (values.help || positionals.length !== 2) {
  console.log(USAGE)
  process.exit(values.help ? 0 : 2)
}
const [program, out] = positionals
const sizes = values.sizes.split(',').map(Number)
const variants = values.variants.split(',')
const only = values.only?.split(',')

function chosen(name, folder) {
  const kinds = pagesByKind(folder)
  if (values.list) console.log([...kinds].map(([kind, pages]) => `${name} ${kind} ${pages.length} /${pages[0].address}`).join('\n'))
  const wanted = ({ kind, address }) => !only ? kind !== 'redirect' && (name === 'demo' || STRAINED.includes(kind))
    : only.includes(kind) || only.includes(`/${address}`) || (only.includes('article') && ARTICLES.includes(kind))
  return [...kinds.values()].flatMap((pages) => {
    const fit = pages.filter(wanted)
    return only?.some((one) => fit.some(({ address }) => one === `/${address}`)) ? fit.filter(({ address }) => only.includes(`/${address}`))
      : fit.slice(0, Number(values.each))
  })
}

// What is to be taken: {name, url, width, and how}.
function shots(name, site, pages) {
  const all = []
  for (const { kind, address } of pages) {
    const at = pages.filter((page) => page.kind === kind).findIndex((page) => page.address === address)
    const add = (how, width, more) => all.push({ file: `${name}-${kind}${at ? `-${at + 1}` : ''}-${how}-${width}.png`, site: name, kind, address, url: site.url(address), width, ...more })
    for (const width of sizes) {
      if (variants.includes('light')) add('light', width, { scheme: 'light' })
      if (variants.includes('dark')) add('dark', width, { scheme: 'dark' })
    }
    if (variants.includes('print')) add('print', 718, { scheme: 'light', media: 'print' })
    if (variants.includes('noscript')) add('noscript', sizes[0], { scheme: 'light', noscript: true })
    if (variants.includes('text200')) add('text200', 640, { scheme: 'light', zoom: true })
  }
  return all
}

async function take(context, shot) {
  const page = await context.newPage()
  await page.setViewportSize({ width: shot.width, height: 900 })
  await page.emulateMedia({ colorScheme: shot.scheme, media: shot.media ?? 'screen', reducedMotion: 'reduce' })
  await page.goto(shot.url, { waitUntil: 'load' })
  if (shot.zoom) await page.evaluate(() => { document.documentElement.style.fontSize = '200%' })
  // Pictures that wait to be scrolled to are loaded at once.
  const height = await page.evaluate(async () => {
    for (const image of document.images) image.loading = 'eager'
    await Promise.all([...document.images].map((image) => image.decode().catch(() => null)))
    return document.documentElement.scrollHeight
  })
  const clip = { x: 0, y: 0, width: shot.width, height: Math.min(height, Number(values.height)) }
  await page.screenshot({ path: path.join(out, shot.file), fullPage: true, clip })
  await page.close()
}

function sheet(all) {
  const rows = new Map()
  for (const shot of all) {
    const title = `${shot.site} ${shot.kind} /${shot.address}`
    rows.set(title, [...(rows.get(title) ?? []), shot])
  }
  const picture = (shot) => `<a href="${shot.file}"><img loading="lazy" src="${shot.file}" alt=""><br>${shot.file.replace('.png', '')}</a>`
  return '<!DOCTYPE html><meta charset="utf-8"><title>Screenshots</title><style>body{font:13px sans-serif}div{display:flex;gap:12px;overflow-x:auto;align-items:start}' +
    'a{flex:none}img{width:280px;max-height:620px;object-fit:cover;object-position:top;border:1px solid #999}</style>' +
    [...rows].map(([title, list]) => `<h2>${title}</h2><div>${list.map(picture).join('')}</div>`).join('\n')
}

const folder = mkdtempSync(path.join(os.tmpdir(), 'lantoa-screenshots-'))
try {
  const servers = []
  const all = []
  for (const [name, make] of Object.entries({ demo, hostile })) {
    if (!values.sites.split(',').includes(name)) continue
    const built = make(program, folder)
    servers.push(await serve(built))
    all.push(...shots(name, servers.at(-1), chosen(name, built)))
  }
  if (!values.list) {
    mkdirSync(out, { recursive: true })
    const browser = await launch()
    const contexts = { with: await browser.newContext(), without: await browser.newContext({ javaScriptEnabled: false }) }
    // One after another: with several at once Chromium repeats tiles of one picture all over another.
    for (const shot of all) await take(shot.noscript ? contexts.without : contexts.with, shot)
    await browser.close()
    writeFileSync(path.join(out, 'index.html'), sheet(all))
    console.log(`${all.length} pictures: ${path.join(out, 'index.html')}`)
  }
  for (const server of servers) await server.close()
} finally {
  rmSync(folder, { recursive: true })
}
