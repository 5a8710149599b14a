//! A preview that runs beside a test, and the client that speaks to it.

use crate::support::{self, Running};
use serde_json::Value;
use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// A running preview of a folder.
pub struct Preview {
    pub child: Running,
    pub port: u16,
    pub token: String,
    pub folder: TempDir,
}

/// What came back.
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&self.body)))
    }

    pub fn header(&self, name: &str) -> &str {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.filter(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value).next().unwrap_or_default()
    }
}

impl Preview {
    pub fn start(files: &[(&str, &[u8])]) -> Self {
        Self::run(support::zhumo(), files)
    }

    /// The same with a command that has its environment already.
    pub fn run(mut command: Command, files: &[(&str, &[u8])]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (name, bytes) in files {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, bytes).unwrap();
        }
        let child =
            command.args(["--lang", "en", "preview", "--no-open"]).arg(folder.path()).stdout(Stdio::piped()).spawn().unwrap();
        let mut child = Running(child);
        let mut line = String::new();
        BufReader::new(child.0.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("Preview: http://127.0.0.1:").unwrap_or_else(|| panic!("{line}"));
        let (port, token) = address.split_once('/').unwrap();
        Self { port: port.parse().unwrap(), token: token.trim_end_matches('/').to_owned(), folder, child }
    }

    /// Sends bytes as they are.
    pub fn raw(&self, request: &[u8]) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        // A server that has refused closes before all is sent.
        let _ = stream.write_all(request);
        let mut all = Vec::new();
        let _ = stream.read_to_end(&mut all);
        let end = all.windows(4).position(|four| four == b"\r\n\r\n").unwrap_or(all.len());
        let head = String::from_utf8_lossy(&all[..end]).into_owned();
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        Answer { status, body: all.get(end + 4..).unwrap_or_default().to_vec(), head }
    }

    pub fn ask(&self, method: &str, path: &str, heads: &[(&str, &str)], body: &[u8]) -> Answer {
        let mut request = format!("{method} {path} HTTP/1.1\r\n");
        if !heads.iter().any(|(name, _)| *name == "Host") {
            let _ = write!(request, "Host: 127.0.0.1:{}\r\n", self.port);
        }
        for (name, value) in heads {
            let _ = write!(request, "{name}: {value}\r\n");
        }
        let _ = write!(request, "Content-Length: {}\r\nConnection: close\r\n\r\n", body.len());
        let mut request = request.into_bytes();
        request.extend_from_slice(body);
        self.raw(&request)
    }

    pub fn get(&self, path: &str) -> Answer {
        self.ask("GET", &format!("/{}{path}", self.token), &[], b"")
    }

    pub fn post(&self, name: &str, body: &Value) -> Answer {
        let path = format!("/{}/api/{name}", self.token);
        self.ask("POST", &path, &[("Content-Type", "application/json")], body.to_string().as_bytes())
    }

    pub fn path(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }
}
