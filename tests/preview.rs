//! The preview as browsers see it: the real program, asked over HTTP.

use crate::project::NOW;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::ops::Deref;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// Whoever waits for the program waits so long at most.
const PATIENCE: Duration = Duration::from_secs(10);

/// A preview that runs until the value is gone.
pub struct Preview {
    child: Child,
    browser: Browser,
    said: Receiver<String>,
    looks: Receiver<u64>,
}

/// Whoever asks a preview.
#[derive(Clone)]
pub struct Browser {
    /// `127.0.0.1:40123`
    pub host: String,
    /// The folder of the site on its host: `/dv`, or nothing.
    pub base: String,
}

impl Deref for Preview {
    type Target = Browser;

    fn deref(&self) -> &Browser {
        &self.browser
    }
}

/// What was answered.
pub struct Answer {
    pub status: u16,
    /// Name in small letters, value.
    pub headers: Vec<(String, String)>,
    pub bytes: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(other, _)| other == name).map_or("", |(_, value)| value)
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// The bytes without the tag that the preview adds to pages.
    pub fn page(&self) -> Vec<u8> {
        let Some(from) = memchr::memmem::find(&self.bytes, b"<script src=\"/_lantoa/client.js\"") else {
            return self.bytes.clone();
        };
        let end = b"</script>";
        let length = memchr::memmem::find(&self.bytes[from..], end).unwrap() + end.len();
        [&self.bytes[..from], &self.bytes[from + length..]].concat()
    }
}

impl Preview {
    pub fn of(root: &Path) -> Self {
        Self::with(root, &["--now", NOW])
    }

    pub fn with(root: &Path, arguments: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_lantoa"));
        command.args(["serve", "--lang", "vi", "--root"]).arg(root).args(arguments);
        if !arguments.contains(&"--port") {
            command.args(["--port", "0"]);
        }
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let (say, said) = channel();
        let errors = BufReader::new(child.stderr.take().unwrap());
        std::thread::spawn(move || errors.lines().map_while(Result::ok).try_for_each(|line| say.send(line)));
        let mut address = None;
        while address.is_none() {
            let line = said.recv_timeout(PATIENCE).unwrap_or_else(|_| panic!("the preview does not start"));
            let found = line.split_once("http://").map(|(_, rest)| rest.split(' ').next().unwrap_or(rest).to_owned());
            address = found.filter(|_| line.starts_with("Xem trước tại"));
        }
        let address = address.unwrap();
        let (host, base) = address.trim_end_matches('/').split_once('/').map_or_else(
            || (address.trim_end_matches('/').to_owned(), String::new()),
            |(host, base)| (host.to_owned(), format!("/{base}")),
        );
        let looks = looks(&host);
        let preview = Self { child, browser: Browser { host, base }, said, looks };
        assert!(preview.looks_again());
        preview
    }

    /// Waits for the next look; `false` when none comes.
    pub fn looks_again(&self) -> bool {
        self.looks.recv_timeout(PATIENCE).is_ok()
    }

    /// Waits until something holds, asking anew after each look.
    #[track_caller]
    pub fn until(&self, mut holds: impl FnMut(&Self) -> bool) {
        while !holds(self) {
            assert!(self.looks_again(), "the preview does not look again");
        }
    }

    /// Waits for a line that begins so.
    #[track_caller]
    pub fn says(&self, start: &str) -> String {
        loop {
            let line = self.said.recv_timeout(PATIENCE).unwrap_or_else(|_| panic!("it never says “{start}”"));
            if line.starts_with(start) {
                return line;
            }
        }
    }

    /// What it said since it was last listened to.
    pub fn said_so_far(&self) -> Vec<String> {
        self.said.try_iter().collect()
    }

    /// What it holds in memory, in KiB.
    pub fn memory(&self) -> usize {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
        line.trim().trim_end_matches(" kB").parse().unwrap()
    }

    /// Ends it as Ctrl-C does; gives the exit code.
    pub fn interrupt(mut self) -> Option<i32> {
        Command::new("kill").args(["-INT", &self.child.id().to_string()]).status().unwrap();
        self.child.wait().unwrap().code()
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Browser {
    /// Asks for an address of the site.
    pub fn get(&self, address: &str) -> Answer {
        self.ask("GET", &format!("{}{address}", self.base), &[], "")
    }

    pub fn ask(&self, method: &str, address: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let mut stream = TcpStream::connect(&self.host).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let mut request =
            format!("{method} {address} HTTP/1.1\r\nconnection: close\r\ncontent-length: {}\r\n", body.len());
        if headers.iter().all(|(name, _)| *name != "host") {
            request += &format!("host: {}\r\n", self.host);
        }
        for (name, value) in headers {
            request += &format!("{name}: {value}\r\n");
        }
        stream.write_all(format!("{request}\r\n{body}").as_bytes()).unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let end = memchr::memmem::find(&bytes, b"\r\n\r\n").unwrap();
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let headers = head.lines().skip(1).filter_map(|line| line.split_once(": "));
        let headers = headers.map(|(name, value)| (name.to_lowercase(), value.to_owned())).collect();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Answer { status, headers, bytes: bytes[end + 4..].to_vec() }
    }

    /// What the script in a page is told.
    pub fn told(&self, address: &str) -> serde_json::Value {
        let at = format!("/_lantoa/page?at={}{address}", self.base);
        serde_json::from_slice(&self.ask("GET", &at, &[], "").bytes).unwrap()
    }
}

/// The numbers of looks, as the server's stream tells them.
fn looks(host: &str) -> Receiver<u64> {
    let (tell, told) = channel();
    let mut stream = TcpStream::connect(host).unwrap();
    stream.write_all(format!("GET /_lantoa/events HTTP/1.1\r\nhost: {host}\r\n\r\n").as_bytes()).unwrap();
    let lines = BufReader::new(stream).lines().map_while(Result::ok);
    let numbers = lines.filter_map(|line| line.strip_prefix("data: ")?.trim().parse().ok());
    std::thread::spawn(move || numbers.map(|number| tell.send(number)).all(|sent| sent.is_ok()));
    told
}
