// What a page asks of the network, and what its security policy says: no other host, no inline script or style, no error.

import { get } from 'node:http'
import { headerRules } from '../server.mjs'
import { each } from '../world.mjs'

const KB = 1024
// An article without its pictures, over the wire; all scripts of a page, and of the search; documents and what
// stops the first paint.
const [PAGE, SCRIPT, SEARCH, REQUESTS] = [40 * KB, 6 * KB, 10 * KB, 3]
// What only a header can say.
const ONLY_HEADER = ['frame-ancestors', 'upgrade-insecure-requests', 'report-to', 'sandbox']

const weigh = (url) => new Promise((resolve, reject) => get(url, { headers: { 'accept-encoding': 'gzip' } }, (response) => {
  let size = 0
  response.on('data', (bytes) => { size += bytes.length }).on('end', () => resolve(size)).on('error', reject)
}))

const policy = (text) => new Map(text.split(';').map((part) => part.trim().split(/\s+/)).filter(([name]) => name).map(([name, ...values]) => [name, values.join(' ')]))

function checkPolicies(meta, header, say) {
  if (!meta || !header) return say('no content security policy in <meta> or in the headers')
  const [page, sent] = [policy(meta), policy(header)]
  if (page.get('default-src') !== "'none'") say(`default-src is ${page.get('default-src')}`)
  if (/unsafe-|\*|data:|http:/.test(meta)) say(`a weak policy: ${meta}`)
  for (const name of ONLY_HEADER) sent.delete(name)
  const text = (map) => [...map].map((pair) => pair.join(' ')).sort().join('; ')
  if (text(page) !== text(sent)) say(`<meta> and the headers disagree: ${text(page)} | ${text(sent)}`)
}

// Script and style in the page itself, and scripts that hold up the page.
function inline() {
  const findings = []
  for (const element of document.querySelectorAll('*')) {
    for (const { name } of element.attributes) if (name === 'style' || name.startsWith('on')) findings.push(`the attribute ${name}: ${element.outerHTML.slice(0, 90)}`)
  }
  for (const style of document.querySelectorAll('style')) findings.push(`an inline style: ${style.textContent.slice(0, 60)}`)
  for (const script of document.scripts) {
    if (script.type === 'application/ld+json') JSON.parse(script.textContent)
    else if (!script.src) findings.push(`an inline script: ${script.textContent.slice(0, 60)}`)
    else if (!script.defer && script.type !== 'module') findings.push(`a script that is not deferred: ${script.src}`)
  }
  return findings
}

export default async function check(world) {
  for (const site of world.sites) {
    const csp = headerRules(site.folder).map(({ headers }) => headers['content-security-policy']).filter(Boolean)
    if (site.name === 'demo' && csp.length !== 1) world.say('_headers', `${csp.length} content security policies`)
  }
  // As the page is sent: scripts have not touched it.
  await each(world, { options: { javaScriptEnabled: false } }, async (page, target, say) => {
    for (const finding of await page.evaluate(inline)) say(finding)
  })
  const before = async (page, target, say) => {
    target.asked = []
    page.on('console', (message) => { if (['error', 'warning'].includes(message.type())) say(`console: ${message.text()}`) })
    page.on('pageerror', (error) => say(`script error: ${error.message}`))
    page.on('request', (request) => {
      target.asked.push({ url: request.url(), type: request.resourceType() })
      if (new URL(request.url()).origin !== target.site.origin) say(`asks another host: ${request.url()}`)
    })
    page.on('response', (response) => {
      if (response.status() >= 400 && response.url() !== target.url) say(`${response.status()} for ${response.url()}`)
      if (response.url() === target.url) target.csp = response.headers()['content-security-policy']
    })
    await page.addInitScript(() => {
      window.violations = []
      addEventListener('securitypolicyviolation', (event) => window.violations.push(`${event.violatedDirective} ${event.blockedURI}`))
    })
  }
  await each(world, { before }, async (page, target, say) => {
    for (const violation of await page.evaluate(() => window.violations)) say(`against the policy: ${violation}`)
    const meta = await page.evaluate(() => document.querySelector('meta[http-equiv="Content-Security-Policy"]')?.content)
    if (target.site.name === 'demo') checkPolicies(meta, target.csp, say)
    const blocking = await page.evaluate(() => performance.getEntriesByType('resource').filter((entry) => entry.renderBlockingStatus === 'blocking').length)
    if (1 + blocking > REQUESTS) say(`${1 + blocking} requests before the first paint`)
    const urls = (type) => new Set(target.asked.filter((asked) => asked.type === type).map(({ url }) => url))
    const sum = async (list) => (await Promise.all([...list].map(weigh))).reduce((all, size) => all + size, 0)
    const script = await sum(urls('script'))
    if (script > (target.kind === 'search' ? SEARCH : SCRIPT)) say(`${script} bytes of script`)
    // A page of the hostile site is as long as its writer made it.
    const all = script + await sum(urls('stylesheet')) + await weigh(target.url)
    const article = await page.evaluate(() => document.body.classList.contains('article'))
    if (article && all > PAGE) say(`${all} bytes over the wire`)
  })
}
