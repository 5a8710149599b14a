//! Files of this program that carry their draft: it is taken out, and nothing is guessed.
//!
//! Here: [`read`]. Not here: how such files are opened (`pdf`, `ofd`).

use super::{Format, ImportError, ImportOptions, Imported};
use crate::config::Attach;
use crate::ofd::OfdFile;
use crate::pdf::{PdfFile, SOURCE_NAME};
use crate::say;
use crate::source::{Limits, decode};

/// The draft of a PDF or an OFD.
///
/// # Errors
/// [`ImportError::Document`] for a damaged one, for one of another program, and for one that was made to carry no draft.
pub(super) fn read(bytes: &[u8], format: Format, options: &ImportOptions) -> Result<Imported, ImportError> {
    let most = options.limits.max_bytes;
    let (draft, record, name) = if format == Format::Pdf {
        let file = PdfFile::open(bytes).map_err(|error| ImportError::Document(error.say()))?;
        if let Some(imposition) = file.imposed() {
            return Err(ImportError::Document(imposition.said()));
        }
        (file.attachment(SOURCE_NAME, most), file.record(), "PDF")
    } else {
        let file = OfdFile::open(bytes).map_err(|error| ImportError::Document(error.say()))?;
        (file.attachment(SOURCE_NAME, most), file.record(), "OFD")
    };
    let Some(draft) = draft else {
        return Err(ImportError::Document(if record.is_some() {
            say!("这份 {name} 按设置没有内嵌文稿", "this {name} was made to carry no draft")
        } else {
            say!(
                "这份 {name} 不是本程序生成的，没有内嵌文稿：请向发文机关索取文稿，或者把页面文字复制成文本再导入",
                "this {name} is not of this program and carries no draft: ask the office for it, or import its text as a text file"
            )
        }));
    };
    let source = decode(&draft, &Limits::new(options.limits.max_bytes))?;
    let mut imported = Imported { draft: source.text, encoding: source.encoding, ..Imported::default() };
    if let Some(record) = record {
        if record.attach == Attach::WithoutComments {
            imported.remarks.push(say!("内嵌文稿不含注释的内容", "what comments said did not travel with the file"));
        }
        for picture in &record.pictures {
            let path = &picture.path;
            imported.remarks.push(say!("图片 {path} 要另外找来", "the picture {path} has to be brought along"));
        }
    }
    Ok(imported)
}
