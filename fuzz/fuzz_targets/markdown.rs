//! Any text: `targets::markdown`.
#![no_main]

#[allow(dead_code)]
#[path = "../shared/targets.rs"]
mod targets;

libfuzzer_sys::fuzz_target!(|text: &str| targets::markdown(text));
