// The larger corpus of the quality of search: takes a copy of the demo site and a number, adds that many articles to its
// content, always the same ones. node corpus.mjs SITE NUMBER
//
// Each is about another pair of a topic and a commune, so that “nuoi ong ky thuong” has one right answer, and a hundred
// others that hold two or three of its four syllables. The topics are those that the demo does not write about: what is
// added is no fair answer to a query about the demo, however many of its words it holds.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

// Topic, field, and what is told of it in the body only.
const TOPICS = [
  ['nuôi ong lấy mật', 'Kinh tế', 'đàn ong', 'thùng ong', 'mùa hoa keo'],
  ['nuôi hươu lấy nhung', 'Kinh tế', 'lộc nhung', 'chuồng hươu', 'cỏ voi'],
  ['trồng cam chanh', 'Kinh tế', 'gốc cam', 'bệnh vàng lá', 'tem truy xuất'],
  ['chè búp công nghiệp', 'Kinh tế', 'đồi chè', 'xưởng sao chè', 'lứa hái'],
  ['nấm rơm trong nhà lạnh', 'Kinh tế', 'bịch phôi', 'giàn nấm', 'độ ẩm'],
  ['cá lồng trên sông', 'Kinh tế', 'lồng cá', 'cá leo', 'con nước lớn'],
  ['lợn thả vườn đồi', 'Kinh tế', 'lợn cỏ', 'đệm sinh học', 'rau chuối'],
  ['trồng sen trên ruộng trũng', 'Kinh tế', 'ngó sen', 'hạt sen sấy', 'ao sen'],
  ['lạc đen trên đất màu', 'Kinh tế', 'củ lạc', 'màng phủ nông nghiệp', 'máy tuốt'],
  ['nước mắm hạ thổ', 'Kinh tế', 'chum sành', 'cá cơm', 'nắng phơi'],
  ['bánh đa vừng', 'Kinh tế', 'lò tráng', 'phên phơi', 'vừng đen'],
  ['kẹo cu đơ', 'Kinh tế', 'mật mía', 'bánh tráng', 'hộp giấy'],
  ['chằm nón lá', 'Kinh tế', 'lá cọ', 'vành nón', 'khuôn chằm'],
  ['đan lát mây tre', 'Kinh tế', 'sợi mây', 'rổ rá', 'đơn hàng xuất khẩu'],
  ['trồng keo gỗ lớn', 'Kinh tế', 'rừng keo', 'chứng chỉ rừng', 'chu kỳ mười năm'],
  ['gà đồi thả vườn', 'Kinh tế', 'lứa gà', 'vắc xin', 'máng ăn'],
  ['vay vốn không lãi', 'Kinh tế', 'quỹ vòng', 'sổ tiết kiệm', 'kỳ trả'],
  ['ngân hàng bò', 'Kinh tế', 'bò giống', 'con bê đầu', 'cỏ ủ chua'],
  ['khám bệnh lưu động', 'Văn hóa - xã hội', 'huyết áp', 'bác sĩ', 'tủ thuốc'],
  ['hiến máu tình nguyện', 'Văn hóa - xã hội', 'đơn vị máu', 'nhóm máu hiếm', 'ngân hàng máu sống'],
  ['mái ấm cho hộ nghèo', 'Văn hóa - xã hội', 'nhà cấp bốn', 'tấm lợp', 'lễ bàn giao'],
  ['đỡ đầu trẻ mồ côi', 'Văn hóa - xã hội', 'sổ học bạ', 'góc học tập', 'mẹ đỡ đầu'],
  ['học bổng dòng họ', 'Văn hóa - xã hội', 'nhà thờ họ', 'bảng vàng', 'thủ khoa'],
  ['bữa sáng bán trú', 'Văn hóa - xã hội', 'suất cháo', 'trường mầm non', 'thực đơn tuần'],
  ['câu lạc bộ dưỡng sinh', 'Văn hóa - xã hội', 'bài tập thở', 'sân thể thao', 'gậy trúc'],
  ['giải bóng đá thiếu niên', 'Văn hóa - xã hội', 'khung thành', 'trọng tài', 'cúp lưu niệm'],
  ['đám cưới tiệc trà', 'Văn hóa - xã hội', 'bánh kẹo', 'sính lễ', 'thiệp mời'],
  ['tang lễ không vòng hoa', 'Văn hóa - xã hội', 'phúng viếng', 'bức trướng', 'hỏa táng'],
  ['lớp xóa mù tin học cho phụ nữ đơn thân', 'Văn hóa - xã hội', 'bàn phím', 'giáo viên tình nguyện', 'chứng nhận'],
  ['phòng đuối nước cho học sinh', 'Văn hóa - xã hội', 'bể bơi di động', 'phao cứu sinh', 'huấn luyện viên'],
  ['trồng cây nhớ nguồn', 'Môi trường', 'cây bàng vuông', 'nghĩa trang liệt sĩ', 'hố trồng'],
  ['thu gom vỏ thuốc bảo vệ thực vật', 'Môi trường', 'bể chứa', 'vỏ chai', 'đầu bờ'],
  ['điện mặt trời mái trường', 'Môi trường', 'tấm pin', 'hóa đơn điện', 'bộ hòa lưới'],
  ['bếp đun ít khói', 'Môi trường', 'trấu ép', 'ống khói', 'bồ hóng'],
  ['rừng ngập mặn', 'Môi trường', 'cây đước', 'bãi bồi', 'triều cường'],
  ['thả cá phóng sinh đúng loài', 'Môi trường', 'cá chép', 'bến sông', 'loài xâm hại'],
  ['chuồng trại xa khu ở', 'Môi trường', 'hầm khí sinh học', 'mùi hôi', 'quy hoạch'],
  ['vệ sinh kênh tiêu úng', 'Môi trường', 'bèo tây', 'trạm bơm', 'máy vớt'],
  ['sáp nhập thôn êm thuận', 'Nông thôn mới', 'con dấu', 'tên thôn mới', 'phiếu cử tri'],
  ['bê tông hóa giao thông nội đồng', 'Nông thôn mới', 'đá dăm', 'xi măng', 'mặt cắt'],
  ['nhà vệ sinh đạt chuẩn', 'Nông thôn mới', 'bể tự hoại', 'thợ hồ', 'gạch men'],
  ['cột cờ trước ngõ', 'Nông thôn mới', 'ống thép', 'lá cờ', 'ngày lễ'],
  ['điện chiếu sáng bằng tiền con em xa quê', 'Nông thôn mới', 'bóng led', 'công tơ', 'đồng hương'],
  ['sân chơi từ lốp xe cũ', 'Nông thôn mới', 'xích đu', 'sơn màu', 'lốp xe'],
  ['khu dân cư thông minh', 'Nông thôn mới', 'loa thông minh', 'bảng điện tử', 'mạng không dây'],
  ['tháo dỡ mái che lấn đường', 'Nông thôn mới', 'mái tôn', 'lòng lề', 'cam kết'],
  ['xứ đạo bình yên', 'Tôn giáo', 'linh mục', 'giáo lý', 'ca đoàn'],
  ['phật tử nấu cháo bệnh viện', 'Tôn giáo', 'nồi cháo', 'bệnh nhân', 'sư trụ trì'],
  ['hòm công đức minh bạch', 'Tôn giáo', 'sổ công đức', 'tiền giọt dầu', 'ban quản lý di tích'],
  ['cồng chiêng người Chứt', 'Tôn giáo', 'bản Rào Tre', 'già làng', 'lễ lấp lỗ'],
  ['thu hồi vũ khí tự chế', 'Quốc phòng - an ninh', 'súng săn', 'pháo nổ', 'biên bản giao nộp'],
  ['cổng trường an toàn giao thông', 'Quốc phòng - an ninh', 'mũ bảo hiểm', 'giờ tan học', 'vạch sang đường'],
  ['điểm chữa cháy công cộng', 'Quốc phòng - an ninh', 'bình bột', 'vòi rồng', 'xà beng'],
  ['tiễn thanh niên nhập ngũ', 'Quốc phòng - an ninh', 'hội trại tòng quân', 'ba lô', 'gia đình tân binh'],
  ['cảm hóa người lầm lỗi', 'Quốc phòng - an ninh', 'tái hòa nhập', 'học nghề mộc', 'bản kiểm điểm'],
  ['phòng chống tín dụng đen', 'Quốc phòng - an ninh', 'tờ rơi cho vay', 'lãi ngày', 'đường dây nóng'],
  ['cột mốc nghĩa tình', 'Quốc phòng - an ninh', 'đường biên', 'bộ đội', 'bản kết nghĩa'],
  ['dân quân biển', 'Quốc phòng - an ninh', 'ống nhòm', 'hải đồ', 'bờ kè'],
  ['chi bộ sinh hoạt chuyên đề', 'Xây dựng hệ thống chính trị', 'nghị quyết', 'đảng viên trẻ', 'phê bình'],
  ['cán bộ xuống thôn ngày thứ Sáu', 'Xây dựng hệ thống chính trị', 'lịch trực', 'sổ tay', 'xe máy'],
  ['kết nạp đảng viên là giáo viên', 'Xây dựng hệ thống chính trị', 'lời thề', 'lớp cảm tình', 'hồ sơ lý lịch'],
  ['giám sát bữa ăn học đường', 'Xây dựng hệ thống chính trị', 'mẫu lưu', 'phụ huynh', 'nhà cung cấp'],
  ['bầu trưởng thôn', 'Xây dựng hệ thống chính trị', 'thùng phiếu', 'ứng cử', 'tỷ lệ cử tri'],
  ['tiếp xúc cử tri theo nhóm nghề', 'Xây dựng hệ thống chính trị', 'đại biểu', 'kiến nghị', 'văn bản trả lời'],
  ['trả giấy tờ qua bưu điện', 'Cải cách hành chính', 'bưu tá', 'phong bì', 'phí chuyển phát'],
  ['chứng thực tại nhà cho người khuyết tật', 'Cải cách hành chính', 'dấu giáp lai', 'xe lăn', 'bản sao'],
  ['ngày không giấy hẹn', 'Cải cách hành chính', 'tra cứu', 'phần mềm', 'quầy số'],
  ['lời xin lỗi khi trễ hẹn', 'Cải cách hành chính', 'thư xin lỗi', 'hồ sơ chậm', 'đánh giá hài lòng'],
  ['chợ không dùng tiền mặt', 'Chuyển đổi số', 'mã thanh toán', 'ví điện tử', 'tiểu thương'],
  ['livestream bán hàng quê', 'Chuyển đổi số', 'giá đỡ', 'phiên phát', 'đơn chốt'],
  ['sổ sức khỏe điện tử', 'Chuyển đổi số', 'căn cước', 'bảo hiểm', 'tiền sử bệnh'],
  ['bản đồ số di tích', 'Chuyển đổi số', 'tọa độ', 'ảnh toàn cảnh', 'thuyết minh'],
]
const TITLES = [
  (t, p) => `${p}: ${t}`, (t, p) => `${p} nhân rộng mô hình ${t}`, (t, p) => `${capital(t)} ở ${p}`,
  (t, p) => `Chuyện ${t} ở ${p}`, (t, p) => `Cách làm ${t} của người dân ${p}`, (t, p) => `${p} sơ kết một năm ${t}`,
  (t, p) => `Hội nghị bàn việc ${t} tại ${p}`, (t, p) => `Một mùa ${t} ở ${p}`,
]
const SUMMARIES = [
  (v) => `Từ ${v.n} hộ ban đầu, việc ${v.t} ở ${v.p} nay đã có ${v.m} hộ cùng làm, nhờ mỗi người một lời, mỗi nhà một việc.`,
  (v) => `Ban công tác mặt trận các thôn của ${v.p} kể lại cách vận động bà con ${v.t}, cả chỗ được lẫn chỗ chưa được.`,
  (v) => `Không phát động rầm rộ, ${v.unit} ở ${v.p} bắt đầu ${v.t} bằng ${v.a} và một cuốn sổ.`,
  (v) => `Sau ${v.n} tháng, ${v.p} nhìn lại việc ${v.t}: điều gì làm được, điều gì còn phải học nơi khác.`,
]
const SENTENCES = [
  (v) => `${capital(v.unit)} họp với bà con ${v.n} buổi trước khi bắt tay vào việc.`,
  (v) => `Buổi đầu chỉ có ${v.n} người đến, phần đông là người cao tuổi.`,
  (v) => `Câu hỏi khó nhất không phải là tiền, mà là ai làm trước.`,
  (v) => `Cán bộ thôn nhận phần việc nặng, rồi mới đến từng nhà nói chuyện ${v.a}.`,
  (v) => `Đến nay ${v.m} hộ đã tham gia, thu nhập bình quân tăng thêm ${v.n} triệu đồng mỗi năm.`,
  (v) => `Chuyện ${v.b} được bàn kỹ ở nhà văn hóa, ai cũng được nói.`,
  (v) => `Có nhà ngại ${v.c}, tổ không ép, chỉ mời đến xem.`,
  (v) => `Ủy ban MTTQ ghi nhận cách làm này trong phong trào “Dân vận khéo”.`,
  (v) => `Hội phụ nữ lo ${v.a}, đoàn thanh niên lo ${v.b}, hội nông dân đứng ra ghi sổ.`,
  (v) => `Tiền góp được ${v.m} triệu đồng, thu chi dán ở bảng tin của thôn.`,
  (v) => `Mỗi tuần một lần, các nhóm gặp nhau để xem ${v.c} đến đâu.`,
  (v) => `Kinh nghiệm được học từ ${v.p2}, nơi đã làm ${v.t2} mấy năm trước.`,
  (v) => `Khi ${v.b} gặp trục trặc, mọi người cùng ngồi lại chứ không đổ lỗi.`,
  (v) => `Chính quyền xã hỗ trợ một phần, phần còn lại do người dân tự lo.`,
  (v) => `Ai không có ngày công thì góp vật liệu, ai không có vật liệu thì góp lời động viên.`,
  (v) => `Trong ${v.n} hộ khó khăn, nay chỉ còn vài hộ cần giúp thêm.`,
  (v) => `Ngày ra quân, cả xóm có mặt từ sáng sớm.`,
  (v) => `Một cụ ông nói vui rằng ${v.a} bây giờ là chuyện của cả làng.`,
  (v) => `Đảng ủy xã giao cho các chi bộ theo dõi, cuối năm bình xét tập thể tiêu biểu.`,
  (v) => `Việc chưa xong là ${v.c}, thôn hẹn đến hết quý sau.`,
  (v) => `Nhờ đó, tình làng nghĩa xóm gắn bó, an ninh trật tự được giữ vững.`,
  (v) => `Hội cựu chiến binh nhận hướng dẫn ${v.n} gia đình ở cuối thôn.`,
  (v) => `Sau trận mưa lớn, ${v.b} hư hỏng một phần nhưng được sửa ngay trong tuần.`,
  (v) => `Các đoàn tham quan ở ${v.p2} đã về đây hỏi cách làm.`,
  (v) => `Không có khẩu hiệu nào được treo, chỉ có bảng ghi ngày và tên việc.`,
  (v) => `Người dân chấm điểm từng phần việc, chỗ nào chưa tốt thì nói thẳng.`,
  (v) => `Năm nay chỉ tiêu là ${v.m}, đến giữa năm đã được quá nửa.`,
  (v) => `Trẻ em trong xóm cũng góp sức bằng những việc vừa tay.`,
  (v) => `Đường vào khu sản xuất được mở rộng, xe tải nhỏ đến tận nơi.`,
  (v) => `Điều rút ra là làm từ việc nhỏ, giữ lời hứa, công khai mọi khoản.`,
]
const UNITS = ['chi hội phụ nữ', 'chi đoàn thanh niên', 'chi hội nông dân', 'chi hội cựu chiến binh', 'ban công tác mặt trận', 'chi hội người cao tuổi']
const HEADINGS = ['Cách làm', 'Kết quả', 'Bài học kinh nghiệm', 'Kinh phí', 'Việc còn lại']

