// Asks Lighthouse (its mobile preset) about four pages of the demo, served as a site for search engines: takes the program
// and the categories, gives for each page its scores and what lowered them. node lighthouse.mjs PROGRAM prints them all.

import { launch } from 'chrome-launcher'
import lighthouse from 'lighthouse'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { FLAGS, PROGRAM } from './chromium.mjs'
import { pagesByKind } from './kinds.mjs'
import { serve } from './server.mjs'
import { published } from './sites.mjs'

// Those that are there yet.
const KINDS = ['home', 'model', 'communes', 'statistics']
export const HELD = ['accessibility', 'best-practices', 'seo']

export async function scores(program, categories) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'lantoa-lighthouse-'))
  const built = published(program, folder)
  const site = await serve(built)
  const chrome = await launch({ chromePath: PROGRAM, chromeFlags: FLAGS, logLevel: 'silent' })
  const results = []
  try {
    const kinds = pagesByKind(built)
    for (const kind of KINDS.filter((one) => kinds.has(one))) {
      const [{ address }] = kinds.get(kind)
      const { lhr } = await lighthouse(site.url(address), { port: chrome.port, onlyCategories: categories, logLevel: 'silent' })
      if (lhr.runtimeError) throw new Error(lhr.runtimeError.message)
      const of = Object.values(lhr.categories)
      const lowered = of.flatMap(({ auditRefs }) => auditRefs.filter(({ id, weight }) => weight > 0 && lhr.audits[id].score !== null && lhr.audits[id].score < 1).map(({ id }) => id))
      results.push({ kind, address, scores: Object.fromEntries(of.map(({ id, score }) => [id, Math.round(score * 100)])), lowered })
    }
  } finally {
    await chrome.kill()
    await site.close()
    rmSync(folder, { recursive: true })
  }
  return results
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  for (const { kind, address, scores: all, lowered } of await scores(process.argv[2], ['performance', ...HELD])) {
    console.log(`${kind} /${address}: ${Object.entries(all).map(([name, score]) => `${name} ${score}`).join(', ')}${lowered.length ? ` (${lowered.join(', ')})` : ''}`)
  }
}
