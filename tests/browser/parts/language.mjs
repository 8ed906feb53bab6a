// No English word on a Vietnamese page: every word that the theme says is a Vietnamese syllable, or a word that readers
// know as it is. What writers wrote (texts, titles, names) is not the theme's.

import { readFileSync } from 'node:fs'
import path from 'node:path'
import { REPOSITORY } from '../sites.mjs'
import { each } from '../world.mjs'

// Words that readers know as they are, names of providers and formats, abbreviations.
const KNOWN = /^(rss|video|podcast|emagazine|csv|json|qr|pdf|docx|xlsx|txt|kb|mb|gb|mp3|mp4|email|e-mail|youtube|vimeo|facebook|zalo|atom|online|web|website|internet|camera|excel|km|ubnd|covid|ocop|[bcdđghklmnpqrstvx]+)$/
const ONSET = '(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|b|c|d|đ|g|h|k|l|m|n|p|r|s|t|v|x)?'
const RIME = '(?:uy[êe]n|uy[êe]t|uy[êe]|oai|oay|oeo|uây|uay|uya|uyu|iêu|yêu|ươi|ươu|uôi|uyn|uynh|uych|uyt|' +
  '(?:iê|yê|uô|ươ|oa|oă|oe|uâ|uê|uơ|uy|ie|ye|uo|ia|ua|ưa|[aăâeêioôơuưy])(?:ch|ng|nh|[cmnptiouy])?)'
const SYLLABLE = new RegExp(`^${ONSET}${RIME}$`)

const plain = (word) => word.normalize('NFD').replace(/[\u0300\u0301\u0303\u0309\u0323]/g, '').normalize('NFC').toLowerCase()

export const foreign = (text) => text.replaceAll(/\S+@\S+|https?:\S+|JSON Feed/g, ' ').split(/[^\p{L}\p{M}\p{N}-]+/u)
  .flatMap((word) => (KNOWN.test(plain(word)) ? [] : word.split('-')))
  .filter((word) => /^\p{L}[\p{L}\p{M}]+$/u.test(word) && !KNOWN.test(plain(word)) && !SYLLABLE.test(plain(word)))

// The words on the page that stand neither in a text nor in a link to one, nor are the names of things.
function said() {
  const page = document.body.cloneNode(true)
  const writers = 'picture, .body, h1, .sapo, .card, .headline, .authors, .source, figcaption, .transcript, script, .print-address'
  for (const element of page.querySelectorAll(writers)) element.remove()
  const attributes = [...page.querySelectorAll('*')].flatMap((element) => ['aria-label', 'alt', 'title', 'placeholder'].map((name) => element.getAttribute(name) ?? ''))
  const walker = document.createTreeWalker(page, NodeFilter.SHOW_TEXT)
  const texts = []
  while (walker.nextNode()) texts.push(walker.currentNode.data)
  return [...texts, ...attributes].join(' \n ')
}

export default async function check(world) {
  for (const [word, right] of Object.entries({ Search: false, Share: false, Next: false, Older: false, Home: false, page: false, Trang: true, 'Nghiêng': true, 'khuỷu': true, 'Quyết': true, 'giếng': true })) {
    if ((foreign(word).length === 0) !== right) world.say('language.mjs', `is wrong about ${word}`)
  }
  const strings = readFileSync(path.join(REPOSITORY, 'themes/trang-nhat/i18n/vi.yaml'), 'utf8').split('\n')
  for (const line of strings) {
    const text = line.replace(/^[^:]*:/, '').replaceAll(/\{\w+\}/g, ' ')
    if (!line.startsWith('#') && !line.startsWith('locale:')) for (const word of foreign(text)) world.say('vi.yaml', `${word}, in ${line}`)
  }
  await each(world, { pages: world.pages.filter(({ site }) => site.name === 'demo') }, async (page, target, say) => {
    if (await page.evaluate(() => document.documentElement.lang) !== 'vi') say('the language is not vi')
    for (const word of foreign(await page.evaluate(said))) say(`not Vietnamese: ${word}`)
  })
}
