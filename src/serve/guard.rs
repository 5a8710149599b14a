//! Who may ask: the page that this program handed out, and nobody else.
//!
//! Another site that the same browser shows can send requests to this machine, too, and by a name of its own that leads here (DNS
//! rebinding). It cannot know the token, and its requests carry its own host or origin.

use hyper::http::request::Parts;
use hyper::{Method, StatusCode, header};

/// What is asked of every request.
pub(super) struct Guard {
    hosts: [String; 2],
    token: String,
}

impl Guard {
    pub fn new(port: u16, token: String) -> Self {
        Self { hosts: [format!("127.0.0.1:{port}"), format!("localhost:{port}")], token }
    }

    /// The path below the token, such as `/api/look`.
    ///
    /// # Errors
    /// The status of the refusal.
    pub fn admit<'a>(&self, parts: &'a Parts) -> Result<&'a str, StatusCode> {
        let said = |name: header::HeaderName| parts.headers.get(name).map(|value| value.to_str().unwrap_or("?"));
        // A page of another site comes by that site's name.
        if !said(header::HOST).is_some_and(|host| self.hosts.iter().any(|own| own == host)) {
            return Err(StatusCode::FORBIDDEN);
        }
        let own = |origin: &str| origin.strip_prefix("http://").is_some_and(|host| self.hosts.iter().any(|own| own == host));
        if said(header::ORIGIN).is_some_and(|origin| !own(origin)) {
            return Err(StatusCode::FORBIDDEN);
        }
        // Browsers say which site a request comes from; a link on another site leads nowhere, either.
        let site = parts.headers.get("sec-fetch-site").map(|value| value.to_str().unwrap_or("?"));
        if site.is_some_and(|site| !matches!(site, "same-origin" | "none")) {
            return Err(StatusCode::FORBIDDEN);
        }
        let (given, below) =
            parts.uri.path().strip_prefix('/').and_then(|path| path.split_once('/')).ok_or(StatusCode::NOT_FOUND)?;
        if !same(given.as_bytes(), self.token.as_bytes()) {
            return Err(StatusCode::NOT_FOUND);
        }
        match parts.method {
            Method::GET => {}
            Method::POST => {
                // A form of another site cannot send this type without being asked first.
                let json = said(header::CONTENT_TYPE).is_some_and(|kind| kind.split(';').next() == Some("application/json"));
                if !json {
                    return Err(StatusCode::UNSUPPORTED_MEDIA_TYPE);
                }
            }
            _ => return Err(StatusCode::METHOD_NOT_ALLOWED),
        }
        Ok(&parts.uri.path()[parts.uri.path().len() - below.len() - 1..])
    }
}

/// Compares in a time that does not depend on where they differ.
fn same(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && a.iter().zip(b).fold(0, |differ, (a, b)| differ | (a ^ b)) == 0
}
