//! Any text: `targets::page_template`.
#![no_main]

#[allow(dead_code)]
#[path = "../shared/targets.rs"]
mod targets;

libfuzzer_sys::fuzz_target!(|text: &str| targets::page_template(text));
