// What search costs a reader: takes a built site and, if wanted, a file of queries (one a line); gives the bytes that come over
// the wire for a first and for later queries, and the time from the last key to the first result, in Chromium slowed to a
// quarter, on slow 4G. node measure.mjs SITE [QUERIES] [--enter] [--http1] [--latency MS] [--each]
//
// First: a new browser without cache opens /tim-kiem/ and types as soon as the page has loaded. Counted is all that the page
// asks for beyond itself, its style, its menus' script and its icon: the search script, names, index, lists, cards and
// excerpts, with headers, until a second and a half has passed without anything. Later: the other queries on the same page, one after
// another. KB are 1,000 bytes; the server compresses with gzip, though Chromium would take Brotli.
//
// Typed: all but the last letter is put in at once, then the last one, so the pause that the page makes while one types is part
// of the time. --enter presses Enter after it, which waits for no pause.

import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { createSecureServer } from 'node:http2'
import os from 'node:os'
import path from 'node:path'
import { launch } from '../../tests/browser/chromium.mjs'
import { serve } from '../../tests/browser/server.mjs'

const GOALS = { firstTime: 1000, laterTime: 300, laterBytes: 40_000 }
// Lighthouse's slow 4G: a round trip of 150 ms, 1.6 Mbit/s down, 750 kbit/s up.
const NETWORK = { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 }
const SLOWER = 4
const QUIET = 1500

const [site, ...rest] = process.argv.slice(2)
const flag = (name) => rest.includes(name)
const latency = flag('--latency') ? Number(rest[rest.indexOf('--latency') + 1]) : NETWORK.latency
const file = rest.find((one, at) => !one.startsWith('--') && rest[at - 1] !== '--latency') ?? path.join(import.meta.dirname, 'generated.txt')
const queries = readFileSync(file, 'utf8').split('\n').filter((line) => line && !line.startsWith('#'))

const pause = (time) => new Promise((resolve) => { setTimeout(resolve, time) })
const sum = (list) => list.reduce((total, one) => total + one, 0)
function middle(list) {
  const sorted = [...list].sort((one, other) => one - other)
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2
}

// What a request is for; nothing when it is no part of search.
function part(url, type) {
  const address = new URL(url).pathname
  const [, below] = /\/tim-kiem\/(.+)$/.exec(address) ?? []
  if (type === 'Document' || type === 'Stylesheet' || type === 'Image' || type === 'Manifest') return null
  if (type === 'Script') return /search/.test(address) ? 'script' : null
  if (!below) return 'excerpts'
  if (/^(index|names)\.json$/.test(below)) return below.replace('.json', '')
  return below.startsWith('bai/') ? 'cards' : /\/v\.json$/.test(below) ? 'vocabulary' : 'lists'
}

// Gathers the requests of a page: what has come since it was last asked, when all is quiet.
async function listen(session) {
  const asked = new Map()
  let done = []
  let last = performance.now()
  const at = () => { last = performance.now() }
  session.on('Network.requestWillBeSent', ({ requestId, request, type }) => { asked.set(requestId, part(request.url, type)); at() })
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (asked.get(requestId)) done.push([asked.get(requestId), encodedDataLength])
    asked.delete(requestId)
    at()
  })
  session.on('Network.loadingFailed', ({ requestId }) => { asked.delete(requestId); at() })
  await session.send('Network.enable')
  return async () => {
    while (asked.size > 0 || performance.now() - last < QUIET) await pause(50)
    const came = done
    done = []
    return came
  }
}

// In the page: the time from the last letter, or from Enter, to the frame that shows the first result.
const watch = (query) => {
  window.shown = new Promise((resolve) => {
    let pressed = null
    const field = document.querySelector('#_q')
    field.addEventListener('input', (event) => { if (field.value === query) pressed ??= event.timeStamp })
    field.addEventListener('keydown', (event) => { if (event.key === 'Enter') pressed ??= event.timeStamp })
    new MutationObserver((changes, observer) => {
      if (pressed === null || !document.querySelector('#_results > li')) return
      observer.disconnect()
      requestAnimationFrame(() => { setTimeout(() => { resolve(performance.now() - pressed) }) })
    }).observe(document.querySelector('#_results'), { childList: true })
  })
}

// Letters with marks have no key of their own: they are put in, as a keyboard for Vietnamese does.
async function ask(page, query) {
  const letters = [...query]
  const last = letters.pop()
  await page.evaluate(() => { document.querySelector('#_q').value = '' })
  await page.evaluate(watch, flag('--enter') ? null : query)
  await page.focus('#_q')
  await page.keyboard.insertText(letters.join(''))
  await page.keyboard.insertText(last)
  if (flag('--enter')) await page.keyboard.press('Enter')
  return Promise.race([page.evaluate(() => window.shown), pause(20_000).then(() => null)])
}

