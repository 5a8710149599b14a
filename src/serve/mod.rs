//! `zhumo preview`: a page for the browser on this machine, with the draft, its findings and its pages side by side.
//!
//! Here: the socket, and what the parts say to each other. In the rooms below: who may ask (`guard`), the drafts of the root folder
//! (`folder`), what is done with them (`desk`), which request leads where (`routes`), how answers look (`answers`), and what tells the page of
//! changes on disk (`events`). Not here: what a preview shows (`zhumo::preview`). Nothing but the loop-back address is listened on.

mod answers;
mod desk;
mod events;
mod folder;
mod guard;
mod listeners;
mod routes;

use answers::Answer;
use desk::Desk;
use folder::Folder;
use guard::Guard;
use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::Service;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use std::convert::Infallible;
use std::io::Write;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use zhumo::hex::hex;
use zhumo::project::{Overrides, RunError};
use zhumo::say;
use zhumo::say::Lang;

/// How long a client may take over the head of a request.
const HEAD_TIME: Duration = Duration::from_secs(10);
/// The most that the head of a request may take, in bytes.
const HEAD_SIZE: usize = 32 * 1024;
/// How long answers that are under way may take after the program was told to end.
const LAST_WORDS: Duration = Duration::from_secs(2);

/// What is previewed, and where.
#[derive(Clone, Debug)]
pub(crate) struct Options {
    /// A draft, or the folder that drafts are opened from and saved in.
    pub path: PathBuf,
    /// The port; 0 for one that is free.
    pub port: u16,
    /// Whether the address is only said.
    pub no_open: bool,
    /// Whether the preview ends when standard input does.
    pub while_input: bool,
    /// The language of what is said before a page asks.
    pub lang: Lang,
}

/// Runs the preview until it is interrupted.
///
/// # Errors
/// [`RunError`] for a path that leads nowhere, or a port that cannot be had.
pub(crate) fn run(options: &Options, overrides: Overrides) -> Result<(), RunError> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let failed = |error: &std::io::Error| {
        let zhumo::say::Say { zh, en } = zhumo::say::system(error);
        let message = say!("预览无法启动：{zh}", "the preview cannot start: {en}");
        RunError::new(message, say!("关掉一些程序再试", "end some programs and try again"))
    };
    let runtime = runtime.map_err(|error| failed(&error))?;
    let token = token()?;
    let done = runtime.block_on(async {
        let listener = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, options.port))).await.map_err(|error| {
            let port = options.port;
            let zhumo::say::Say { zh, en } = zhumo::say::system(&error);
            let message = say!("不能使用端口 {port}：{zh}", "port {port} cannot be used: {en}");
            RunError::new(message, say!("换一个，或不写 --port", "choose another, or leave --port out"))
        })?;
        let port = listener.local_addr().map_err(|error| failed(&error))?.port();
        let address = format!("http://127.0.0.1:{port}/{token}/");
        let server = Server::new(&options.path, overrides, options.lang, port, token)?;
        let watching = events::watch(&server.desk);
        announce(&address, options);
        serve(listener, &server, options.while_input).await;
        drop(watching);
        Ok(())
    });
    // What still computes for a page that nobody sees is not waited for.
    runtime.shutdown_timeout(Duration::from_millis(100));
    done
}

/// 128 bits that nobody can guess: who does not know them gets nothing.
fn token() -> Result<String, RunError> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| {
        let message = say!("系统没有给出随机数", "the system gives no random numbers: {error}");
        RunError::new(message, say!("稍后再试", "try again later"))
    })?;
    Ok(hex(&bytes))
}

/// Says where the preview is, and opens it.
fn announce(address: &str, options: &Options) {
    let (said, how) = (say!("预览：{address}", "Preview: {address}"), say!("按 Ctrl-C 结束。", "Ctrl-C ends it."));
    let mut out = std::io::stdout().lock();
    let _ = writeln!(out, "{}\n{}", said.in_lang(options.lang), how.in_lang(options.lang));
    let _ = out.flush();
    if !options.no_open && open::that_detached(address).is_err() {
        let said =
            say!("无法打开浏览器，请自行打开上面的地址。", "No browser could be opened: please open the address above yourself.");
        let _ = writeln!(std::io::stderr(), "{}", said.in_lang(options.lang));
    }
}

/// The drafts of a folder, and who may ask for them.
#[derive(Clone)]
pub(crate) struct Server {
    guard: Arc<Guard>,
    desk: Arc<Desk>,
}

impl Server {
    /// A server at a port, for those who know the token.
    ///
    /// # Errors
    /// [`RunError`] for a path that leads nowhere.
    pub(crate) fn new(path: &Path, mut overrides: Overrides, lang: Lang, port: u16, token: String) -> Result<Self, RunError> {
        // Somebody may write over a font while the page is open.
        overrides.hold_fonts = true;
        let desk = Desk::new(Folder::new(path)?, overrides, lang);
        Ok(Self { guard: Arc::new(Guard::new(port, token)), desk: Arc::new(desk) })
    }

    /// Answers whoever asks over a connection, until it ends.
    pub(crate) fn connection<I: hyper::rt::Read + hyper::rt::Write + Unpin>(&self, io: I) -> http1::Connection<I, Self> {
        let mut server = http1::Builder::new();
        server.timer(TokioTimer::new()).header_read_timeout(HEAD_TIME).max_buf_size(HEAD_SIZE);
        server.serve_connection(io, self.clone())
    }
}

impl Service<Request<Incoming>> for Server {
    type Response = Answer;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Answer, Infallible>> + Send>>;

    fn call(&self, request: Request<Incoming>) -> Self::Future {
        Box::pin(routes::answer(self.guard.clone(), self.desk.clone(), request))
    }
}

async fn serve(listener: TcpListener, server: &Server, while_input: bool) {
    let graceful = GracefulShutdown::new();
    let mut end = std::pin::pin!(end(while_input));
    loop {
        let stream = tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => stream,
                // Too many open files, or a client that went away: the next one may fare better.
                Err(_) => { tokio::time::sleep(Duration::from_millis(50)).await; continue }
            },
            () = &mut end => break,
        };
        let _ = stream.set_nodelay(true);
        let connection = graceful.watch(server.connection(TokioIo::new(stream)));
        // A client that breaks off breaks its own connection only.
        tokio::spawn(async move { drop(connection.await) });
    }
    // From here on nobody new is heard.
    drop(listener);
    server.desk.listeners.goodbye();
    let _ = tokio::time::timeout(LAST_WORDS, graceful.shutdown()).await;
}

/// Waits until the program is told to end.
async fn end(while_input: bool) {
    let (sender, input_ended) = tokio::sync::oneshot::channel();
    if while_input {
        // A thread of its own: nobody can stop a read that is under way.
        std::thread::spawn(move || {
            let _ = std::io::copy(&mut std::io::stdin().lock(), &mut std::io::sink());
            let _ = sender.send(());
        });
    }
    let input_ended = async {
        if !while_input || input_ended.await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    tokio::select! {
        () = signalled() => {}
        () = input_ended => {}
    }
}

/// Waits for Ctrl-C or what a system sends to programs that are to end.
async fn signalled() {
    #[cfg(unix)]
    if let Ok(mut terminated) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminated.recv() => {}
        }
        return;
    }
    let _ = tokio::signal::ctrl_c().await;
}
