//! `lantoa build` and `lantoa check`.

use super::progress::Bar;
use super::{Terminal, TimingsLayout, causes};
use crate::base::Timings;
use crate::diagnostic::{Diagnostic, Failure, Severity, has_errors};
use crate::load::Disk;
use crate::site::Withheld;
use crate::vietnamese::number_vi;
use crate::{Options, Outcome, Summary};

/// What the user typed.
#[derive(Clone, Debug)]
pub struct BuildArguments {
    /// What to build.
    pub options: Options,
    /// Print what each stage took.
    pub timings: Option<TimingsLayout>,
    /// Build from scratch too, and compare.
    pub verify: bool,
}

/// Runs the command; the exit code is 0 (done), 1 (the content has errors) or 2 (the world is in the way).
pub fn build(arguments: &BuildArguments, terminal: Terminal) -> u8 {
    let mut timings = Timings::default();
    let result = {
        let bar = Bar::new(terminal);
        let build = if arguments.verify { crate::verify } else { crate::build };
        build(&arguments.options, &bar, &mut timings)
    };
    let code = match result {
        Ok(outcome) => {
            let code = tell(&outcome, &arguments.options, &timings, terminal);
            if arguments.verify && outcome.summary.is_some_and(|summary| summary.standing == 0) {
                terminal.say("Đã so với bản tạo lại từ đầu: giống hệt", "Compared with a build from scratch: the same");
            }
            code
        }
        Err(Failure(failure)) => {
            terminal.show(&[*failure], None);
            2
        }
    };
    if let Some(layout) = arguments.timings {
        super::timings::print(&timings, layout);
    }
    code
}

fn tell(outcome: &Outcome, options: &Options, timings: &Timings, terminal: Terminal) -> u8 {
    let disk = Disk::open(&options.root).ok();
    // A build says what matters to readers; `check` also what would be nicer, and is content with nothing less than all.
    let shown = outcome.notes.iter().filter(|note| !options.write || note.severity < Severity::Advice).cloned();
    let in_check = |note: Diagnostic| match note.severity {
        Severity::LeftOut if !options.write => Diagnostic { severity: Severity::Error, ..note },
        _ => note,
    };
    let shown: Vec<_> = shown.map(in_check).collect();
    terminal.show(&shown, disk.as_ref());
    let count = |severity| shown.iter().filter(|note| note.severity == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning) + count(Severity::LeftOut));
    let in_english = format!("{}, {}", counted(errors, "error", "errors"), counted(warnings, "warning", "warnings"));
    let seconds = format!("{:.2}", timings.total().as_secs_f64());
    match &outcome.summary {
        Some(summary) if options.write => {
            let out = options.out.as_ref().map_or_else(|| "public".to_owned(), |out| out.display().to_string());
            let n = number_vi;
            let (vi_seconds, vi_out) = (seconds.replace('.', ","), &out);
            let Summary { planned, rendered, written, unchanged, removed, .. } = *summary;
            terminal.say(
                &format!(
                    "Xong: {} bài, {} trang và tệp; tạo lại {}, ghi {}, giữ nguyên {}, xóa {} ({vi_seconds} giây). Trang ở thư mục {vi_out}",
                    n(summary.articles), n(planned), n(rendered), n(written), n(unchanged), n(removed)
                ),
                &format!(
                    "Done: {}, {planned} pages and files; {rendered} made, {written} written, {unchanged} unchanged, {removed} removed ({seconds} s). The site is in {out}",
                    counted(summary.articles, "article", "articles"),
                ),
            );
            if summary.standing > 0 {
                let standing = summary.standing;
                terminal.say(
                    &format!("{standing} bài có lỗi vẫn giữ bản tốt gần nhất trên trang cho đến khi sửa xong"),
                    &format!("Of {standing} articles with errors the last good version stays until they are mended"),
                );
            }
            causes::tell_each(summary, terminal);
            causes::tell_main(summary, terminal);
        }
        Some(summary) => terminal.say(
            &format!("Đã kiểm tra {} bài: {errors} lỗi, {warnings} cảnh báo", number_vi(summary.articles)),
            &format!("Checked {}: {in_english}", counted(summary.articles, "article", "articles")),
        ),
        None if options.write => terminal.say(
            &format!("Chưa tạo trang: {errors} lỗi, {warnings} cảnh báo. Trang đang có vẫn nguyên"),
            &format!("Not built: {in_english}. The site that stands is as it was"),
        ),
        None => {
            terminal.say(&format!("Đã kiểm tra: {errors} lỗi, {warnings} cảnh báo"), &format!("Checked: {in_english}"));
        }
    }
    if let Some(summary) = &outcome.summary {
        tell_withheld(&summary.withheld, options, terminal);
    }
    u8::from(outcome.summary.is_none() || has_errors(&shown))
}

/// An article that is not there must not be missed in silence; one that is there too early must not be published.
fn tell_withheld(withheld: &Withheld, options: &Options, terminal: Terminal) {
    if options.drafts {
        terminal.say(
            "Có cả bản nháp và bài hẹn giờ: chỉ để xem, đừng đưa bản này lên mạng",
            "Drafts and scheduled articles are included: to look at, not to publish",
        );
    }
    let Withheld { drafts, scheduled, over } = *withheld;
    if drafts + scheduled + over > 0 {
        terminal.say(
            &format!(
                "Chưa đăng: {drafts} bản nháp hoặc chờ duyệt, {scheduled} bài hẹn giờ, {over} bài hết hạn hoặc đã gỡ"
            ),
            &format!("Not public: {drafts} drafts or in review, {scheduled} scheduled, {over} expired or withdrawn"),
        );
    }
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
