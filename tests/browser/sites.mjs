// Makes the sites that the browser reads: takes the program and a folder, gives the folders of the built sites.
// One is the demo of this repository; the other is written here and has what strains a layout.

import { spawnSync } from 'node:child_process'
import { copyFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const REPOSITORY = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')
// The present of all tests.
export const NOW = '2026-11-22T07:00:00+07:00'

function build(program, root, out, more) {
  const run = spawnSync(program, ['build', '--root', root, '--out', out, '--now', NOW, '--lang', 'en', ...more], { encoding: 'utf8' })
  if (run.status !== 0) throw new Error(run.error?.message ?? run.stderr)
  return out
}

export const demo = (program, folder, ...more) => build(program, REPOSITORY, path.join(folder, 'demo'), more)

// Of the hostile site the kinds that it strains; the others look as in the demo.
export const STRAINED = ['home', 'section', 'closed', 'communes', 'fields', 'tags', 'index-tu-khoa', 'model', 'conference', 'longform', 'document', 'record', 'register']

const LONGEST = 'Khối Mặt trận Tổ quốc, các đoàn thể chính trị - xã hội và nhân dân ba mươi hai thôn, tổ dân phố vùng ven biển, ' +
  'bãi ngang, biên giới cùng nghiêng mình chuyển những chuyến thuyền nghĩa tình đưa người già, trẻ nhỏ qua đợt lũ lịch sử: ' +
  '“Nhường phòng, nhường chăn, nhường cả bữa cơm nóng cuối cùng”'
const UNBROKEN = 'Nghiêngngảnghiêngngửa'.repeat(9)
const ADDRESS = `https://example.com/${'van-ban-dai-khong-co-cho-ngat'.repeat(8)}?ma=${'0123456789'.repeat(8)}`
const SENTENCE = 'Ngõ nhỏ, phố nhỏ, nhà tôi ở đó; mỗi sáng thứ Bảy bà con ra quét dọn, trồng thêm một khóm hoa. '
const WORDS = 'an toàn giao thông,bình đẳng giới,bảo vệ môi trường,chuyển đổi số,công khai dân chủ,dân số,đường hoa,gia đình văn hóa,' +
  'giảm nghèo bền vững,hiến đất,hòa giải ở cơ sở,khuyến học khuyến tài,làng nghề,nghĩa tình đồng đội,người cao tuổi,phân loại rác,' +
  'phòng chống lụt bão,quỹ vì người nghèo,sản phẩm của làng,thắp sáng đường quê,tiết kiệm,tự quản,vườn mẫu,xóa nhà tạm'

function table(columns, rows) {
  const row = (cell) => `| ${Array.from({ length: columns }, (_, at) => cell(at)).join(' | ')} |\n`
  return row((at) => `Chỉ tiêu số ${at + 1}`) + row(() => '---:') +
    Array.from({ length: rows }, (_, line) => row((at) => (at ? `${(line + 1) * (at + 7)}.${at}00` : `Thôn ${line + 1}`))).join('')
}

const article = (front, body) => `---\n${front}\n---\n\n${body}\n`

// The demo as a site that search engines may list.
export function published(program, folder, ...more) {
  const root = path.join(folder, 'published-source')
  cpSync(path.join(REPOSITORY, 'content'), path.join(root, 'content'), { recursive: true })
  writeFileSync(path.join(root, 'site.yaml'), readFileSync(path.join(REPOSITORY, 'site.yaml'), 'utf8').replace(/^demo: .*$/m, ''))
  return build(program, root, path.join(folder, 'published'), more)
}

// Long titles, words without end, wide tables, many chips, no pictures, sections and lists without anything in them.
export function hostile(program, folder, ...more) {
  const root = path.join(folder, 'hostile-source')
  const put = (file, text) => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true })
    writeFileSync(path.join(root, file), text)
  }
  put('site.yaml', `title: Trang tin của khối dân vận ${'các xã, phường, '.repeat(3)}và các đoàn thể\ndescription: ${SENTENCE}\n` +
    'base_url: https://example.vn/\ntaxonomies: [{key: đối tượng, label: Đối tượng, folder: doi-tuong, closed: không}]\n')
  const sections = { 'mo-hinh': 'model', 'hoi-nghi': 'conference', 'tin-tuc': 'news', 'chuyen-sau': 'longform', 'van-ban': 'document' }
  for (const [name, kind] of Object.entries(sections)) put(`content/${name}/_index.md`, article(`title: Chuyên mục ${name}\nkind: ${kind}`, ''))
  put('content/muc-trong/_index.md', article('title: Chuyên mục chưa có bài nào\nkind: news', ''))
  mkdirSync(path.join(root, 'content'), { recursive: true })
  for (const list of ['communes.yaml', 'fields.yaml']) copyFileSync(path.join(REPOSITORY, 'content', list), path.join(root, 'content', list))
  put('content/models.yaml', `- {name: "${LONGEST.slice(0, 190)}", unit: ${UNBROKEN}, commune: Cẩm Duệ, field: Kinh tế, registered: [2025]}\n`)
  const chips = `địa phương: [Cẩm Duệ, Cẩm Bình, Thành Sen, Thiên Cầm, Cẩm Hưng, Cẩm Lạc, Cẩm Trung, Yên Hòa, Lộc Hà, Hồng Lộc]\n` +
    `lĩnh vực: [Kinh tế, Nông thôn mới, Môi trường, Chuyển đổi số]\ntừ khóa: [${WORDS}, ${UNBROKEN}]\nđối tượng: [nông dân, phụ nữ, thanh niên]`
  const facts = `title: ${LONGEST}\nsapo: ${SENTENCE.repeat(6)}\ntác giả: [${Array.from({ length: 9 }, (_, at) => `Cộng tác viên ${at + 1}`).join(', ')}]\n${chips}`
  const body = `${UNBROKEN} ${ADDRESS} [${UNBROKEN}](${ADDRESS})\n\n## ${LONGEST}\n\n${table(12, 6)}\n> ${UNBROKEN}\n> — ${UNBROKEN}\n\n` +
    `\`${UNBROKEN}\`\n\n\`\`\`\n${UNBROKEN}\n\`\`\`\n\n\`\`\`figures\n${LONGEST}: 123.456.789.012 triệu đồng\n\`\`\`\n\n${SENTENCE.repeat(12)}`
  put('content/mo-hinh/2026/dai-nhat.md', article(`${facts}\nngày: 20/11/2026`, body))
  put('content/chuyen-sau/2026/dai-nhat.md', article(`${facts}\nngày: 20/11/2026`, body))
  put('content/van-ban/2026/dai-nhat.md', article(`${facts}\nngày: 20/11/2026\nvăn bản: {số: ${UNBROKEN}, cơ quan ban hành: ${LONGEST}}`, body))
  put('content/hoi-nghi/2026/dai-nhat.md', article(`${facts}\nngày: 20/11/2026\nhội nghị:\n  địa điểm: ${UNBROKEN}\n  đơn vị tổ chức: ${LONGEST}\n` +
    `  nhiệm vụ:\n    - ${LONGEST}\n    - ${UNBROKEN}\n  số liệu:\n    - {chỉ tiêu: ${UNBROKEN}, giá trị: 123456789012, đơn vị: hộ}`, body))
  for (let day = 0; day < 64; day++) {
    const date = new Date(Date.UTC(2026, 7, 1 + day)).toISOString().slice(0, 10)
    put(`content/tin-tuc/2026/tin-${day}.md`, article(`title: ${day % 7 ? `Tin số ${day}` : LONGEST}\nngày: ${date}\nsapo: ${SENTENCE}\nđịa phương: Cẩm Duệ\nlĩnh vực: Kinh tế`, SENTENCE))
  }
  return build(program, root, path.join(folder, 'hostile'), more)
}
