// What readers type is found: with and without marks, mistyped, by keyboard, by address, without script, without network.
// First, the script itself is tried (tests/search/fold.mjs).

import { each } from '../world.mjs'

// What is typed, what the live region says, the first headline, and the first name, where one is expected.
const QUERIES = [
  ['doan ket', /^\d+ kết quả$/, /đoàn kết/],
  ['ĐOÀN KẾT', /^\d+ kết quả$/, /đoàn kết/],
  ['Đoàn kết'.normalize('NFD'), /^\d+ kết quả$/, /đoàn kết/],
  ['hang rao xanh', /kết quả$/, /hàng rào xanh thay tường xây/, /Hàng rào xanh/],
  ['“hàng rào xanh”', /kết quả$/, /hàng rào xanh thay tường xây/],
  ['xa cam vinh', /kết quả$/, /./, /Cẩm Vịnh.*nay thuộc xã Cẩm Bình/],
  ['Yên Hoà', /kết quả$/, /./, /Yên Hòa/],
  ['nông thôn mới', /^Ít nhất \d+ kết quả$/, /./, /Nông thôn mới/],
  ['NTM', /kết quả$/, /./, /Nông thôn mới/],
  ['danvan', /^Kết quả cho: dân vận · /, /./],
  ['đoàn k ết', /^Kết quả cho: đoàn kết · /, /đoàn kết/],
  ['ddoanf keets', /^Kết quả cho: đoàn kết · /, /đoàn kết/],
  ['d9oan2 ket61', /^Kết quả cho: đoàn kết · /, /đoàn kết/],
  ['đoàn kêr', /^Kết quả cho: đoàn kết · /, /đoàn kết/],
  ['daon ket', /^Kết quả cho: đoàn kết · /, /đoàn kết/],
  ['xơ tán', /^Kết quả cho: sơ tán · /, /sơ tán/],
  ['TP Hà Tĩnh', /kết quả$/, /./, /Thành phố Hà Tĩnh/],
  ['huyện Cẩm Xuyên', /kết quả$/, /./, /Huyện Cẩm Xuyên/],
  ['Xã Cẩm Vịnh, nay thuộc xã Cẩm Bình', /kết quả$/, /./, /Xã Cẩm Vịnh/],
  ['dvk-2019-01', /kết quả|Không/, /^/, /Hàng rào xanh/],
  ['cây xanh đổi pin', /kết quả$/, /./, /Cây xanh đổi lấy pin cũ/],
  ['nghe muoi ky ninh', /kết quả$/, /đồng muối/],
  ['đoàn kết xzxzx', /Không bài nào có: xzxzx$/, /đoàn kết/],
]

const WAIT = 8000
// A first query of two words, with the script and the names, over the wire.
const FIRST = 60 * 1024
const status = (page) => page.locator('#_status').innerText()

// Waits until the live region says so.
async function hears(page, pattern, say, what) {
  const told = async () => page.waitForFunction(([source, flags]) => new RegExp(source, flags).test(document.querySelector('#_status').textContent), [pattern.source, pattern.flags], { timeout: WAIT })
  try {
    await told()
    return true
  } catch {
    say(`${what}: “${await status(page)}”, not ${pattern}`)
    return false
  }
}

// Does something that brings other results, and waits for these.
async function renewed(page, act) {
  await page.evaluate(() => { for (const item of document.querySelector('#_results').children) item.dataset.old = '' })
  await act()
  await page.waitForFunction(() => document.querySelector('#_results').children.length > 0 && !document.querySelector('[data-old]'), null, { timeout: WAIT })
}

const titles = (page) => page.locator('#_results .card-title').allInnerTexts()
const param = (page, name) => new URL(page.url()).searchParams.get(name)

async function queries(page, say) {
  for (const [typed, said, headline, name] of QUERIES) {
    await page.locator('#_q').fill('')
    await page.waitForFunction(() => document.querySelector('#_status').textContent === '' && document.querySelector('#_results').children.length === 0)
    await page.locator('#_q').fill(typed)
    if (!await hears(page, said, say, typed)) continue
    const [first] = await titles(page)
    if (!headline.test(first ?? '')) say(`${typed}: the first headline is “${first}”`)
    const answer = await page.locator('#_results .answer').allInnerTexts()
    if (name && !name.test((answer[0] ?? '').replaceAll(/\s+/g, ' '))) say(`${typed}: the first name is “${answer[0]}”`)
    const address = param(page, 'q')
    if (address !== typed) say(`${typed}: the address has ${address}`)
    const title = await page.title()
    if (!title.startsWith(`${typed} · `)) say(`${typed}: the title is “${title}”`)
  }
  // Words are marked, also in an excerpt where neither title nor summary has them.
  await page.locator('#_q').fill('doan ket')
  await hears(page, /^\d+ kết quả$/, say, 'doan ket')
  for (const item of await page.locator('#_results .card').all()) {
    await item.scrollIntoViewIfNeeded()
    const mark = item.locator('mark').first()
    await mark.waitFor({ timeout: WAIT }).catch(() => {})
    const text = await mark.count() ? await mark.innerText() : ''
    if (!/^(đoàn\skết|[đd]o[aàáạ]n|k[eế]t)$/i.test(text)) say(`doan ket: “${text}” is marked in “${(await item.innerText()).slice(0, 90)}”`)
  }
  const count = Number.parseInt(await status(page), 10)
  const items = page.locator('#_results .card')
  await page.waitForFunction((count) => document.querySelectorAll('#_results .card').length === count, Math.min(count, 20), { timeout: WAIT })
    .catch(async () => say(`doan ket: ${await items.count()} of ${count} results are listed`))
}

