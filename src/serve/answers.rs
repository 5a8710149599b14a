//! How answers look: status, head and body.

use hyper::body::{Body, Bytes, Frame, SizeHint};
use hyper::header::{self, HeaderName, HeaderValue};
use hyper::{Response, StatusCode};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;
use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};
use tokio::sync::mpsc::UnboundedReceiver;
use zhumo::say::Say;

/// The body of an answer.
pub(crate) enum Content {
    Whole(Option<Bytes>),
    /// Texts as they come, until the sender is gone.
    Stream(UnboundedReceiver<String>),
}

pub(crate) type Answer = Response<Content>;

impl Body for Content {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        match self.get_mut() {
            Self::Whole(bytes) => Poll::Ready(bytes.take().map(|bytes| Ok(Frame::data(bytes)))),
            Self::Stream(texts) => texts.poll_recv(context).map(|text| text.map(|text| Ok(Frame::data(Bytes::from(text))))),
        }
    }

    fn is_end_stream(&self) -> bool {
        matches!(self, Self::Whole(None))
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Self::Whole(bytes) => SizeHint::with_exact(bytes.as_ref().map_or(0, Bytes::len) as u64),
            Self::Stream(_) => SizeHint::default(),
        }
    }
}

/// What the page may do: its own script and style, its own server, and nothing of anybody else. `nonce` is for the style that the
/// editor makes.
fn policy(nonce: &str) -> String {
    format!(
        "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; img-src 'self' blob: data:; connect-src 'self'; \
         frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
}

/// An answer with its body.
pub(super) fn bytes(status: StatusCode, kind: &'static str, body: impl Into<Bytes>) -> Answer {
    let mut answer = Response::new(Content::Whole(Some(body.into())));
    *answer.status_mut() = status;
    let heads: [(HeaderName, &'static str); 6] = [
        (header::CONTENT_TYPE, kind),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"),
    ];
    for (name, value) in heads {
        answer.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    answer
}

/// An answer that says no more than its number.
pub(super) fn refusal(status: StatusCode) -> Answer {
    closing(bytes(status, "text/plain; charset=utf-8", Bytes::new()))
}

/// The same answer as the last of its connection: a client that sends too much is not read to its end.
pub(super) fn closing(mut answer: Answer) -> Answer {
    answer.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    answer
}

/// Why something was not done, in both languages.
pub(super) fn fault(status: StatusCode, said: &Say) -> Answer {
    json(status, &serde_json::json!({ "error": said }))
}

pub(super) fn json(status: StatusCode, value: &impl Serialize) -> Answer {
    match serde_json::to_vec(value) {
        Ok(body) => bytes(status, "application/json", body),
        Err(_) => refusal(StatusCode::INTERNAL_SERVER_ERROR),
    }
}

/// The page itself, with a nonce of its own.
pub(super) fn page(text: &str, nonce: &str) -> Answer {
    let mut answer = bytes(StatusCode::OK, "text/html; charset=utf-8", text.replace("{nonce}", nonce));
    if let Ok(value) = HeaderValue::from_str(&policy(nonce)) {
        answer.headers_mut().insert(header::CONTENT_SECURITY_POLICY, value);
    }
    answer
}

/// A page of the notice: who asks for the same name again gets the same picture.
pub(super) fn picture(svg: String) -> Answer {
    let mut answer = bytes(StatusCode::OK, "image/svg+xml", svg);
    answer.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, max-age=3600, immutable"));
    answer
}

/// What does not stand in the name of a file as it is.
const NOT_IN_NAMES: AsciiSet = NON_ALPHANUMERIC.remove(b'.').remove(b'_').remove(b'-');

/// A file to keep.
pub(super) fn download(kind: &'static str, name: &str, body: Vec<u8>) -> Answer {
    let mut answer = bytes(StatusCode::OK, kind, body);
    let plain: String = name.chars().map(|c| if c.is_ascii_alphanumeric() || "._-".contains(c) { c } else { '_' }).collect();
    let encoded = utf8_percent_encode(name, &NOT_IN_NAMES);
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}")) {
        answer.headers_mut().insert(header::CONTENT_DISPOSITION, value);
    }
    answer
}

/// Events as long as they come.
pub(super) fn events(texts: UnboundedReceiver<String>) -> Answer {
    let mut answer = bytes(StatusCode::OK, "text/event-stream", Bytes::new());
    *answer.body_mut() = Content::Stream(texts);
    answer
}
