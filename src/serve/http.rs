//! HTTP: requests in, answers out.
//!
//! Pages are made on threads that may take their time; what is shown is read from a channel that always holds the last
//! look. What cannot be answered because a file has changed waits for the next look.

use super::access::{Access, Verdict, Visitor};
use super::answer::{Answer, answer};
use super::look::{Look, Present};
use super::page::{told, with_script};
use super::shown::Shown;
use super::watch::Wake;
use super::{Watcher, Whereabouts};
use crate::base::path::ending;
use crate::diagnostic;
use crate::load::{Disk, excerpts};
use crate::render::headers;
use crate::vietnamese::{Moment, Offset};
use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::uri::Authority;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use percent_encoding::{CONTROLS, percent_decode_str, utf8_percent_encode};
use serde_json::json;
use std::convert::Infallible;
use std::future::poll_fn;
use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::pin::pin;
use std::sync::{Arc, mpsc};
use std::task::Poll;
use std::time::Duration;
use std::{io, str};
use tokio::sync::watch;
use tokio_stream::StreamExt;
use tokio_stream::wrappers::WatchStream;
use tower::ServiceExt;
use tower_http::services::ServeFile;

/// A page whose file has changed waits so long for the next look.
const PATIENCE: Duration = Duration::from_secs(10);

/// … and for so many of them at most.
const TRIES: usize = 3;

/// What answers are made from.
pub(super) struct Server {
    pub(super) disk: Disk,
    /// The site's folder as it was given: other programs take no other form of it.
    pub(super) root: PathBuf,
    pub(super) access: Access,
    pub(super) shown: watch::Receiver<Arc<Shown>>,
    pub(super) wake: mpsc::Sender<Wake>,
    pub(super) watcher: Arc<dyn Watcher>,
}

/// Answers until the program is asked to end. That browsers may come is told when it can be asked to.
pub(super) fn run(listener: TcpListener, server: Server, whereabouts: &Whereabouts) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let watcher = Arc::clone(&server.watcher);
    let served = runtime.block_on(async {
        listener.set_nonblocking(true)?;
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let router = Router::new().fallback(respond).with_state(Arc::new(server));
        let service = router.into_make_service_with_connect_info::<SocketAddr>();
        let mut ended = pin!(tokio::signal::ctrl_c());
        let asked_already = poll_fn(|context| Poll::Ready(ended.as_mut().poll(context))).await;
        if let Poll::Ready(asked) = asked_already {
            return asked;
        }
        watcher.starts(whereabouts);
        // Browsers keep their streams open for ever: nobody waits for them.
        tokio::select! {
            served = async { axum::serve(listener, service).await } => served,
            asked = ended => asked,
        }
    });
    watcher.ends();
    runtime.shutdown_background();
    served
}

async fn respond(
    State(server): State<Arc<Server>>,
    ConnectInfo(from): ConnectInfo<SocketAddr>,
    request: Request,
) -> Response {
    let uri = request.uri().clone();
    let refusal = match judge(&server.access, from, &request) {
        Verdict::Welcome => None,
        Verdict::Keep => return keep(&server.access, uri.path()),
        Verdict::ForeignHost => Some(
            "Trang xem trước chỉ mở được bằng địa chỉ lantoa đã in ra.\n\
             Only the address that lantoa printed leads here.\n",
        ),
        Verdict::Stranger => Some(
            "Hãy mở bằng đúng địa chỉ hoặc mã QR mà lantoa đã in ra.\n\
             Open the very address or QR code that lantoa printed.\n",
        ),
        Verdict::Forged => Some("Trang khác không được yêu cầu việc này.\nOther sites may not ask for this.\n"),
    };
    if let Some(refusal) = refusal {
        return (StatusCode::FORBIDDEN, refusal).into_response();
    }
    let mut response = match uri.path().strip_prefix("/_lantoa/") {
        Some(what) => own(&server, what, from, request).await,
        None => site(&server, &uri, request).await,
    };
    response.headers_mut().insert("cross-origin-resource-policy", HeaderValue::from_static("same-origin"));
    response
}

fn judge(access: &Access, from: SocketAddr, request: &Request) -> Verdict {
    let text = |name: HeaderName| request.headers().get(name).and_then(|value| value.to_str().ok());
    let uri = request.uri();
    access.judge(&Visitor {
        from,
        host: text(header::HOST).or_else(|| uri.authority().map(Authority::as_str)).unwrap_or_default(),
        origin: text(header::ORIGIN),
        fetch_site: text(HeaderName::from_static("sec-fetch-site")),
        cookies: text(header::COOKIE).unwrap_or_default(),
        query: uri.query().unwrap_or_default(),
        changes: !request.method().is_safe(),
    })
}