async function filters(page, say) {
  await page.locator('#_q').fill('mô hình')
  await hears(page, /kết quả$/, say, 'mô hình')
  const all = await status(page)
  await renewed(page, () => page.getByLabel('Địa phương', { exact: true }).selectOption('cam-due'))
  await hears(page, /^\d+ kết quả$/, say, 'a commune')
  if (param(page, 'xa') !== 'cam-due') say(`the address lacks the commune: ${page.url()}`)
  const places = await page.locator('#_results .kicker span:first-child').allInnerTexts()
  if (places.length === 0 || !places.every((place) => /Cẩm Duệ/.test(place))) say(`stories of other communes: ${places}`)
  await renewed(page, () => page.getByLabel('Sắp xếp', { exact: true }).selectOption('ngay'))
  if (param(page, 'xep') !== 'ngay') say(`the address lacks the order: ${page.url()}`)
  await hears(page, /^\d+ kết quả$/, say, 'by date')
  const dates = (await page.locator('#_results .date').allInnerTexts()).map((date) => date.split('/').reverse().join('-'))
  if (dates.length === 0 || dates.some((date, at) => at > 0 && date > dates[at - 1])) say(`not the newest first: ${dates}`)
  await page.goBack()
  await page.goBack()
  await page.waitForFunction((text) => document.querySelector('#_status').textContent === text, all, { timeout: WAIT })
    .catch(async () => say(`back from a filter: “${await status(page)}”, not “${all}”`))
  if (param(page, 'xa') !== null || await page.getByLabel('Địa phương', { exact: true }).inputValue() !== '') say('back leaves the filter')
  // An order or a filter alone lists the newest.
  await page.locator('#_q').fill('')
  await hears(page, /^$/, say, 'nothing')
  await renewed(page, () => page.getByLabel('Sắp xếp', { exact: true }).selectOption('ngay'))
  await hears(page, /^\d+ kết quả$/, say, 'an order alone')
  await page.getByLabel('Sắp xếp', { exact: true }).selectOption('')
  await hears(page, /^$/, say, 'nothing again')
  await renewed(page, () => page.getByLabel('Năm', { exact: true }).selectOption('2025'))
  await hears(page, /^\d+ kết quả$/, say, 'a year alone')
  const years = await page.locator('#_results .date').allInnerTexts()
  if (years.length === 0 || !years.every((date) => date.endsWith('/2025'))) say(`stories of other years: ${years}`)
}

async function pages(page, target, say) {
  await page.goto(`${target.url}?q=dan%20van`)
  await hears(page, /kết quả$/, say, 'an address')
  if (await page.locator('#_q').inputValue() !== 'dan van') say('the field lacks what the address has')
  const first = await titles(page)
  await renewed(page, () => page.locator('#_pager .older').click())
  await hears(page, /Trang 2/, say, 'the second page')
  if (param(page, 'trang') !== '2') say(`the address of the second page: ${page.url()}`)
  const second = await titles(page)
  if (second.length === 0 || second.some((title) => first.includes(title))) say('the second page repeats the first')
  await page.goBack()
  await hears(page, /^(?!.*Trang)/, say, 'back to the first page')
  await page.waitForFunction((title) => document.querySelector('#_results .card-title')?.innerText === title, first[0], { timeout: WAIT })
    .catch(() => say('back does not show the first page'))
  await page.goto(`${target.url}?q=daon%20ket`)
  await hears(page, /^Kết quả cho: đoàn kết/, say, 'daon ket')
  await page.locator('#_more a').click()
  await hears(page, /Không bài nào có: daon/, say, 'searched literally')
}

