// Runs the preview of a site: takes the program and the site's folder, gives its address and a way to end it.
// node preview.mjs PROGRAM SITE ARTICLE [EDITS] prints how long a browser waits after a save: for the body of the article
// (its path below the site), for its title, and for a new article.

import { spawn } from 'node:child_process'
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { launch } from './chromium.mjs'
import { NOW } from './sites.mjs'

export async function preview(program, root, port = 0) {
  const child = spawn(program, ['serve', '--root', root, '--port', String(port), '--now', NOW, '--lang', 'vi'], { stdio: ['ignore', 'ignore', 'pipe'] })
  const ended = new Promise((resolve) => child.on('exit', resolve))
  const lines = createInterface({ input: child.stderr })
  const url = await new Promise((resolve, reject) => {
    lines.on('line', (line) => { if (line.startsWith('Xem trước tại')) resolve(line.match(/http:\S+/)[0]) })
    child.on('exit', () => reject(new Error('the preview has ended')))
  })
  return { url, port: Number(new URL(url).port), end: () => { child.kill('SIGINT'); return ended } }
}

// As editors save: whole at once.
export function save(file, text) {
  writeFileSync(`${file}.tmp`, text)
  renameSync(`${file}.tmp`, file)
}

const median = (numbers) => [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)]

async function times(program, root, article, edits) {
  const file = path.join(root, article)
  const before = readFileSync(file, 'utf8')
  const started = performance.now()
  const served = await preview(program, root)
  const page = await (await launch()).newPage()
  const first = await fetch(served.url)
  await first.text()
  console.log(`start to the first page: ${Math.round(performance.now() - started)} ms`)
  const address = article.replace(/^content\//, '').replace(/\.md$/, '.html')
  await page.goto(new URL(address, served.url).href)
  await page.waitForTimeout(1000)
  const measure = async (name, text, url, mark) => {
    await page.goto(new URL(url, served.url).href)
    const waited = []
    for (let edit = 0; edit < edits; edit++) {
      const word = `${mark}${edit}x${Date.now() % 100_000}`
      await page.waitForTimeout(500)
      const saved = performance.now()
      text(word)
      await page.waitForFunction((word) => document.body.innerText.includes(word), word, { polling: 5 })
      waited.push(performance.now() - saved)
    }
    console.log(`${name}: ${Math.round(median(waited))} ms (${Math.round(Math.min(...waited))}-${Math.round(Math.max(...waited))}), debounce included`)
  }
  try {
    await measure('body', (word) => save(file, `${before}\n${word}\n`), address, 'Than')
    await measure('title', (word) => save(file, before.replace(/^(title: "?)/m, `$1${word} `)), address, 'Ten')
    save(file, before)
    const fresh = path.join(path.dirname(file), 'bai-moi-de-do.md')
    await measure('new article, on the front page', (word) => save(fresh, before.replace(/^(title: "?)/m, `$1${word} `).replace(/^date: .*/m, 'date: 2026-11-21T00:00:00+07:00')), '', 'Moi')
  } finally {
    save(file, before)
    await served.end()
    await page.context().browser().close()
  }
}

if (process.argv[1] === new URL(import.meta.url).pathname) await times(process.argv[2], process.argv[3], process.argv[4], Number(process.argv[5] ?? 9))
