//! A small site as a table of numbers, written out as files: what histories edit.
//!
//! Every number chooses among a few values, so that a shrunk history reads as what somebody did.

use crate::photo;
use std::collections::BTreeMap;
use std::fmt::Write;

/// So many articles there may be: enough for a field with two closed pages, and a commune with one.
pub const SLOTS: usize = 68;
/// So many there are at first: with those that are public in December the field has just sixty.
const AT_FIRST: usize = 65;

/// An article as numbers.
#[derive(Clone, Debug, Default)]
pub struct Story {
    /// Of `[section, title, date, summary, commune, field, tags, author, series, link, image, status, rarer, body]`.
    pub aspects: [u8; 14],
}

/// The names of the aspects, for reading a history.
pub const ASPECTS: [&str; 14] = [
    "section", "title", "date", "summary", "commune", "field", "tags", "author", "series", "link", "image", "status",
    "rarer", "body",
];

/// The whole site.
#[derive(Clone, Debug)]
pub struct SiteTable {
    pub stories: Vec<Option<Story>>,
    /// Which of several texts each of the other files has.
    pub files: BTreeMap<&'static str, u8>,
}

const SECTIONS: [&str; 4] = ["tin-tuc", "mo-hinh", "podcast", "hoi-nghi"];
const COMMUNES: [&str; 7] =
    ["", "Cẩm Duệ", "xã Cẩm Bình", "Cẩm Vịnh", "huyện Cẩm Xuyên", "Toàn tỉnh", "Cẩm Duệ, Cẩm Bình"];
const FIELDS: [&str; 4] = ["", "Kinh tế", "Văn hóa", "Kinh tế, Văn hóa"];
const TAGS: [&str; 5] = ["", "công nhân", "công nhận", "hàng rào, Công Nhân", "xã Cẩm Duệ"];
const AUTHORS: [&str; 4] = ["", "Lê Hà", "Lê Hạ", "Lê Hà, Trần Thu"];

impl Story {
    /// An ordinary piece: of a day of its own.
    pub fn at(slot: usize) -> Self {
        let of = |length: usize| u8::try_from(slot % length).unwrap();
        let commune = [1, 6, 1, 2][slot % 4];
        // A model, a correction to come, an update to come, an old address, a choice of what to read.
        let rarer = [0, 12, 5, 9, 11 - of(2)][slot % 5];
        let link = if slot.is_multiple_of(3) { 8 } else { 0 };
        let date = u8::try_from(slot).unwrap() + 20;
        Self { aspects: [of(2), 0, date, 1, commune, 1 + 2 * of(2), of(4), of(3), 0, link, 0, 0, rarer, 0] }
    }

    fn of(&self, aspect: &str) -> usize {
        usize::from(self.aspects[ASPECTS.iter().position(|name| *name == aspect).unwrap()])
    }

    /// Its file below `content/`.
    pub fn path(&self, slot: usize) -> String {
        format!("{}/bai-{slot}.md", SECTIONS[self.of("section") % 4])
    }

    /// The whole file.
    pub fn text(&self, slot: usize) -> String {
        let mut text = format!("---\ntiêu đề: Bài {slot} kiểu {}\n", self.of("title") % 3);
        let day = self.of("date") % 80;
        // One in many is scheduled.
        let date = if day == 79 {
            "1/2/2027 7h".to_owned()
        } else {
            format!("{}/{}/{}", day % 28 + 1, day % 12 + 1, 2024 + day % 3)
        };
        let _ = writeln!(text, "ngày: {date}");
        for (key, aspect, words) in [
            ("địa phương", "commune", &COMMUNES[..]),
            ("lĩnh vực", "field", &FIELDS),
            ("từ khóa", "tags", &TAGS),
            ("tác giả", "author", &AUTHORS),
        ] {
            match words[self.of(aspect) % words.len()] {
                "" => {}
                word => drop(writeln!(text, "{key}: [{word}]")),
            }
        }
        if !self.of("summary").is_multiple_of(3) {
            let _ = writeln!(text, "sapo: Tóm tắt {} của bài {slot}.", self.of("summary") % 3);
        }
        if !self.of("series").is_multiple_of(3) {
            let _ = writeln!(text, "loạt bài: {{tên: Sau sáp nhập, kỳ: {}}}", self.of("series") % 3 + slot % 4);
        }
        if !self.of("image").is_multiple_of(3) {
            let _ = writeln!(text, "ảnh: {{tệp: anh-{}.jpg, chú thích: Ảnh}}", self.of("image") % 3);
        }
        text.push_str(["", "", "", "trạng thái: bản nháp\n", "trạng thái: đã duyệt\n"][self.of("status") % 5]);
        let rarer = [
            "",
            "",
            "nổi bật: 2\n",
            "nổi bật: {mức: 1, đến ngày: 1/12/2026}\n",
            "đính chính: [{ngày: 1/10/2026, nội dung: Đã sửa}]\n",
            "đính chính: [{ngày: 1/12/2026, nội dung: Sẽ sửa}]\n",
            "gỡ bài: 1/11/2026\n",
            "gỡ bài: 10/12/2026\n",
            "hết hạn: 5/12/2026\n",
            "cập nhật: 2/12/2026 8h\n",
            "tin liên quan: [bai-1.md, ../mo-hinh/bai-3.md]\n",
            "địa chỉ cũ: /cu/bai-SLOT/\n",
            "mô hình: Hàng rào xanh\n",
            "âm thanh: so-1.mp3\n",
            "nguồn: Báo Hà Tĩnh\n",
            "hội nghị: {chủ trì: [A, B], thời gian: 1/3/2025}\n",
        ];
        text.push_str(&rarer[self.of("rarer") % rarer.len()].replace("SLOT", &slot.to_string()));
        text.push_str("---\n\n");
        let _ = writeln!(
            text,
            "Đoạn đầu {} về NTM.\n\n## Kết quả {}\n\nHòan thành.",
            self.of("body") % 5,
            self.of("body") % 3
        );
        let link = self.of("link");
        match link % 6 {
            1 => drop(writeln!(text, "\nXem [bài khác](bai-{}.md).", link % SLOTS)),
            2 => drop(writeln!(text, "\nXem [đoạn](../tin-tuc/bai-{}.md#ket-qua-0).", link % SLOTS)),
            3 => drop(writeln!(text, "\n![Ảnh](anh-{}.jpg)", link % 3)),
            5 => drop(writeln!(text, "\nXem [kế hoạch](ke-hoach.pdf) và [lời](so-1.mp3).")),
            4 => drop(writeln!(text, "\nXem [kinh tế](/linh-vuc/kinh-te/) và [mục](../mo-hinh/_index.md).")),
            _ => {}
        }
        text
    }
}

