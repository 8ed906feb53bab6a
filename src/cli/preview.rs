//! What the user may type to see a site.
//!
//! In: the arguments of `serve`. Out: the command, or an exit code when something was found wrong and said.

use super::speech::Speech;
use super::{Invocation, Surroundings, options};
use clap::{ArgMatches, Command, value_parser};
use lantoa::Options;
use lantoa::command::{ServeArguments, Terminal};
use lantoa::serve::Preview;
use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;

/// The port, where none is asked for.
const PORT: u16 = 1111;

/// What options take that is told to someone who typed something else, in both languages.
pub(super) const TAKEN: [(&str, &str, &str); 2] = [
    ("--port", "một số từ 1 đến 65535, ví dụ 8080", "a number from 1 to 65535, as in 8080"),
    ("--host", "một địa chỉ IP, ví dụ 0.0.0.0 hoặc 127.0.0.1", "an IP address, as in 0.0.0.0 or 127.0.0.1"),
];

/// `serve`, as it was typed.
pub(super) fn serve(own: &ArgMatches, surroundings: &Surroundings, terminal: Terminal) -> Result<Invocation, u8> {
    let preview = Preview {
        is_chosen: own.contains_id("now"),
        host: own.get_one::<IpAddr>("host").copied().unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST)),
        port: own.get_one::<u16>("port").copied().unwrap_or(PORT),
        ..preview(options(own, surroundings, terminal)?, surroundings)
    };
    Ok(Invocation::Serve(Box::new(ServeArguments { preview, open: own.get_flag("open") })))
}

/// The site in a folder, shown in the browser at once.
pub(super) fn opened(root: PathBuf, surroundings: &Surroundings) -> Invocation {
    let options = Options { root, now: (surroundings.clock)(), ..Options::default() };
    Invocation::Serve(Box::new(ServeArguments { preview: preview(options, surroundings), open: true }))
}

fn preview(options: Options, surroundings: &Surroundings) -> Preview {
    let (clock, host) = (surroundings.clock, IpAddr::V4(Ipv4Addr::LOCALHOST));
    Preview { options, is_chosen: false, clock, host, port: PORT }
}

impl Speech {
    pub(super) fn of_serve(self) -> Command {
        let port = self.option("port", "1111", "Cổng (mặc định: 1111)", "Port (default: 1111)");
        let host = self.option(
            "host",
            self.say("ĐỊA CHỈ", "ADDRESS"),
            "0.0.0.0: mở cho cả điện thoại cùng mạng (mặc định: chỉ máy này)",
            "0.0.0.0: for telephones in the network too (default: this machine alone)",
        );
        let about =
            ("Xem trước trong trình duyệt, sửa đến đâu thấy đến đó", "Preview in the browser, every change at once");
        self.subcommand("serve", "", about.0, about.1).args([
            port.value_parser(value_parser!(u16)),
            host.value_parser(value_parser!(IpAddr)),
            self.flag("open", "Mở luôn trong trình duyệt", "Open it in the browser"),
            self.now(),
        ])
    }
}
