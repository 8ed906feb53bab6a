//! A progress bar for work that takes over a second, on a terminal.

use super::Terminal;
use crate::diagnostic::Language;
use crate::{Progress, Step};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::Write;
use std::sync::OnceLock;
use std::time::Duration;

/// How long a build may take before a bar appears.
const PATIENCE: Duration = Duration::from_secs(1);

/// Shows what is being done and how much is left.
pub(super) struct Bar {
    line: ProgressBar,
    language: Language,
    /// Whether a person reads what is said.
    speaks: bool,
    shown: OnceLock<()>,
}

impl Bar {
    /// A bar that stays hidden for a second, or for ever when nobody is watching.
    pub(super) fn new(terminal: Terminal) -> Self {
        let (language, is_watched) = (terminal.language, terminal.is_watched());
        let line = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{msg} {bar:30} {human_pos}/{human_len} ({eta}) {prefix}") {
            line.set_style(style);
        }
        let shown = OnceLock::new();
        if !is_watched {
            let _ = shown.set(());
        }
        Self { line, language, speaks: terminal.speaks(), shown }
    }
}

impl Progress for Bar {
    fn wait(&self) {
        let line = match self.language {
            Language::Vietnamese => "Đang có một lần “lantoa build” khác chạy trên trang này; chờ nó xong",
            Language::English => "Another “lantoa build” is at work on this site; waiting for it",
        };
        if self.speaks {
            let _ = writeln!(anstream::stderr(), "{line}");
        }
    }

    fn begin(&self, step: Step, total: usize) {
        let message = match (step, self.language) {
            (Step::Parse, Language::Vietnamese) => "Đọc bài",
            (Step::Parse, Language::English) => "Reading articles",
            (Step::Pictures, Language::Vietnamese) => "Xử lý ảnh",
            (Step::Pictures, Language::English) => "Making pictures",
            (Step::Render, Language::Vietnamese) => "Tạo trang",
            (Step::Render, Language::English) => "Making pages",
        };
        self.line.set_length(total as u64);
        self.line.set_position(0);
        self.line.set_message(message);
        self.line.set_prefix("");
    }

    fn at(&self, file: &str) {
        self.line.set_prefix(file.to_owned());
    }

    fn advance(&self) {
        self.line.inc(1);
        if self.shown.get().is_none()
            && self.line.duration() + self.line.elapsed() > PATIENCE
            && self.shown.set(()).is_ok()
        {
            self.line.set_draw_target(ProgressDrawTarget::stderr());
        }
    }

    fn end(&self) {
        self.line.reset_eta();
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.line.finish_and_clear();
    }
}
