//! Any text: `targets::raw_text`.
#![no_main]

#[allow(dead_code)]
#[path = "../shared/targets.rs"]
mod targets;

libfuzzer_sys::fuzz_target!(|text: &str| targets::raw_text(text));
