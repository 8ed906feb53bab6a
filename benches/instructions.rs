//! How many instructions a build takes: figures that a busy machine does not change.
//!
//! In: a site of 300 articles, made here and always the same, and the counts once accepted (`instructions.txt`). Out:
//! the counts of three builds by the real program on one thread; a failure when one is more than 3 % above its own.
//!
//! `scripts/instructions` runs it with what it needs.

#![expect(clippy::disallowed_methods, reason = "the site is written to the disk as its writers would")]
#![expect(clippy::expect_used, reason = "a site that cannot be made ends the bench, which has no other way to tell")]
#![expect(missing_docs, reason = "gungraun's macros make public items of their own")]

use gungraun::prelude::*;
use gungraun::{Bench, BinaryBenchmark, Callgrind, EventKind, Sandbox};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;
use std::time::{Duration, UNIX_EPOCH};

/// Each build that is measured, and what is done to an empty folder before it.
const BUILDS: [(&str, fn()); 3] = [("cold", cold), ("nothing_changed", nothing_changed), ("one_body", one_body)];

const PROGRAM: &str = env!("CARGO_BIN_EXE_lantoa");
const ARGUMENTS: [&str; 3] = ["build", "--now", "2026-11-22T07:00:00+07:00"];
const ONE_THREAD: (&str, &str) = ("RAYON_NUM_THREADS", "1");

const ARTICLES: usize = 300;
/// The article whose body is edited.
const EDITED: usize = ARTICLES / 2;

/// A name and a count on each line.
const ACCEPTED: &str = include_str!("instructions.txt");

binary_benchmark_group!(
    name = site,
    benchmarks = |group: &mut BinaryBenchmarkGroup| {
        let mut build = BinaryBenchmark::new("build");
        for (name, setup) in BUILDS {
            let mut command = Command::new(PROGRAM);
            command.args(ARGUMENTS).env(ONE_THREAD.0, ONE_THREAD.1);
            let mut tool = Callgrind::with_args(["--cache-sim=no"]);
            tool.hard_limits(limit(name).map(|limit| (EventKind::Ir, limit)));
            let mut config = BinaryBenchmarkConfig::default();
            config.sandbox(Sandbox::new(true)).tool(tool);
            build.bench(Bench::new(name).setup(setup).config(config).command(command));
        }
        group.binary_benchmark(build);
    }
);

main!(binary_benchmark_groups = site);

/// What a build may take: 3 % more than was accepted, if anything was.
fn limit(build: &str) -> Option<u64> {
    let counts = ACCEPTED.lines().filter_map(|line| line.split_once(' '));
    let accepted: u64 = counts.filter(|(name, _)| *name == build).find_map(|(_, count)| count.parse().ok())?;
    Some(accepted + accepted * 3 / 100)
}

fn cold() {
    write_site().expect("the site can be written");
}

fn nothing_changed() {
    cold();
    let mut build = std::process::Command::new(PROGRAM);
    let output = build.args(ARGUMENTS).env(ONE_THREAD.0, ONE_THREAD.1).output().expect("the program starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

fn one_body() {
    nothing_changed();
    let (path, text) = article(EDITED);
    put(&path, &format!("{text}\nBà con đã làm xong.\n"), 1).expect("the article can be written");
}

fn write_site() -> io::Result<()> {
    put("site.yaml", "title: Trang thử\nbase_url: https://example.vn/\n", 0)?;
    put("content/communes.yaml", include_str!("../content/communes.yaml"), 0)?;
    put("content/fields.yaml", include_str!("../content/fields.yaml"), 0)?;
    put("content/mo-hinh/_index.md", "---\ntitle: Mô hình\nkind: model\n---\n", 0)?;
    put("content/tin-tuc/_index.md", "---\ntitle: Tin tức\nkind: news\n---\n", 0)?;
    (0..ARTICLES).map(article).try_for_each(|(path, text)| put(&path, &text, 0))
}

/// Writes a file as if so many days after the first of 2026: a build need not trust one as young as the build before.
fn put(path: &str, text: &str, days: u64) -> io::Result<()> {
    let path = Path::new(path);
    path.parent().map_or(Ok(()), fs::create_dir_all)?;
    let mut file = File::create(path)?;
    file.write_all(text.as_bytes())?;
    file.set_modified(UNIX_EPOCH + Duration::from_secs(1_767_225_600 + days * 86_400))
}

/// The path and the text of an article.
fn article(number: usize) -> (String, String) {
    let mut words = Words(number as u64);
    let (section, year) = (["mo-hinh", "tin-tuc"][number % 2], 2021 + number / 60);
    let (title, summary) = (words.sentence(2), words.sentence(5));
    let mut text = format!(
        "---\ntitle: {title}\ndate: {year}-{:02}-{:02}\nsummary: {summary}.\n\
         communes: [Cẩm Duệ]\nfields: [Kinh tế]\n---\n",
        1 + number % 12,
        1 + number % 28,
    );
    for _ in 0..3 {
        text += &format!("\n## {}\n\n{}\n", words.sentence(2), words.paragraph());
        text += &format!("\n- {}\n- **{}**\n\n{}\n", words.sentence(2), words.sentence(2), words.paragraph());
    }
    text += &format!("\n> {}\n\nXem thêm: [{}](/dia-phuong/cam-due/)\n", words.sentence(5), words.sentence(2));
    (format!("content/{section}/{year}/bai-{number:03}.md"), text)
}

/// A source of sentences that are always the same.
struct Words(u64);

impl Words {
    const PHRASES: [&str; 16] = [
        "bà con trong thôn",
        "hiến đất mở đường",
        "chỉnh trang vườn hộ",
        "nuôi hươu lấy nhung",
        "tổ dân vận cộng đồng",
        "giữ gìn vệ sinh môi trường",
        "góp ngày công làm kênh mương",
        "trồng cam, bưởi theo hướng hữu cơ",
        "hội phụ nữ và đoàn thanh niên",
        "làm ra 125 triệu đồng mỗi năm",
        "vận động từng nhà, từng người",
        "xây dựng khu dân cư kiểu mẫu",
        "giúp nhau giảm nghèo bền vững",
        "cấp ủy, chính quyền quan tâm",
        "thắp sáng 2,5 km đường quê",
        "chuyển đổi số ở “chợ quê”",
    ];

    fn sentence(&mut self, phrases: usize) -> String {
        let phrases: Vec<&str> = (0..phrases).map(|_| self.phrase()).collect();
        let sentence = phrases.join(" ");
        let (first, rest) = sentence.split_at(1);
        first.to_ascii_uppercase() + rest
    }

    fn paragraph(&mut self) -> String {
        (0..5).map(|_| self.sentence(4)).collect::<Vec<_>>().join(". ") + "."
    }

    /// The next phrase, by a linear congruential generator: its high bits are those that vary well.
    fn phrase(&mut self) -> &'static str {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        Self::PHRASES[(self.0 >> 60) as usize]
    }
}
