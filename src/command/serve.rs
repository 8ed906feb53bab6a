//! `lantoa serve`: says where the preview is, what is wrong in the folder, and when it is right again.

use super::Terminal;
use super::progress::Bar;
use crate::base::qr::Codes;
use crate::diagnostic::{Diagnostic, Failure};
use crate::load::Disk;
use crate::serve::{Preview, Watcher, Whereabouts, serve as run};
use std::path::Path;
use std::sync::Arc;

/// What the user typed.
pub struct ServeArguments {
    /// What to show.
    pub preview: Preview,
    /// Open it in a browser.
    pub open: bool,
}

/// Runs the command until it is asked to end; the exit code is 0, or 2 when the world is in the way.
pub fn serve(arguments: ServeArguments, terminal: Terminal) -> u8 {
    let ServeArguments { preview, open } = arguments;
    match run(preview, Arc::new(Teller { terminal, open }), &Bar::new(terminal)) {
        Ok(()) => 0,
        Err(Failure(failure)) => {
            terminal.show(&[*failure], None);
            2
        }
    }
}

/// Tells the person at the terminal.
struct Teller {
    terminal: Terminal,
    open: bool,
}

impl Watcher for Teller {
    fn starts(&self, whereabouts: &Whereabouts) {
        let Whereabouts { here, elsewhere, taken } = whereabouts;
        if let Some(port) = taken {
            self.terminal.say(
                &format!("Cổng {port} đang có chương trình khác dùng, nên lấy cổng kế tiếp"),
                &format!("Port {port} is taken, so the next one is used"),
            );
        }
        self.terminal.say(
            &format!("Xem trước tại {here} (nhấn Ctrl+C để dừng)"),
            &format!("Preview at {here} (press Ctrl+C to end)"),
        );
        if let Some(elsewhere) = elsewhere {
            self.terminal.say(
                &format!("Trên điện thoại cùng mạng: {elsewhere}"),
                &format!("On a telephone in the same network: {elsewhere}"),
            );
            // White on black whatever the terminal's colours: telephones read no code in negative.
            let code = Codes::default().signs(elsewhere).unwrap_or_default();
            let code = code.lines().map(|line| format!("\x1b[97;40m{line}\x1b[0m")).collect::<Vec<_>>().join("\n");
            self.terminal.say(&code, &code);
        }
        if self.open {
            self.open(here);
        }
    }

    fn notices(&self, notes: &[Diagnostic], disk: &Disk) {
        self.terminal.show(notes, Some(disk));
        if notes.is_empty() {
            self.terminal.say("Không có lỗi", "No mistakes");
        }
    }

    fn polls(&self) {
        self.terminal.say(
            "Thư mục này không báo khi có thay đổi (ổ mạng, hoặc quá nhiều thư mục): lantoa sẽ tự xem lại đều đặn, nên trang hiện ra chậm hơn một chút",
            "This folder does not tell when something changes (a network drive, or too many folders): lantoa looks again and again, so pages come a little later",
        );
    }

    fn opens(&self, file: &Path) {
        self.open(&file.display().to_string());
    }

    fn ends(&self) {
        self.terminal.say("Đã dừng xem trước", "The preview has ended");
    }
}

impl Teller {
    fn open(&self, what: &str) {
        if let Err(error) = open::that_detached(what) {
            self.terminal
                .say(&format!("Không tự mở được {what}: {error}"), &format!("{what} cannot be opened: {error}"));
        }
    }
}
