// A plain file server for a built site: takes the folder, the base path and the encodings it has, gives its origin on the
// loopback interface. It does what the generated `_headers` and `_redirects` say, sends 404.html for what is not there, and compresses.

import { existsSync, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import path from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const TYPES = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8', '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json', '.csv': 'text/csv; charset=utf-8', '.txt': 'text/plain; charset=utf-8', '.svg': 'image/svg+xml',
  '.xml': 'application/xml', '.webmanifest': 'application/manifest+json', '.vtt': 'text/vtt; charset=utf-8', '.png': 'image/png',
  '.jpg': 'image/jpeg', '.jpeg': 'image/jpeg', '.webp': 'image/webp', '.avif': 'image/avif', '.gif': 'image/gif',
  '.mp3': 'audio/mpeg', '.m4a': 'audio/mp4', '.mp4': 'video/mp4', '.webm': 'video/webm', '.pdf': 'application/pdf',
}
const COMPRESSED = /^(text\/|application\/(json|xml|[a-z]+\+(xml|json))|image\/svg)/

function lines(folder, name) {
  const file = path.join(folder, name)
  if (!existsSync(file)) return []
  return readFileSync(file, 'utf8').split('\n').filter((line) => line.trim() && !line.startsWith('#'))
}

// `/tin/*` and lines of headers below it; all rules that fit apply, later ones above earlier ones.
export function headerRules(folder) {
  const rules = []
  for (const line of lines(folder, '_headers')) {
    if (/^\s/.test(line)) {
      const at = line.indexOf(':')
      rules.at(-1).headers[line.slice(0, at).trim().toLowerCase()] = line.slice(at + 1).trim()
    } else {
      const pattern = line.trim().split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')).join('.*')
      rules.push({ pattern: new RegExp(`^${pattern}$`), headers: {} })
    }
  }
  return rules
}

export function redirectRules(folder) {
  return lines(folder, '_redirects').map((line) => {
    const [from, to, status] = line.trim().split(/\s+/)
    return { from, to, status: Number.parseInt(status, 10) }
  })
}

export async function serve(folder, base = '/', encodings = ['br', 'gzip']) {
  const rules = headerRules(folder)
  const redirects = new Map(redirectRules(folder).map((rule) => [rule.from, rule]))
  const packed = new Map()

  function pack(file, encoding) {
    const key = `${encoding} ${file}`
    if (!packed.has(key)) {
      const bytes = readFileSync(file)
      const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }
      packed.set(key, encoding === 'br' ? brotliCompressSync(bytes, quality) : encoding === 'gzip' ? gzipSync(bytes) : bytes)
    }
    return packed.get(key)
  }

  function answer(request) {
    const address = decodeURIComponent(new URL(request.url, 'http://site').pathname)
    const redirect = redirects.get(address)
    if (redirect) return { status: redirect.status, headers: { location: encodeURI(redirect.to) } }
    let file = address.startsWith(base) ? path.join(folder, address.slice(base.length)) : null
    if (file?.startsWith(folder) && existsSync(file) && statSync(file).isDirectory()) {
      if (!address.endsWith('/')) return { status: 301, headers: { location: encodeURI(`${address}/`) } }
      file = path.join(file, 'index.html')
    }
    const found = file?.startsWith(folder) && existsSync(file) && !/^_(headers|redirects)$/.test(path.basename(file))
    if (!found) file = path.join(folder, '404.html')
    const headers = { 'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream', 'cache-control': 'no-cache' }
    for (const rule of rules) if (rule.pattern.test(address)) Object.assign(headers, rule.headers)
    return { status: found ? 200 : 404, headers, file }
  }

  const server = createServer((request, response) => {
    const { status, headers, file } = answer(request)
    let bytes = Buffer.alloc(0)
    if (file) {
      const accepted = request.headers['accept-encoding'] ?? ''
      const encoding = COMPRESSED.test(headers['content-type']) ? encodings.find((one) => accepted.split(/[,;\s]+/).includes(one)) : null
      if (encoding) headers['content-encoding'] = encoding
      headers.vary = 'Accept-Encoding'
      bytes = pack(file, encoding)
    }
    response.writeHead(status, { ...headers, 'content-length': bytes.length }).end(request.method === 'HEAD' ? undefined : bytes)
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${server.address().port}`
  return {
    origin,
    url: (address) => origin + base + encodeURI(address),
    close: () => new Promise((resolve) => { server.close(resolve); server.closeAllConnections() }),
  }
}
