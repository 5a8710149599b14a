//! Standard output: what a command was asked for. Not here: what is said of the run, which goes to standard error (`screen`).

use super::RunError;
use std::io::Write;
use zhumo::say;

/// Prints a text.
///
/// # Errors
/// As for [`write`].
pub(crate) fn print(text: &str) -> Result<(), RunError> {
    write(text.as_bytes())
}

/// Writes to standard output.
///
/// # Errors
/// [`RunError`] when not all of it could be written. A reader that closed the pipe has seen enough; that is no fault.
pub(crate) fn write(bytes: &[u8]) -> Result<(), RunError> {
    let mut stdout = std::io::stdout().lock();
    match stdout.write_all(bytes).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            let zhumo::say::Say { zh, en } = zhumo::say::system(&error);
            let message = say!("无法写入标准输出：{zh}", "standard output cannot be written: {en}");
            Err(RunError::new(message, say!("换一个地方输出", "send it elsewhere")))
        }
        _ => Ok(()),
    }
}
