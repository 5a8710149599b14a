//! Any text: `targets::web_page`.
#![no_main]

#[allow(dead_code)]
#[path = "../shared/targets.rs"]
mod targets;

libfuzzer_sys::fuzz_target!(|text: &str| targets::web_page(text));
