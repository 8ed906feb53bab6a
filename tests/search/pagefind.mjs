// Pagefind over the same articles: takes a built site, the addresses of its articles and a folder of its own; gives a
// function from a query to the addresses that Pagefind's own browser module finds for it, best first.
//
// It indexes the story of each page (headline, sapo, body, captions, facts, names of places and fields), not the menus, the
// buttons and the related articles. All else is as Pagefind comes.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

export async function pagefind(site, addresses, folder) {
  const { createIndex, close } = await import('pagefind')
  const { index } = await createIndex({ rootSelector: 'article.story', excludeSelectors: ['.tools', '.text-size'], forceLanguage: 'vi' })
  for (const address of addresses) {
    const { errors } = await index.addHTMLFile({ url: address, content: readFileSync(path.join(site, address), 'utf8') })
    if (errors.length > 0) throw new Error(`${address}: ${errors.join(', ')}`)
  }
  mkdirSync(folder, { recursive: true })
  await index.writeFiles({ outputPath: folder })
  await close()

  // Its module is made for a browser: here it reads its files from the disk.
  writeFileSync(path.join(folder, 'package.json'), '{"type": "module"}')
  globalThis.fetch = async (url) => new Response(readFileSync(fileURLToPath(String(url).replace(/\?.*$/, ''))))
  const base = `${pathToFileURL(folder).href}/`
  const module = await import(`${base}pagefind.js`)
  await module.options({ basePath: base, baseUrl: '/' })
  await module.init('vi')
  return async (query) => {
    const { results } = await module.search(query)
    const found = await Promise.all(results.slice(0, 10).map((result) => result.data()))
    return found.map(({ url }) => url)
  }
}