/// The same address without the token, which the browser keeps.
fn keep(access: &Access, path: &str) -> Response {
    let cookie = format!("{}; Path=/; HttpOnly; SameSite=Lax", access.cookie());
    let path = format!("/{}", path.trim_start_matches('/'));
    (StatusCode::SEE_OTHER, [(header::SET_COOKIE, cookie), (header::LOCATION, path)]).into_response()
}

/// What belongs to the preview and not to the site.
async fn own(server: &Arc<Server>, what: &str, from: SocketAddr, request: Request) -> Response {
    let script = |text: &'static str| ([(header::CONTENT_TYPE, "text/javascript; charset=utf-8"), NOT_KEPT], text);
    match (request.method(), what) {
        (&Method::GET, "client.js") => script(include_str!("client.js")).into_response(),
        // Without a policy of its own it may ask for pages and listen, which the site's policy forbids to pages.
        (&Method::GET, "worker.js") => script(include_str!("worker.js")).into_response(),
        (&Method::GET, "events") => events(server).into_response(),
        (&Method::GET, "page") => {
            let asked = request.uri().query().and_then(|query| query.strip_prefix("at=")).unwrap_or("/");
            let told = page(server, decoded(asked)).await;
            ([(header::CONTENT_TYPE, "application/json"), NOT_KEPT], told).into_response()
        }
        (&Method::POST, "open") => open(server, from, said(request).await).await.into_response(),
        (&Method::POST, "at") => {
            let text = said(request).await;
            let chosen = text.parse().ok().filter(|at| Moment::from_unix(*at, Offset::VIETNAM).is_some());
            let present = match chosen {
                Some(at) => Present::Chosen(at),
                None if text.is_empty() => Present::Now,
                None => return StatusCode::BAD_REQUEST.into_response(),
            };
            let sent = server.wake.send(Wake::At(present));
            sent.map_or(StatusCode::SERVICE_UNAVAILABLE, |()| StatusCode::NO_CONTENT).into_response()
        }
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

const NOT_KEPT: (HeaderName, &str) = (header::CACHE_CONTROL, "no-store");

/// Opens a text of the site with what the writer writes it with. On this machine alone: a telephone cannot see it.
async fn open(server: &Arc<Server>, from: SocketAddr, path: String) -> StatusCode {
    let is_text = OPENED.contains(&ending(&path).as_str());
    if !is_text || !from.ip().to_canonical().is_loopback() || !server.shown.borrow().has_file(&path) {
        return StatusCode::NOT_FOUND;
    }
    let server = Arc::clone(server);
    let opened = tokio::task::spawn_blocking(move || server.watcher.opens(&server.root.join(path))).await;
    opened.map_or(StatusCode::INTERNAL_SERVER_ERROR, |()| StatusCode::NO_CONTENT)
}

/// The endings of files that are opened for writing.
const OPENED: [&str; 6] = ["md", "txt", "yaml", "html", "css", "js"];

/// The short text that a request carries.
async fn said(request: Request) -> String {
    let bytes = axum::body::to_bytes(request.into_body(), 4096).await.unwrap_or_default();
    String::from_utf8_lossy(&bytes).into_owned()
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// A number for each look, from the one that is shown.
fn events(server: &Server) -> Sse<impl tokio_stream::Stream<Item = Result<Event, Infallible>> + use<>> {
    let numbers = WatchStream::new(server.shown.clone());
    let events = numbers.map(|shown| Ok(Event::default().data(shown.number.to_string())));
    Sse::new(events).keep_alive(KeepAlive::default())
}

impl Server {
    /// The answer by what is shown now; `None` when nothing can be shown.
    async fn answer(self: &Arc<Self>, asked: &str) -> Option<(Arc<Shown>, Arc<Look>, Answer)> {
        let mut changes = self.shown.clone();
        let mut tries = 0;
        loop {
            let shown = Arc::clone(&changes.borrow_and_update());
            let look = Arc::clone(shown.look.as_ref()?);
            let (server, asked) = (Arc::clone(self), asked.to_owned());
            let (by, of) = (Arc::clone(&shown), Arc::clone(&look));
            let made = tokio::task::spawn_blocking(move || answer(&server.disk, &by, &of, &asked)).await.ok()?;
            if let Answer::Behind { source } = &made
                && tries < TRIES
            {
                tries += 1;
                // A look that did not help took the file for unchanged.
                let news = if tries == 1 { Wake::Files(vec![self.disk.native(source)]) } else { Wake::Lie };
                let sent = self.wake.send(news);
                if sent.is_ok() && matches!(tokio::time::timeout(PATIENCE, changes.changed()).await, Ok(Ok(()))) {
                    continue;
                }
            }
            return Some((shown, look, made));
        }
    }
}

/// What the site has at an address.
async fn site(server: &Arc<Server>, uri: &Uri, request: Request) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    let Some((_, look, answer)) = server.answer(&decoded(uri.path())).await else {
        return not_made();
    };
    let told = |address: &str| told_headers(&look, address);
    match answer {
        Answer::Made { address, bytes, is_missing } => {
            let status = if is_missing { StatusCode::NOT_FOUND } else { StatusCode::OK };
            let html = str::from_utf8(&bytes).ok().filter(|_| media_type(&address) == "text/html");
            let bytes = html.map(|html| with_script(html, Some(&look)).into_bytes()).unwrap_or(bytes);
            (status, told(&address), bytes).into_response()
        }
        Answer::File { address, source } => {
            let file = server.disk.native(&source);
            if !server.disk.holds(&file) {
                return StatusCode::NOT_FOUND.into_response();
            }
            match ServeFile::new(file).oneshot(request).await {
                Ok(mut response) => {
                    response.headers_mut().extend(told(&address));
                    response.map(Body::new)
                }
                Err(never) => match never {},
            }
        }
        Answer::Elsewhere { href } => {
            (StatusCode::MOVED_PERMANENTLY, [(header::LOCATION, encoded(&href)), (NOT_KEPT.0, NOT_KEPT.1.into())])
                .into_response()
        }
        Answer::Faulty(_) | Answer::Behind { .. } => not_made(),
    }
}

/// An address as a header may say it.
fn encoded(href: &str) -> String {
    utf8_percent_encode(href, CONTROLS).to_string()
}

/// The page in the place of one that cannot be made: the script tells why.
fn not_made() -> Response {
    let html = with_script(
        "<!doctype html><html lang=\"vi\"><head><meta charset=\"utf-8\"><title>Chưa xem được trang này</title></head>\
         <body><p>Chưa xem được trang này. Sửa lỗi rồi lưu tệp, trang sẽ tự hiện ra.</p></body></html>",
        None,
    );
    let headers = [(header::CONTENT_TYPE, "text/html; charset=utf-8"), NOT_KEPT];
    (StatusCode::INTERNAL_SERVER_ERROR, headers, html).into_response()
}

/// The headers of what stands at an address, as hosts are told to send them. Only what is named by its content is kept.
fn told_headers(look: &Look, address: &str) -> HeaderMap {
    let mut told = HeaderMap::new();
    let mut set = |name: &str, value: &str| {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            told.insert(name, value);
        }
    };
    let kind = media_type(address);
    let is_text = kind.starts_with("text/") || kind.ends_with("json") || kind.ends_with("xml");
    set("content-type", &if is_text { format!("{kind}; charset=utf-8") } else { kind });
    for (name, value) in headers(&look.world, address) {
        set(name, &value);
    }
    if !address.starts_with("/assets/") {
        set("cache-control", "no-store");
    }
    told
}

/// The media type of what stands at an address, by its ending; folders and names without one are pages.
fn media_type(address: &str) -> String {
    let name = address.rsplit('/').next().unwrap_or_default();
    if !name.contains('.') {
        return "text/html".to_owned();
    }
    mime_guess::from_path(name).first_or_octet_stream().essence_str().to_owned()
}

/// What the script in a page is told.
async fn page(server: &Arc<Server>, asked: String) -> String {
    let answered = server.answer(&asked).await;
    let server = Arc::clone(server);
    let tell = move || {
        let Some((shown, look, answer)) = answered else {
            let shown = Arc::clone(&server.shown.borrow());
            return told(&shown, None, None, None, &shown.notes, |notes| excerpts(&server.disk, notes));
        };
        let mut notes = shown.notes.clone();
        let html = match answer {
            Answer::Made { bytes, .. } => String::from_utf8(bytes).ok(),
            // What keeps the site from being shown is told already.
            Answer::Faulty(_) if shown.is_behind => None,
            Answer::Faulty(note) => {
                notes.push(*note);
                diagnostic::sort(&mut notes);
                None
            }
            Answer::Elsewhere { .. } | Answer::File { .. } => return json!({"is_elsewhere": true}),
            Answer::Behind { .. } => None,
        };
        let planned = look.meant(&asked).map(|(planned, _)| planned);
        if let Some(to) = shown.moved_to(&look, &asked).filter(|_| planned.is_none()) {
            return json!({"moved_to": to});
        }
        told(&shown, Some(&look), planned, html.as_deref(), &notes, |notes| excerpts(&server.disk, notes))
    };
    tokio::task::spawn_blocking(tell).await.map_or_else(|_| "null".to_owned(), |told| told.to_string())
}