impl SiteTable {
    /// A site with all that a site can have.
    pub fn new() -> Self {
        let stories = (0..SLOTS).map(|slot| (slot < AT_FIRST).then(|| Story::at(slot))).collect();
        Self { stories, files: FILES.iter().map(|(path, _)| (*path, 1)).collect() }
    }

    /// All files of the site: paths relative to its root, and bytes.
    pub fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        for (path, texts) in FILES {
            let text = texts[usize::from(self.files[path]) % texts.len()];
            if !text.is_empty() {
                files.insert((*path).to_owned(), text.as_bytes().to_vec());
            }
        }
        for (slot, story) in self.stories.iter().enumerate() {
            if let Some(story) = story {
                files.insert(format!("content/{}", story.path(slot)), story.text(slot).into_bytes());
            }
        }
        let seed = self.files["content/static/a.txt"];
        for section in SECTIONS {
            let plan = [b"%PDF-1.7\n".as_slice(), &vec![b'x'; usize::from(seed) * 3000]].concat();
            files.insert(format!("content/{section}/ke-hoach.pdf"), plan);
            files.insert(format!("content/{section}/so-1.mp3"), recording(seed));
            for number in 1..3 {
                files.insert(
                    format!("content/{section}/anh-{number}.jpg"),
                    // Now and then one that is left out.
                    if seed % 5 == 4 { vec![0xff, 0xd8, 0xff, seed] } else { photo::jpeg(40 + 10 * number, 30, seed) },
                );
            }
        }
        files
    }
}

/// An MP3 file of so many seconds.
fn recording(seconds: u8) -> Vec<u8> {
    let frame = [[0xff, 0xf3, 0x14, 0xc0].as_slice(), &[0; 20]].concat();
    frame.repeat(usize::from(seconds) * 1000 / 24 + 2)
}