// From any kind of page to a story, by keys alone.
async function keys(page, target, say) {
  const link = page.locator('.search-link')
  const box = await link.boundingBox()
  if (!box || box.width < 24 || box.height < 24) say(`the way to the search is ${box?.width} × ${box?.height}`)
  if (target.kind === 'search') return
  await link.focus()
  await page.keyboard.press('Enter')
  await page.waitForURL('**/tim-kiem/')
  await page.waitForFunction(() => document.activeElement?.id === '_q', null, { timeout: WAIT }).catch(() => say('the field has no focus'))
  await page.keyboard.type('hang rao xanh')
  await page.keyboard.press('Enter')
  if (!await hears(page, /kết quả$/, say, 'typed')) return
  for (let at = 0; at < 20; at++) {
    await page.keyboard.press('Tab')
    if (await page.evaluate(() => document.activeElement.matches('.card-title a'))) break
  }
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => !url.pathname.includes('tim-kiem'), { timeout: WAIT }).catch(() => say('Enter on a headline opens nothing'))
  await page.goBack()
  await hears(page, /kết quả$/, say, 'back from a story')
}

async function offline(page, target, say) {
  await page.goto(`${target.url}?q=doan%20ket`)
  await hears(page, /^\d+ kết quả$/, say, 'before the network fails')
  const first = await status(page)
  await page.context().setOffline(true)
  await page.locator('#_q').fill('thanh niên')
  await hears(page, /Không tải được/, say, 'without network')
  await page.locator('#_q').fill('doan ket')
  await page.waitForFunction((text) => document.querySelector('#_status').textContent === text, first, { timeout: WAIT })
    .catch(async () => say(`repeated without network: “${await status(page)}”`))
  await page.locator('#_q').fill('thanh niên')
  await hears(page, /Không tải được/, say, 'without network again')
  await page.context().setOffline(false)
  await page.getByRole('button', { name: 'Thử lại' }).click()
  await hears(page, /kết quả$/, say, 'with the network again')
}

// Who types before the script is there, or before its first files are, is answered.
async function early(page, target, say) {
  for (const [script, files] of [[800, 0], [0, 800]]) {
    await page.route(/search\.\w+\.js|\/tim-kiem\/.+json/, async (route) => {
      await new Promise((resolve) => { setTimeout(resolve, route.request().url().endsWith('.js') ? script : files) })
      await route.continue()
    })
    await page.goto('about:blank')
    await page.goto(target.url, { waitUntil: 'commit' })
    await page.locator('#_q').pressSequentially('doan ket', { delay: 20 })
    await hears(page, /kết quả$/, say, `typed early (${script}, ${files})`)
    await page.unrouteAll()
  }
}

async function weight(page, target, say) {
  const answers = []
  page.on('response', (response) => { if (/\/(tim-kiem\/.+|search\..+js)/.test(new URL(response.url()).pathname)) answers.push(response) })
  await page.goto(`${target.url}?q=doan%20ket`)
  await hears(page, /kết quả$/, say, 'doan ket')
  await page.waitForLoadState('networkidle')
  const sizes = await Promise.all(answers.map((answer) => answer.request().sizes()))
  const sum = sizes.reduce((all, { responseBodySize }) => all + responseBodySize, 0)
  if (sum === 0 || sum > FIRST) say(`a first query of ${sum} bytes`)
}

async function heard(page, say) {
  const region = page.getByRole('status')
  if (await region.count() !== 1) say(`${await region.count()} live regions`)
  if (await page.getByRole('searchbox', { name: 'Từ cần tìm' }).count() !== 1) say('the field has no name')
  if (await page.getByRole('search').count() !== 1) say('no landmark')
}

export default async function check(world) {
  await import('../../search/fold.mjs').catch((error) => world.say('fold.mjs', error.message))
  const target = world.page('search')
  const before = async (page, target, say) => {
    page.on('pageerror', (error) => say(`script error: ${error.message}`))
    page.on('console', (message) => {
      if (/Content Security Policy/.test(message.text())) say(`against the policy: ${message.text()}`)
    })
  }
  await each(world, { pages: [target], before }, async (page, target, say) => {
    await heard(page, say)
    await queries(page, say)
  })
  await each(world, { pages: [target], before }, async (page, target, say) => {
    await filters(page, say)
    await pages(page, target, say)
  })
  await each(world, { pages: [target], before }, offline)
  await each(world, { pages: [target], before }, early)
  await each(world, { pages: [target], before }, weight)
  const others = world.pages.filter(({ site, kind }) => site === world.demo && ['home', 'news', 'not_found', 'search'].includes(kind))
  await each(world, { pages: others, before }, keys)
  await each(world, { pages: others, before, options: { viewport: { width: 360, height: 740 } } }, keys)

  // Without script the form leads to the lists.
  await each(world, { pages: [target], options: { javaScriptEnabled: false } }, async (page, target, say) => {
    await page.locator('#_q').fill('đoàn kết')
    await page.keyboard.press('Enter')
    await page.waitForURL(/[?]q=/)
    if (await page.locator('.search-help a').count() < 5) say('without script there are no lists')
    if (await page.locator('.search-filters').isVisible()) say('without script there are filters')
  })
}
