//! The language server: drafts in an editor, over standard input and output.
//!
//! Here: the loop that reads messages ([`run`]), open documents (`documents`), what the server can do (`dispatch`), what each request is answered with
//! (`requests`), what a client is and is told (`session`), and how findings and places look to it (`convert`). Not here: how anything
//! is decided. What an editor asks about a draft is answered by `zhumo::assist`, what is wrong with it by `zhumo::project`.
//!
//! Messages are handled one by one, in order. Findings are told when nothing more is waiting, so that fast typing costs one
//! check and not one a key.

mod commands;
mod convert;
mod dispatch;
mod documents;
mod requests;
mod session;

use lsp_server::{Connection, Message};
use session::Session;
use zhumo::project::{Overrides, RunError};
use zhumo::say;
use zhumo::say::Lang;

/// Serves one client until it asks to stop. Messages are in `lang` where the client names no language.
///
/// # Errors
/// [`RunError`] when the client breaks the protocol before it has said what it is.
pub(crate) fn run(overrides: Overrides, lang: Lang) -> Result<(), RunError> {
    let (connection, threads) = Connection::stdio();
    answer(&connection, overrides, lang)?;
    drop(connection);
    threads.join().map_err(|error| broken(&error))
}

/// The same over any connection.
///
/// # Errors
/// As [`run`].
pub(crate) fn answer(connection: &Connection, overrides: Overrides, lang: Lang) -> Result<(), RunError> {
    let (id, params) = connection.initialize_start().map_err(|error| broken(&error))?;
    let session = Session::new(params, overrides, lang, connection.sender.clone());
    connection.initialize_finish(id, dispatch::greeting(&session)).map_err(|error| broken(&error))?;
    serve(connection, session).map_err(|error| broken(&error))
}

fn broken(error: &dyn std::fmt::Display) -> RunError {
    RunError::new(
        say!("编辑器与语言服务器的连接断了", "the connection to the editor broke: {error}"),
        say!("这个命令由编辑器启动，不在终端里直接使用", "this command is started by an editor, not typed in a terminal"),
    )
}

fn serve(connection: &Connection, mut session: Session) -> Result<(), lsp_server::ProtocolError> {
    session.begin();
    while let Ok(message) = connection.receiver.recv() {
        match message {
            Message::Request(request) => {
                if connection.handle_shutdown(&request)? {
                    return Ok(());
                }
                dispatch::answer(&session, request);
            }
            Message::Notification(notification) => session.hear(notification),
            Message::Response(_) => {}
        }
        if connection.receiver.is_empty() {
            session.tell_findings();
        }
    }
    // The editor is gone without a word: that is how some of them end.
    Ok(())
}
