//! Any bytes as a PDF: read within limits and held against itself, or refused.
#![no_main]

use libfuzzer_sys::fuzz_target;
use zhumo::pdf::{PdfFile, compare};

fuzz_target!(|bytes: &[u8]| {
    let Ok(file) = PdfFile::open(bytes) else { return };
    let _ = (file.attachment_names(), file.record());
    let _ = compare(&file, &file);
});
