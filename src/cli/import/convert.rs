//! Files that LibreOffice reads and we do not: made a `.docx` of by `soffice`, where it is installed.

use std::path::Path;
use std::process::{Command, Stdio};
use zhumo::project::{RunError, files};
use zhumo::say;

/// Whether a file with this ending goes through LibreOffice.
pub(super) fn is_foreign(ending: &str) -> bool {
    ["doc", "wps", "wpt", "rtf", "odt", "dot"].contains(&ending.to_ascii_lowercase().as_str())
}

/// The bytes of a `.docx` of the file.
///
/// # Errors
/// [`RunError`] where LibreOffice is not installed, or could not read the file.
pub(super) fn docx(file: &Path) -> Result<Vec<u8>, RunError> {
    let shown = file.display();
    let failed = |error: std::io::Error| RunError::unread(file, &error);
    let folder = tempfile::tempdir().map_err(failed)?;
    // A profile of its own: an office that is open elsewhere is left alone.
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.path().display());
    let run = Command::new("soffice")
        .args([&profile, "--headless", "--norestore", "--convert-to", "docx:MS Word 2007 XML", "--outdir"])
        .arg(folder.path())
        .arg(file)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    let advice = say!(
        "装好 LibreOffice（命令 soffice）再试，或者在 Word、WPS 里另存为 .docx 后导入",
        "install LibreOffice (the command soffice), or save the file as .docx in Word or WPS and import that"
    );
    match run {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Err(RunError::new(
            say!(
                "{shown}：这种文件要先由 LibreOffice 转换，本机没有",
                "{shown}: such a file goes through LibreOffice, which is not installed"
            ),
            advice,
        )),
        Err(error) => Err(failed(error)),
        Ok(_) => {
            let stem = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let made = folder.path().join(format!("{stem}.docx"));
            if !made.is_file() {
                return Err(RunError::new(
                    say!("{shown}：LibreOffice 没能转换", "{shown}: LibreOffice could not convert it"),
                    advice,
                ));
            }
            files::bytes(&made)
        }
    }
}
