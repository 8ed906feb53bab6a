// The reader's script has the rules of fold.json, and reads what the index writes: node fold.mjs; what is wrong goes to
// stderr, with the exit code 1.

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { canon, excerpt, fold, hash, highlights, numbers, open, syllables } from '../../themes/trang-nhat/assets/search.js'

for (const row of JSON.parse(readFileSync(new URL('fold.json', import.meta.url), 'utf8'))) {
  assert.deepEqual({ text: row.text, fold: fold(row.text), canon: canon(row.text) }, row)
  assert.equal(fold(row.text.normalize('NFD')), row.fold)
  assert.equal(canon(row.text.normalize('NFC')), row.canon)
}

assert.deepEqual(syllables('“Dân-vận khéo”, 1.500 hộ (NTM); da\u0302\u0323n'), ['dân', 'vận', 'khéo', '1', '500', 'hộ', 'ntm', 'dận'])
assert.deepEqual(syllables('yêu ❤\ufe0f quê'), ['yêu', 'quê'])
assert.equal(hash(''), 0x811c9dc5)
assert.equal(hash('a'), 0xe40c292c)
assert.equal(hash('đ'), hash('\u0111'))

// 0, 45, 46, 46 · 46: the first and the last digit that end a number, and those that do not.
assert.deepEqual(numbers('!OP#PP#'), [0, 45, 46, 46 * 46])
assert.deepEqual(numbers(''), [])
const digits = Array.from({ length: 94 }, (_, at) => String.fromCharCode(33 + at)).filter((digit) => digit !== '"' && digit !== '\\')
assert.deepEqual(digits.map((digit, at) => numbers(at < 46 ? digit : `${digit}!`)[0]), digits.map((_, at) => at % 46))

const marked = (text, ...more) => highlights(text, ...more).map(([from, to]) => text.slice(from, to))
const words = [['doan', 'ket']]
assert.deepEqual(marked('Đoạn đường đại đoàn kết, kết quả', words), ['đoàn kết'])
assert.deepEqual(marked('Đoạn đường có kết quả', words), ['Đoạn', 'kết'])
assert.deepEqual(marked('Đoạn đường có kết quả', words, true), [])
assert.deepEqual(marked('Ðoa\u0300n, “kết”', words, true), ['Ðoa\u0300n, “kết'])
const long = `${'một hai ba bốn năm sáu '.repeat(20)}đoàn kết ${'bảy tám chín mười '.repeat(20)}`
assert.match(excerpt(long, words, true), /^… [^ ].* đoàn kết bảy .*[^ ] …$/)
assert.ok(excerpt(long, words, true).length < 190)
assert.equal(excerpt('Không có gì', words), '')
// Where there are no spaces, what was found is still shown.
assert.match(excerpt(`${'x'.repeat(90)} ${'y'.repeat(90)}/đoàn-kết/${'z'.repeat(200)}`, words, true), /đoàn-kết/)

// An abbreviation that stands for nothing is none; what nobody could type is not tried.
const empty = { 'index.json': { articles: 0, group: 8, blocks: [], years: [] }, 'names.json': { names: [], abbreviations: { CL: '…', NTM: 'nông thôn mới' }, kinds: { P: 'phường' }, filters: {} } }
const { find } = open(async (name) => empty[name])
assert.deepEqual((await find('cl')).words, [['cl']])
assert.deepEqual((await find('ntm')).words, [['ntm'], ['nong', 'thon', 'moi']])
assert.equal((await find('ab'.repeat(40_000))).said, false)