/// The files that are no stories, each with the texts that it may have; an empty one is no file.
pub const FILES: &[(&str, &[&str])] = &[
    (
        "site.yaml",
        &[
            "title: Trang khác\nbase_url: https://example.vn/\n",
            "title: Trang thử\nbase_url: https://example.vn/\nhosts: [netlify, apache]\n",
            "title: Trang thử\nbase_url: https://example.vn/dv/\nlinks: bare\npublisher: {name: Báo, kind: press}\n",
            "title: Trang thử\nbase_url: https://example.vn/\nrequire_approval: có\ntheme_options: {accent: red}\n",
            "title: Trang thử\nbase_url: https://example.vn/\noutput: {keep: [giu-*.html]}\n",
        ],
    ),
    (
        "content/communes.yaml",
        &[
            "- {code: \"18739\", name: Cẩm Duệ, type: xã, slug: cam-due, from: 2020-01-01, district: huyện Cẩm Xuyên}\n- {code: \"18685\", name: Cẩm Bình, type: xã, slug: cam-binh, predecessors: [{code: \"18686\", name: Cẩm Vịnh, type: xã, district: huyện Cẩm Xuyên, until: 2025-07-01}]}\n",
            "- {code: \"18739\", name: Cẩm Duệ, type: xã, slug: cam-due, former_districts: [huyện Cẩm Xuyên]}\n- {code: \"18685\", name: Cẩm Bình, type: xã, slug: cam-binh, former_districts: [huyện Cẩm Xuyên], predecessors: [{code: \"18686\", name: Cẩm Vịnh, type: xã, district: huyện Cẩm Xuyên, until: 2025-07-01}]}\n",
            "- {code: \"18739\", name: Cẩm Duệ, type: xã, slug: cam-due, former_districts: [huyện Cẩm Xuyên], until: 2026-12-01, became: [xã Cẩm Bình]}\n- {code: \"18685\", name: Cẩm Bình, type: xã, slug: cam-binh, former_districts: [huyện Cẩm Xuyên], predecessors: [{code: \"18686\", name: Cẩm Vịnh, type: xã, district: huyện Cẩm Xuyên, until: 2025-07-01}]}\n",
        ],
    ),
    (
        "content/fields.yaml",
        &[
            "- {key: kinh-te, name: Kinh tế, slug: kinh-te, group: Kinh tế}\n- {key: van-hoa, name: Văn hóa, slug: van-hoa, group: Văn hóa - xã hội, description: Mô tả}\n",
            "- {key: kinh-te, name: Kinh tế, slug: kinh-te, group: Kinh tế}\n- {key: van-hoa, name: Văn hóa, slug: van-hoa, group: Văn hóa - xã hội}\n",
            "- {key: van-hoa, name: Văn hóa, slug: van-hoa-moi, group: Văn hóa - xã hội}\n- {key: kinh-te, name: Kinh tế, slug: kinh-te, group: Kinh tế}\n- {key: them, name: Thêm, slug: them, group: Kinh tế}\n",
            "- {key: kinh-te, name: Kinh tế, slug: kinh-te, group: Kinh tế}\n",
        ],
    ),
    (
        "content/models.yaml",
        &[
            "",
            "- {name: Hàng rào xanh, unit: Thôn 1, field: Kinh tế, commune: Cẩm Duệ, level: xã, registered: [2025]}\n- {name: Đường hoa, unit: Thôn 2, field: Văn hóa, commune: Cẩm Bình, level: xã, registered: [2025], replicated_from: Hàng rào xanh}\n",
            "- {name: Hàng rào xanh, unit: Thôn 1, field: Kinh tế, commune: Cẩm Duệ, level: xã, registered: [2025], status: duy trì}\n",
            "- {name: Hàng rào xanh, unit: Thôn 1 khác, field: Kinh tế, commune: Cẩm Vịnh, level: xã, registered: [2024]}\n- {name: Bếp chung, unit: Thôn 3, field: Văn hóa, level: tỉnh, registered: [2026], subject: điển hình cá nhân}\n",
        ],
    ),
    ("content/abbreviations.yaml", &["", "NTM: nông thôn mới\n", "NTM: nông thôn mới nâng cao\n"]),
    ("content/tags.yaml", &["", "", "- {name: công nhận, slug: cong-nhan, description: Về công nhận}\n"]),
    ("content/authors.yaml", &["", "", "- {name: Lê Hạ, slug: le-ha, kind: bút danh}\n"]),
    (
        "content/gioi-thieu.md",
        &[
            "",
            "---\ntitle: Giới thiệu\ntác giả: [Lê Hạ, Trần Thu]\n---\n\nChữ.\n",
            "---\ntitle: Về chúng tôi\ntác giả: Lê Hà\n---\n\nChữ. [Bài](tin-tuc/bai-1.md)\n",
        ],
    ),
    (
        "content/tin-tuc/_index.md",
        &[
            "---\ntitle: Tin\nkind: news\norder: 1\n---\n",
            "---\ntitle: Tin tức\nkind: news\n---\n",
            "---\ntitle: Tin tức\nkind: news\nsummary: Tóm tắt mục\n---\n",
            "",
        ],
    ),
    (
        "content/mo-hinh/_index.md",
        &["---\ntitle: Mô hình\nkind: news\n---\n", "---\ntitle: Mô hình\nkind: model\n---\n"],
    ),
    (
        "content/podcast/_index.md",
        &[
            "---\ntitle: Nghe\nkind: audio\npodcast: {email: a@example.vn}\n---\n",
            "---\ntitle: Podcast\nkind: audio\n---\n",
        ],
    ),
    (
        "content/hoi-nghi/_index.md",
        &["---\ntitle: Hội nghị\nkind: conference\n---\n", "---\ntitle: Họp\nkind: conference\norder: 2\n---\n"],
    ),
    ("content/static/a.txt", &["", "một", "hai"]),
    ("content/static/robots.txt", &["", "", "User-agent: *\n"]),
    ("content/podcast/rieng/tep.pdf", &["", "%PDF-1"]),
    (
        "themes/trang-nhat/templates/headline.html",
        &["", "", "<p>{{ article.title }}</p>\n", "<p>{{ article.sai }}</p>\n"],
    ),
    ("themes/trang-nhat/assets/site.css", &["", "", "body { color: red }\n"]),
    ("themes/trang-nhat/i18n/vi.yaml", &["", "", "related: Đọc tiếp\n"]),
];
