//! Any bytes as a font: `pages::font`.
#![no_main]

#[allow(dead_code)]
#[path = "../shared/pages.rs"]
mod pages;

libfuzzer_sys::fuzz_target!(|bytes: Vec<u8>| pages::font(bytes));