const capital = (text) => text[0].toUpperCase() + text.slice(1)

// A generator of numbers that is the same everywhere (mulberry32).
function numbers(seed) {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (n) => Math.floor(next() * n)
  return { below, one: (list) => list[below(list.length)] }
}

export const slug = (text) => text.toLowerCase().replaceAll('đ', 'd').normalize('NFD').replace(/\p{M}/gu, '').replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '')

// Communes of today with what they may be called before July 2025: their own name, when a commune bore it then and no district did.
function communes(site) {
  const text = readFileSync(path.join(site, 'content/communes.yaml'), 'utf8')
  return text.split(/\n(?=- )/).filter((part) => /^ {2}slug: /m.test(part)).map((part) => {
    const name = /^ {2}name: (.+)$/m.exec(part)[1]
    const type = /^ {2}type: (.+)$/m.exec(part)[1]
    const district = new RegExp(`(Huyện|Thị xã|Thành phố) ${name}\\b`).test(text)
    const before = type === 'xã' && !district && new RegExp(`^ {4}- .*\\n? *name: ${name}(, |\\n +)type: xã`, 'm').test(part)
    return { name, type, before }
  })
}

export function add(site, number) {
  const places = communes(site)
  const pairs = places.length * TOPICS.length
  if (number > pairs) throw new Error(`no more than ${pairs}`)
  const made = []
  for (let i = 0; i < number; i++) {
    const { below, one } = numbers(7919 * (i + 1))
    // 1009 is prime to the number of pairs: no pair comes twice, and neighbours are far from each other.
    const pair = (i * 1009) % pairs
    const [t, field, a, b, c] = TOPICS[pair % TOPICS.length]
    const { name, type, before } = places[Math.floor(pair / TOPICS.length)]
    const days = before ? below(2880) : 2373 + below(507)
    const date = new Date(Date.UTC(2019, 0, 1 + days)).toISOString().slice(0, 10)
    const value = () => ({
      t, a, b, c, p: name, unit: one(UNITS), n: 2 + below(60), m: 20 + below(400), p2: one(places).name, t2: one(TOPICS)[0],
    })
    const title = one(TITLES)(t, name)
    const section = title.startsWith('Hội nghị') ? 'hoi-nghi' : one(['mo-hinh', 'tin-tuc', 'tin-tuc'])
    const body = HEADINGS.slice(0, 3 + below(3)).flatMap((heading) => [
      `## ${heading}`, ...Array.from({ length: 1 + below(3) }, () => Array.from({ length: 3 + below(3) }, () => one(SENTENCES)(value())).join(' ')),
    ])
    const file = `${section}/${date.slice(0, 4)}/${slug(title)}.md`
    const front = [`tiêu đề: "${title}"`, `ngày: ${date}`, `sapo: ${one(SUMMARIES)(value())}`, 'tác giả: Ban biên tập trang mẫu', `địa phương: ${type} ${name}`, `lĩnh vực: ${field}`]
    mkdirSync(path.dirname(path.join(site, 'content', file)), { recursive: true })
    writeFileSync(path.join(site, 'content', file), `---\n${front.join('\n')}\n---\n${body.join('\n\n')}\n`)
    made.push(file)
  }
  return made
}

if (process.argv[1] === new URL(import.meta.url).pathname) console.log(add(process.argv[2], Number(process.argv[3])).length)