// HTTP/2 before a server of HTTP/1.1, as every host has it: else a browser asks for six files at a time.
async function front(origin) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'lantoa-key-'))
  const [key, cert] = ['key', 'cert'].map((name) => path.join(folder, name))
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1', '-subj', '/CN=localhost', '-keyout', key, '-out', cert], { stdio: 'ignore' })
  const server = createSecureServer({ key: readFileSync(key), cert: readFileSync(cert) })
  rmSync(folder, { recursive: true })
  server.on('stream', (stream, headers) => {
    stream.on('error', () => {})
    request(origin + headers[':path'], { headers: { 'accept-encoding': headers['accept-encoding'] ?? '' } }, (answer) => {
      const { connection, 'keep-alive': kept, 'transfer-encoding': chunked, ...others } = answer.headers
      if (stream.destroyed) return
      stream.respond({ ':status': answer.statusCode, ...others })
      answer.pipe(stream)
    }).end()
  })
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  return { url: (address) => `https://127.0.0.1:${server.address().port}/${address}`, close: () => server.close() }
}

const browser = await launch()
const plain = await serve(path.resolve(site), '/', ['gzip'])
const served = flag('--http1') ? plain : await front(plain.origin)
const firsts = []
const laters = []
try {
  for (const [at, query] of queries.entries()) {
    const context = await browser.newContext({ viewport: { width: 360, height: 640 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true, ignoreHTTPSErrors: true })
    const page = await context.newPage()
    const session = await context.newCDPSession(page)
    const came = await listen(session)
    await session.send('Network.emulateNetworkConditions', { ...NETWORK, latency })
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
    await page.goto(served.url('tim-kiem/'), { waitUntil: 'load' })
    firsts.push({ query, time: await ask(page, query), came: await came() })
    // Two others on the same page: every query is a later one twice.
    for (const step of [1, 7]) {
      const other = queries[(at + step) % queries.length]
      laters.push({ query: other, time: await ask(page, other), came: await came() })
    }
    await context.close()
  }
} finally {
  await browser.close()
  await served.close()
  await plain.close()
}

const bytes = ({ came }) => sum(came.map(([, length]) => length))
const kb = (number) => (number / 1000).toFixed(1)
const PARTS = ['script', 'names', 'index', 'lists', 'vocabulary', 'cards', 'excerpts']
const { articles } = JSON.parse(readFileSync(path.join(site, 'tim-kiem/index.json'), 'utf8'))
console.log(`${articles} articles, ${queries.length} queries, ${flag('--enter') ? 'sent with Enter' : 'typed'}, ${flag('--http1') ? 'HTTP/1.1' : 'HTTP/2'}, latency ${latency} ms\n`)
console.log(`| query | KB: median | most | ${PARTS.join(' | ')} | requests: median | most | ms: median | most |`)
console.log(`|---|${'---:|'.repeat(PARTS.length + 6)}`)
for (const [name, list] of [['first', firsts], ['later', laters]]) {
  const shown = list.filter(({ time }) => time !== null)
  const parts = PARTS.map((one) => kb(middle(list.map(({ came }) => sum(came.filter(([of]) => of === one).map(([, length]) => length))))))
  const requests = list.map(({ came }) => came.length)
  const times = shown.map(({ time }) => time)
  console.log(`| ${name} | ${kb(middle(list.map(bytes)))} | ${kb(Math.max(...list.map(bytes)))} | ${parts.join(' | ')} | ${middle(requests)} | ${Math.max(...requests)} | ${Math.round(middle(times))} | ${Math.round(Math.max(...times))} |`)
}
const least = articles > 10_000 ? 90_000 : 60_000
const over = [
  ...firsts.filter((one) => bytes(one) > least || one.time === null || one.time > GOALS.firstTime).map((one) => ['first', one]),
  ...laters.filter((one) => bytes(one) > GOALS.laterBytes || one.time === null || one.time > GOALS.laterTime).map((one) => ['later', one]),
]
console.log(`\nover the goals (first ${least / 1000} KB, ${GOALS.firstTime} ms; later ${GOALS.laterBytes / 1000} KB, ${GOALS.laterTime} ms): ${over.length} of ${firsts.length + laters.length}`)
for (const [name, one] of flag('--each') ? [...firsts.map((first) => ['first', first]), ...laters.map((later) => ['later', later])] : over) {
  console.log(`  ${name}: ${one.query}: ${kb(bytes(one))} KB, ${one.time === null ? 'nothing shown' : `${Math.round(one.time)} ms`}`)
}
