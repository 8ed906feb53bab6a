// The quality of search: takes the program, gives for each class of queries.yaml the mean reciprocal rank of the first right
// answer and how often one is among the first ten, ours beside Pagefind's, in the demo alone and in the demo with 2,000 more
// articles; and lists what was not found first. node quality.mjs PROGRAM [--check]
//
// --check asks the demo alone, without Pagefind, and fails when a mean is below what is held.
//
// Names stand above the articles on the page: a query for an article is ranked among articles, one for a name among names.
// What is not among the first ten counts nothing, in both means. Pagefind knows pages alone: it is not asked for names.

import { execFileSync } from 'node:child_process'
import { copyFileSync, cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { add } from './corpus.mjs'

const HERE = path.dirname(fileURLToPath(import.meta.url))
const ROOT = path.join(HERE, '../..')
const ADDED = 2000
const HELD = { rank: 0.98, found: 0.995 }

export function queries(file) {
  let of
  return readFileSync(path.join(HERE, file), 'utf8').split('\n').flatMap((line) => {
    of = /^(\w.*):$/.exec(line)?.[1] ?? of
    if (!line.startsWith('  - ')) return []
    const [text, ...answers] = JSON.parse(line.slice(4))
    return [{ of, text, answers, name: answers[0].startsWith('/') }]
  })
}

// content/a/b/index.md and content/a/b.md are both published at /a/b.html.
const address = (article) => `/${article.replace(/(\/index)?\.md$/, '.html')}`

function build(program, folder, name, more = 0) {
  const site = path.join(folder, name)
  for (const part of ['content', 'themes', 'site.yaml']) cpSync(path.join(ROOT, part), path.join(site, part), { recursive: true })
  if (more > 0) add(site, more)
  // A fixed day: what is scheduled or expires is the same at every run.
  execFileSync(program, ['build', '--root', site, '--out', path.join(site, 'public'), '--now', '2026-11-24T12:00'], { stdio: ['ignore', 'ignore', 'pipe'] })
  return path.join(site, 'public')
}

// The reader's module over the files of a built site.
async function ours(folder, site) {
  const module = path.join(folder, 'search.mjs')
  copyFileSync(path.join(ROOT, 'themes/trang-nhat/assets/search.js'), module)
  const { open } = await import(pathToFileURL(module).href)
  const search = await open(async (file) => JSON.parse(readFileSync(path.join(site, 'tim-kiem', file), 'utf8')))
  return async (query) => {
    const { articles, names } = await search.find(query.text, {})
    if (query.name) return names.map(([, , href]) => href)
    const cards = await search.cards(articles.slice(0, 10).map(({ number }) => number))
    return cards.map(([, href]) => href)
  }
}

async function ask(engine, list) {
  const answers = []
  for (const query of list) {
    const right = query.name ? query.answers : query.answers.map(address)
    const found = await engine(query)
    const at = found.slice(0, 10).findIndex((one) => right.includes(one))
    answers.push({ query, found, rank: at < 0 ? 0 : 1 / (at + 1), place: at + 1 })
  }
  return answers
}

const mean = (list, of) => list.reduce((sum, one) => sum + of(one), 0) / list.length
const figures = (answers) => ({ rank: mean(answers, ({ rank }) => rank), found: mean(answers, ({ place }) => (place > 0 ? 1 : 0)) })

function table(title, rows) {
  console.log(`\n${title}\n`)
  console.log('| queries | number | MRR | in the first ten | Pagefind: MRR | in the first ten |')
  console.log('|---|---:|---:|---:|---:|---:|')
  for (const [name, mine, theirs] of rows) {
    const both = [mine, theirs].flatMap((answers) => {
      if (!answers?.length) return ['–', '–']
      const { rank, found } = figures(answers)
      return [rank.toFixed(3), found.toFixed(3)]
    })
    console.log(`| ${name} | ${mine.length} | ${both.join(' | ')} |`)
  }
}

function misses(who, answers) {
  console.log(`\nNot first with ${who}:`)
  for (const { query, found, place } of answers.filter((one) => one.rank < 1)) {
    console.log(`  ${place || '–'}  ${query.text}  [${query.of}]  wanted ${query.answers.join(', ')}; first: ${found[0] ?? 'nothing'}`)
  }
}

// The pages of articles: what stands in a section, is published, and was not withdrawn.
function articlesOf(site) {
  const content = path.join(site, '../content')
  return readdirSync(content, { recursive: true }).filter((file) => /\/.*\.md$/.test(file) && !file.endsWith('_index.md')).map(address)
    .filter((one) => existsSync(path.join(site, one)) && readFileSync(path.join(site, one), 'utf8').includes('<article class="story'))
}

async function measure({ title, site, list, folder, other }) {
  const mine = await ask(await ours(folder, site), list)
  let theirs = []
  if (other) {
    const { pagefind } = await import('./pagefind.mjs')
    const find = await pagefind(site, articlesOf(site), path.join(site, '../pagefind'))
    theirs = await ask(({ text }) => find(text), list.filter(({ name }) => !name))
  }
  const row = (name, test) => [name, mine.filter(({ query }) => test(query)), theirs.filter(({ query }) => test(query))]
  table(title, [
    ...[...new Set(list.map((query) => query.of))].map((name) => row(name, (query) => query.of === name)),
    row('**typed without marks**', ({ text }) => /^[ -~]+$/.test(text)),
    row('**articles**', ({ name }) => !name),
    row('**names**', ({ name }) => name),
    ['**all**', mine, []],
  ])
  misses('ours', mine)
  if (other) misses('Pagefind', theirs)
  return figures(mine)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [program, ...flags] = process.argv.slice(2)
  const check = flags.includes('--check')
  const folder = mkdtempSync(path.join(os.tmpdir(), 'lantoa-search-'))
  try {
    const list = queries('queries.yaml')
    const { rank, found } = await measure({ title: 'The demo', site: build(program, folder, 'demo'), list, folder, other: !check })
    if (!check) {
      const site = build(program, folder, 'larger', ADDED)
      await measure({ title: `The demo and ${ADDED} more articles`, site, list: [...list, ...queries('queries-added.yaml')], folder, other: true })
    } else if (rank < HELD.rank || found < HELD.found) {
      console.log(`\nbelow what is held: MRR ${HELD.rank}, in the first ten ${HELD.found}`)
      process.exitCode = 1
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}
