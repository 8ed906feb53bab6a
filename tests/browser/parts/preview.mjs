// The preview in a browser: pages follow their files, mistakes lie over the last good page, the panel tells.

import { cpSync, readFileSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { preview, save } from '../preview.mjs'
import { REPOSITORY } from '../sites.mjs'

const ARTICLE = 'mo-hinh/2026/vuon-mau-giup-nhau-tung-luong'
const DRAFT = 'mo-hinh/2026/bai-nhap-lop-hoc-boi-mua-he'

export default async function check(world) {
  const say = (what) => world.say('preview', what)
  const root = path.join(world.folder, 'preview')
  for (const part of ['content', 'themes', 'site.yaml']) cpSync(path.join(REPOSITORY, part), path.join(root, part), { recursive: true })
  const file = path.join(root, 'content', `${ARTICLE}.md`)
  const before = readFileSync(file, 'utf8')
  let served = await preview(world.program, root)
  const context = await world.browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' })
  context.setDefaultTimeout(15_000)
  // A browser without a worker for all tabs, where a tab can be said to be seen or not.
  const alone = await world.browser.newContext()
  await alone.addInitScript(() => {
    delete window.SharedWorker
    window.see = (seen) => {
      Object.defineProperty(document, 'hidden', { value: !seen, configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))
    }
  })
  alone.setDefaultTimeout(15_000)
  const open = async (address, among = context) => {
    const page = await among.newPage()
    page.on('console', (message) => { if (message.type() === 'error' && !/404|500|ERR_CONNECTION/.test(message.text())) say(`${address}: ${message.text()}`) })
    page.on('pageerror', (error) => say(`${address}: ${error.message}`))
    await page.goto(new URL(address, served.url).href)
    await page.locator('lantoa-preview button').first().waitFor()
    await page.evaluate(() => { window.same = true })
    return page
  }
  const shows = (page, text) => page.waitForFunction((text) => document.querySelector('main').innerText.includes(text), text)
  const isSame = (page) => page.evaluate(() => window.same === true)
  const stays = (page) => page.evaluate(() => { window.same = true })

  try {
    const article = await open(`${ARTICLE}.html`)
    const list = await open('mo-hinh/')
    const other = await open('lien-he.html')

    // A body: only its page is loaded again, and stays where it was.
    await article.evaluate(() => scrollTo(0, 700))
    save(file, `${before}\nĐoạn vừa viết thêm.\n`)
    await shows(article, 'Đoạn vừa viết thêm.')
    await article.waitForFunction(() => Math.abs(scrollY - 700) < 3).catch(async () => say(`the page moved to ${await article.evaluate(() => scrollY)}`))
    if (await isSame(article)) say('the page was not loaded again, yet shows the new text')
    if (!await isSame(list)) say('a list was loaded again for a body')
    if (!await isSame(other)) say('a page was loaded again for another one')

    // A title: lists too.
    await stays(article)
    save(file, before.replace(/^(title|tiêu đề): (["“]?)/m, '$1: $2Tên mới: '))
    await shows(article, 'Tên mới')
    await shows(list, 'Tên mới')
    if (!await isSame(other)) say('a page was loaded again for the title of another one')

    // A mistake, in both tabs; the page under it is the last good one.
    await stays(article)
    save(file, before.replace(/^(date|ngày): .*/m, 'ngày: hôm nào đó'))
    const errors = article.locator('lantoa-preview .errors')
    await errors.waitFor()
    const text = await errors.innerText()
    for (const part of ['hôm nào đó', `content/${ARTICLE}.md, dòng`, 'D1']) if (!text.includes(part)) say(`the mistake does not tell “${part}”: ${text}`)
    if (await errors.locator('.cure').count() === 0) say('no cure')
    if (!await isSame(article)) say('the last good page was left')
    await article.keyboard.press('Escape')
    await errors.waitFor({ state: 'hidden' })
    await article.locator('lantoa-preview .bar').waitFor()
    await list.locator('lantoa-preview .bar').waitFor()
    save(file, before)
    await article.locator('lantoa-preview .bar').waitFor({ state: 'hidden' })
    await list.locator('lantoa-preview .bar').waitFor({ state: 'hidden' })
    await article.waitForFunction(() => !document.querySelector('main').innerText.includes('Tên mới'))

    // A style sheet is changed without loading the page again.
    await stays(article)
    await stays(other)
    save(path.join(root, 'themes/trang-nhat/assets/site.css.d/95-own.css'), 'h1 { color: rgb(1, 2, 3) }')
    for (const page of [article, other]) {
      await page.waitForFunction(() => getComputedStyle(document.querySelector('h1')).color === 'rgb(1, 2, 3)')
      if (!await isSame(page)) say('a page was loaded again for its style sheet')
    }

    // The panel.
    await article.keyboard.press('F2')
    const panel = article.locator('lantoa-preview .panel')
    await panel.waitFor()
    const told = await panel.innerText()
    for (const part of [`content/${ARTICLE}.md`, 'Mẫu trang', 'model.html', 'Facebook', 'Zalo', 'Google', 'KB', 'Kiểm tra bài', 'Địa phương']) {
      if (!told.includes(part)) say(`the panel does not tell “${part}”: ${told}`)
    }
    await panel.locator('input').fill('2030-01-01T00:00')
    await panel.getByText('Xem', { exact: true }).click()
    await panel.getByText('Đang xem trang ở thời điểm đã chọn').waitFor()
    await panel.getByText('Bây giờ', { exact: true }).click()
    await panel.getByText('Đang xem trang ở thời điểm đã chọn').waitFor({ state: 'hidden' })
    await article.keyboard.press('F2')
    await panel.waitFor({ state: 'hidden' })

    // Drafts.
    const draft = await open(`${DRAFT}.html`)
    await draft.locator('h1[data-lantoa-mark="Bản nháp"]').waitFor()

    // A file gets another name: its tab goes along.
    const renamed = path.join(root, 'content', `${ARTICLE}-moi.md`)
    const moved = await open(`${ARTICLE}.html`)
    renameSync(file, renamed)
    await moved.waitForURL(`**/${ARTICLE}-moi.html`)
    renameSync(renamed, file)
    await moved.waitForURL(`**/${ARTICLE}.html`)
    await article.waitForURL(`**/${ARTICLE}.html`)
    await moved.close()

    // Tabs with a worker each: those that nobody sees keep no connection, of which there are six, and catch up later.
    const tabs = []
    for (let tab = 0; tab < 9; tab++) {
      tabs.push(await open(`${ARTICLE}.html`, alone))
      await tabs[tab].evaluate(() => window.see(false))
    }
    save(file, `${before}\nViết khi không ai xem.\n`)
    await shows(article, 'Viết khi không ai xem.')
    await tabs[0].waitForTimeout(500)
    if (!await isSame(tabs[0])) say('a tab that nobody sees was loaded again')
    await tabs[0].evaluate(() => window.see(true))
    await shows(tabs[0], 'Viết khi không ai xem.')
    save(file, before)
    await tabs[0].waitForFunction(() => !document.querySelector('main').innerText.includes('Viết khi không ai xem.'))

    // A tab that has been told nothing when the program ends.
    const untold = await alone.newPage()
    await untold.addInitScript(() => {
      const { postMessage } = Worker.prototype
      Worker.prototype.postMessage = function (message) { if (!message.ask) postMessage.call(this, message) }
    })
    await untold.goto(new URL('lien-he.html', served.url).href)

    // Another run of the program.
    await served.end()
    for (const page of [article, tabs[0], untold]) await page.getByText('lantoa đã dừng').waitFor()
    save(file, `${before}\nViết khi máy chủ nghỉ.\n`)
    served = await preview(world.program, root, served.port)
    await shows(article, 'Viết khi máy chủ nghỉ.')
  } catch (error) {
    say(error.stack)
  } finally {
    for (const each of [context, alone]) await each.close()
    await served.end()
    rmSync(root, { recursive: true })
  }
}
