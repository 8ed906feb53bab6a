//! The writer's preview: the site as a build would make it now, drafts too, page by page when a browser asks.
//!
//! In: a site's folder. Out: answers to browsers on this machine, and word of every change. The same functions as in a
//! build make the site and its pages; nothing is written to the output folder. One thread looks (`watch`, `look`), any
//! number of others answer (`http`, `answer`); what is shown is passed on as a whole.

mod access;
mod answer;
mod http;
mod look;
mod page;
mod search;
mod shown;
mod watch;

use crate::diagnostic::{Diagnostic, Failure, catalogue};
use crate::job::{Options, Progress};
use crate::load::Disk;
use access::Access;
use look::{Looker, Present};
use shown::Shown;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, UdpSocket};
use std::path::Path;
use std::sync::{Arc, mpsc};
use watch::Folder;

/// So many ports are tried after the one that was asked for.
const MOST_PORTS: u16 = 20;

/// What to show, and to whom.
pub struct Preview {
    /// The site; `now` is heeded when `is_chosen`.
    pub options: Options,
    /// Whether the present of the options is to be kept, or the clock asked at every look.
    pub is_chosen: bool,
    /// Seconds since 1970.
    pub clock: fn() -> i64,
    /// The address that is listened on.
    pub host: IpAddr,
    /// The port, if it is free; else one of the next; 0 for any.
    pub port: u16,
}

/// Where a preview is.
pub struct Whereabouts {
    /// For a browser on this machine.
    pub here: String,
    /// For a telephone on the same network, with its token.
    pub elsewhere: Option<String>,
    /// The port that was asked for and taken.
    pub taken: Option<u16>,
}

/// Someone who is told what happens.
pub trait Watcher: Send + Sync {
    /// Browsers may come.
    fn starts(&self, whereabouts: &Whereabouts);
    /// What is to be said of the folder, advice apart, is no longer the same.
    fn notices(&self, notes: &[Diagnostic], disk: &Disk);
    /// The folder tells nothing of its changes: it is looked through again and again.
    fn polls(&self);
    /// Opens a file of the site for the writer.
    fn opens(&self, file: &Path);
    /// It was asked to end.
    fn ends(&self);
}

/// Shows a site until the program is asked to end; `progress` watches the first look.
///
/// # Errors
/// There is no site; no port can be listened on.
pub fn serve(preview: Preview, watcher: Arc<dyn Watcher>, progress: &dyn Progress) -> Result<(), Failure> {
    let Preview { options, is_chosen, clock, host, port } = preview;
    let disk = Disk::open(&options.root)?;
    let (listener, address) = listen(host, port)?;
    let present = if is_chosen { Present::Chosen(options.now) } else { Present::Now };
    let options = Options { drafts: true, keep_going: true, ..options };
    let root = options.root.clone();
    let looker = Looker { disk: Disk::open(&root)?, options, clock };
    let (wake, wakes) = mpsc::channel();
    let folder = Folder::watch(disk.root(), wake.clone());
    if folder.is_none() {
        watcher.polls();
    }
    let shown = looker.look(&Shown::nothing(clock()), present, true, progress);
    watcher.notices(&watch::told(&shown), &disk);
    let base = shown.look.as_ref().map_or_else(String::new, |look| look.world.settings.href(""));
    let access = if host.is_loopback() { Ok(Access::closed()) } else { Access::open(address.port()) };
    let access = access.map_err(|error| catalogue::cannot_listen(address.port(), &error))?;
    let at = |host: IpAddr| format!("http://{}{base}/", SocketAddr::new(host, address.port()));
    let with_key = |host: IpAddr| format!("{}{}", at(host), access.invitation());
    let (here, elsewhere) = match host {
        IpAddr::V4(any) if any.is_unspecified() => (at(Ipv4Addr::LOCALHOST.into()), own_address().map(with_key)),
        IpAddr::V6(any) if any.is_unspecified() => (at(Ipv6Addr::LOCALHOST.into()), own_address().map(with_key)),
        host if host.is_loopback() => (at(host), None),
        host => (with_key(host), Some(with_key(host))),
    };
    let taken = (port != 0 && address.port() != port).then_some(port);
    let whereabouts = Whereabouts { here, elsewhere, taken };
    let (to, from) = tokio::sync::watch::channel(Arc::new(shown));
    let teller = Arc::clone(&watcher);
    let look = move || watch::run(&looker, present, &wakes, &to, folder, &*teller);
    let spawned = std::thread::Builder::new().spawn(look);
    spawned.map_err(|error| catalogue::cannot_listen(port, &error))?;
    let server = http::Server { disk, root, access, shown: from, wake, watcher };
    Ok(http::run(listener, server, &whereabouts).map_err(|error| catalogue::cannot_listen(port, &error))?)
}

/// The port, or the next that is free.
fn listen(host: IpAddr, port: u16) -> Result<(TcpListener, SocketAddr), Failure> {
    let mut first = None;
    for port in port..=port.saturating_add(MOST_PORTS) {
        match TcpListener::bind((host, port)).and_then(|listener| Ok((listener.local_addr()?, listener))) {
            Ok((address, listener)) => return Ok((listener, address)),
            Err(error) => first = first.or(Some(error)),
        }
    }
    let error = first.unwrap_or_else(|| std::io::ErrorKind::AddrInUse.into());
    Err(catalogue::cannot_listen(port, &error).into())
}

/// The address of this machine in its network: the one that it would send from. Nothing is sent.
fn own_address() -> Option<IpAddr> {
    let socket = UdpSocket::bind(("0.0.0.0", 0)).ok()?;
    socket.connect(("192.0.2.1", 9)).ok()?;
    Some(socket.local_addr().ok()?.ip())
}
