// The kinds of pages that a built site has: takes the folder of the site, gives for each kind its pages, largest first.
// A kind is read from the page itself: the class of <body>, for lists that of their stream, for indexes their folder.

import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

// Every kind that the program can make. Whoever adds a kind adds it here, and to the demo a page that has it.
export const KINDS = [
  'home', 'section', 'closed', 'communes', 'place', 'crossing', 'fields', 'tags', 'authors', 'series', 'month', 'declared',
  'index-dia-phuong', 'index-linh-vuc', 'index-tu-khoa', 'index-tac-gia', 'index-loat-bai', 'index-declared', 'archive',
  'news', 'model', 'conference', 'longform', 'video', 'audio', 'document', 'page', 'withdrawn', 'corrections',
  'register', 'record', 'statistics', 'search', 'not_found', 'redirect',
]

export const ARTICLES = ['news', 'model', 'conference', 'longform', 'video', 'audio', 'document', 'page']
const LISTS = ['section', 'communes', 'place', 'crossing', 'fields', 'tags', 'authors', 'series', 'month']
const INDEXES = ['dia-phuong', 'linh-vuc', 'tu-khoa', 'tac-gia', 'loat-bai']

function kindOf(file, text) {
  const body = text.match(/<body(?: class="([^"]*)")?>/)
  if (!body) return `a page without <body>: ${file}`
  if (!body[1]) return text.includes('http-equiv="refresh"') ? 'redirect' : `a page without a kind: ${file}`
  const classes = body[1].split(' ')
  const [kind] = classes
  if (kind === 'article') return classes.find((name) => name.startsWith('is-'))?.slice(3) ?? kind
  if (kind === 'list') {
    if (/(^|\/)trang-\d+\.html$/.test(file)) return 'closed'
    const of = text.match(/<div class="stream of-([^" ]+)/)?.[1]
    return LISTS.includes(of) ? of : 'declared'
  }
  if (kind === 'index') {
    const folder = path.dirname(file)
    return `index-${INDEXES.includes(folder) ? folder : 'declared'}`
  }
  return kind
}

export function pagesByKind(folder) {
  const kinds = new Map()
  const files = readdirSync(folder, { recursive: true }).filter((file) => file.endsWith('.html')).sort()
  for (const file of files) {
    const text = readFileSync(path.join(folder, file), 'utf8')
    const kind = kindOf(file, text)
    const address = file.replace(/(^|\/)index\.html$/, '$1')
    kinds.set(kind, [...(kinds.get(kind) ?? []), { kind, file, address, size: text.length }])
  }
  for (const pages of kinds.values()) pages.sort((one, other) => other.size - one.size || (one.file < other.file ? -1 : 1))
  return kinds
}
